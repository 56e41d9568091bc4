# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from akkoord.scope.policies import PRIVATE, append_only, as_its, row_security


class Migration(migrations.Migration):
    """Duties, the work list and self-checks, private to the organisation."""

    dependencies = [
        ("people", "0006_feed_keys"),
        ("stewardship", "0002_planner"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SelfCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.TextField()),
                ("year", models.PositiveSmallIntegerField()),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CheckAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.TextField()),
                ("score", models.PositiveSmallIntegerField()),
                ("note", models.TextField(blank=True)),
                (
                    "check_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="stewardship.selfcheck"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(blank=True)),
                ("title", models.TextField(blank=True)),
                ("area", models.TextField()),
                ("role", models.TextField()),
                ("every", models.TextField()),
                ("first_on", models.DateField()),
                ("note", models.TextField(blank=True)),
                ("once", models.UUIDField(null=True, unique=True)),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan_of",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="plan", to="stewardship.selfcheck"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkDone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due", models.DateField()),
                ("done_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="doings", to="stewardship.worktask"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DutyChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.TextField()),
                ("key", models.TextField()),
                ("text", models.TextField(blank=True)),
                ("is_left_out", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                ["management", "user", "key_user", "functional_administrator", "technical_administrator"],
                            )
                        ),
                        name="duty_of_a_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_left_out", True), models.Q(("text", ""), _negated=True), _connector="OR"),
                        name="duty_says_something",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("organisation", "role", "key"),
                        name="one_change_of_a_duty",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="selfcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role__in", ["management", "user", "key_user", "functional_administrator", "technical_administrator"])
                ),
                name="check_of_a_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="selfcheck",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("organisation", "role", "year"), name="one_check_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 1), ("score__lte", 4)), name="score_from_one_to_four"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkanswer",
            constraint=models.UniqueConstraint(fields=("check_of", "question"), name="one_answer_to_a_question"),
        ),
        migrations.AddIndex(
            model_name="worktask",
            index=models.Index(condition=models.Q(("ended_at", None)), fields=["organisation"], name="work_in_use"),
        ),
        migrations.AddConstraint(
            model_name="worktask",
            constraint=models.CheckConstraint(
                condition=models.Q(("every__in", ["once", "daily", "weekly", "monthly", "quarterly", "yearly"])),
                name="work_every",
            ),
        ),
        migrations.AddConstraint(
            model_name="worktask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "area__in",
                        [
                            "authorisations",
                            "site",
                            "processes",
                            "maintenance",
                            "update_tests",
                            "communication",
                            "support",
                            "desk",
                            "systems",
                        ],
                    )
                ),
                name="work_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="worktask",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["functional_administrator", "technical_administrator"])),
                name="work_of_administrators",
            ),
        ),
        migrations.AddConstraint(
            model_name="worktask",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("key", ""), _negated=True), _connector="OR"),
                name="work_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="worktask",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), models.Q(("key", ""), _negated=True)),
                fields=("organisation", "key"),
                name="ready_work_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="workdone",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)), fields=("task", "due"), name="done_once_for_a_day"
            ),
        ),
        row_security("stewardship_dutychange", PRIVATE),
        row_security("stewardship_selfcheck", PRIVATE),
        row_security("stewardship_checkanswer", as_its("stewardship_selfcheck", "check_of_id")),
        row_security("stewardship_worktask", PRIVATE),
        row_security("stewardship_workdone", as_its("stewardship_worktask", "task_id")),
        append_only("stewardship_dutychange", but="ended_at, ended_by_id"),
        append_only("stewardship_selfcheck", but="ended_at, ended_by_id"),
        append_only("stewardship_checkanswer"),
        append_only("stewardship_workdone", but="undone_at, undone_by_id"),
    ]

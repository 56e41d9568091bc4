# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from akkoord.scope.policies import PRIVATE, append_only, row_security


class Migration(migrations.Migration):
    """The annual planner and test plans, private to the organisation."""

    dependencies = [
        ("cases", "0007_search_by_density"),
        ("people", "0006_feed_keys"),
        ("stewardship", "0001_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UpdatePlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("comes_on", models.DateField()),
                ("accept_from", models.DateField()),
                ("accept_until", models.DateField()),
                ("created_at", models.DateTimeField()),
                ("once", models.UUIDField(null=True, unique=True)),
                (
                    "copied_from",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stewardship.updateplan"
                    ),
                ),
                (
                    "created_by",
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
                "ordering": ["-comes_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="UpdateDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_go", models.BooleanField()),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="stewardship.updateplan"
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="UpdateTest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.TextField()),
                ("title", models.TextField()),
                ("position", models.IntegerField()),
                ("outcome", models.TextField(default="open")),
                ("finding", models.TextField(blank=True)),
                ("outcome_at", models.DateTimeField(null=True)),
                ("passed_on_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "outcome_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "passed_on",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "passed_on_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tests", to="stewardship.updateplan"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlannerEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("title", models.TextField()),
                ("notes", models.TextField(blank=True)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("remind_before", models.SmallIntegerField(null=True)),
                ("reminded_for", models.DateField(null=True)),
                ("is_yearly", models.BooleanField(default=False)),
                ("began_on", models.DateField()),
                ("template", models.TextField(blank=True)),
                ("template_year", models.SmallIntegerField(null=True)),
                ("sequence", models.IntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                ("once", models.UUIDField(null=True, unique=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "follows",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follower",
                        to="stewardship.plannerentry",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="stewardship.plannerentry",
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
                    "process",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stewardship.process"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("removed_at", None)), fields=["organisation", "first"], name="planner_by_day"
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None), ("removed_at", None)), fields=["first"], name="planner_open"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["goal", "version", "test", "communication", "cycle", "event", "course"])
                        ),
                        name="planner_kind",
                    ),
                    models.CheckConstraint(condition=models.Q(("last__gte", models.F("first"))), name="planner_ends_after_begin"),
                    models.CheckConstraint(
                        condition=models.Q(("goal", None), models.Q(("kind", "goal"), _negated=True), _connector="OR"),
                        name="goal_serves_no_goal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("remind_before", None),
                            models.Q(("remind_before__gte", 0), ("remind_before__lte", 90)),
                            _connector="OR",
                        ),
                        name="planner_reminder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_by", None), ("done_at__isnull", False), _connector="OR"),
                        name="planner_done_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("template", ""), ("template_year__isnull", False), _connector="OR"),
                        name="planner_template_of_a_year",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("template", ""), _negated=True)),
                        fields=("organisation", "template_year", "template"),
                        name="planned_once_from_template",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="updateplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("accept_until__gte", models.F("accept_from")), ("comes_on__gte", models.F("accept_from"))),
                name="tests_before_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="updatedecision",
            constraint=models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="decision_says_why"),
        ),
        migrations.AddConstraint(
            model_name="updatetest",
            constraint=models.CheckConstraint(condition=models.Q(("area__in", ["functional", "technical"])), name="test_area"),
        ),
        migrations.AddConstraint(
            model_name="updatetest",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["open", "passed", "failed", "not_needed"])), name="test_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="updatetest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "failed"), _negated=True), models.Q(("finding", ""), _negated=True), _connector="OR"
                ),
                name="failed_test_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="updatetest",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", "open"), ("outcome_at__isnull", False), _connector="OR"), name="outcome_has_moment"
            ),
        ),
        migrations.AddConstraint(
            model_name="updatetest",
            constraint=models.CheckConstraint(
                condition=models.Q(("passed_on", None), ("passed_on_at__isnull", False), _connector="OR"),
                name="passed_on_at_a_moment",
            ),
        ),
        row_security("stewardship_plannerentry", PRIVATE),
        row_security("stewardship_updateplan", PRIVATE),
        row_security("stewardship_updatetest", PRIVATE),
        row_security("stewardship_updatedecision", PRIVATE),
        append_only("stewardship_updatedecision"),
    ]

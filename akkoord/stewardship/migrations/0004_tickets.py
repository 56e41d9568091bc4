# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import akkoord.stewardship.models.passing
import akkoord.stewardship.rules.tickets
from akkoord.scope.policies import PRIVATE, append_only, as_its, row_security


class Migration(migrations.Migration):
    """Tickets: what they know beyond the case, where they went on, and how an organisation deals with them."""

    dependencies = [
        ("cases", "0007_search_by_density"),
        ("people", "0006_feed_keys"),
        ("stewardship", "0003_duties_work_checks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TicketSettings",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="people.organisation",
                    ),
                ),
                ("threshold_hours", models.PositiveIntegerField(default=40, null=True)),
                ("review_weeks", models.PositiveSmallIntegerField(default=4)),
                ("integrator_name", models.TextField(blank=True)),
                ("integrator_email", models.EmailField(blank=True, max_length=254)),
                ("mail_token", models.TextField(default=akkoord.stewardship.models.passing.mail_token, unique=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("review_weeks__range", (1, 52))), name="ticket_review_weeks")
                ],
            },
        ),
        migrations.CreateModel(
            name="TicketDetail",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="ticket",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("effort_hours", models.PositiveIntegerField(null=True)),
                ("worked", models.TextField(blank=True)),
                ("instruction_updated", models.BooleanField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "process",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stewardship.process"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("worked__in", ["", "yes", "partly", "no"])), name="ticket_worked")
                ],
            },
        ),
        migrations.CreateModel(
            name="TicketPassing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("target", models.TextField()),
                ("to", models.TextField(blank=True)),
                ("token", models.TextField(default=akkoord.stewardship.models.passing.mail_token, unique=True)),
                ("subject", models.TextField()),
                ("text", models.TextField()),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ticket_passings", to="cases.case"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["other"], name="ticket_passing_other")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("target__in", ["incident", "service_management", "consultancy", "integrator"])),
                        name="ticket_passing_target",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TicketSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("impact", models.TextField()),
                ("effort_hours", models.PositiveIntegerField()),
                ("value", models.TextField()),
                ("risk", models.TextField()),
                ("advice", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="ticket_sheets", to="cases.case"),
                ),
                (
                    "process",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stewardship.process"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("impact__in", ["low", "middle", "high"]),
                            ("risk__in", ["low", "middle", "high"]),
                            ("value__in", ["low", "middle", "high"]),
                        ),
                        name="ticket_sheet_levels",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TicketTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort", models.TextField(default=akkoord.stewardship.rules.tickets.Sort["WORK"])),
                ("what", models.TextField(blank=True)),
                ("due_on", models.DateField(null=True)),
                ("added_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="ticket_tasks", to="cases.case"),
                ),
                (
                    "done_by",
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
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(condition=models.Q(("done_at", None)), fields=["owner"], name="ticket_tasks_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sort__in", ["work", "test", "communication"])), name="ticket_task_sort"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_by", None), models.Q(("done_at", None), _negated=True), _connector="OR"),
                        name="ticket_task_done_by_when_done",
                    ),
                ],
            },
        ),
        row_security("stewardship_ticketdetail", as_its("cases_case", "case_id")),
        row_security("stewardship_ticketsheet", as_its("cases_case", "case_id")),
        row_security("stewardship_tickettask", as_its("cases_case", "case_id")),
        row_security("stewardship_ticketpassing", as_its("cases_case", "case_id")),
        row_security("stewardship_ticketsettings", PRIVATE),
        append_only("stewardship_ticketsheet"),
        append_only("stewardship_ticketpassing"),
    ]

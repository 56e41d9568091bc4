# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from akkoord.scope.policies import BY_ORGANISATION, SIDE, append_only, row_security

INSIDE = f"{SIDE} IN ('system', 'staff')"


def key(to, **more):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to, **more)


class Migration(migrations.Migration):
    """Monthly reports: an organisation's own and the vendor's; whoever may ask writes that it is due, the worker makes it."""

    dependencies = [
        ("promises", "0004_ledger"),
        ("people", "0002_row_security"),
        ("scope", "0001_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="ReportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("whom", models.TextField()),
                ("begun_at", models.DateTimeField()),
                ("by", key(settings.AUTH_USER_MODEL, null=True)),
            ],
            options={
                "ordering": ["-month", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("month", "whom"), name="one_run_a_month"),
                    models.CheckConstraint(condition=models.Q(("whom__in", ["first_class", "all"])), name="run_for_whom"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MadeReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("facts", models.TextField()),
                ("sha256", models.TextField()),
                ("files", models.JSONField()),
                ("is_promised", models.BooleanField()),
                ("made_at", models.DateTimeField()),
                ("organisation", key("people.organisation", db_index=False)),
            ],
            options={"indexes": [models.Index(fields=["organisation", "-month", "-id"], name="report_organisation")]},
        ),
        migrations.CreateModel(
            name="DueReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("is_promised", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("attempts", models.SmallIntegerField(default=0)),
                ("failure", models.TextField(blank=True)),
                ("asked_by", key(settings.AUTH_USER_MODEL, null=True)),
                ("organisation", key("people.organisation", db_index=False)),
                ("report", key("promises.madereport", null=True)),
                (
                    "run",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="due", to="promises.reportrun"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("done_at", None)), fields=["id"], name="report_due"),
                    models.Index(condition=models.Q(("done_at", None), ("run", None)), fields=["id"], name="report_asked"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)), fields=("organisation", "month"), name="one_due_report"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("report", None), models.Q(("done_at", None), _negated=True), _connector="OR"),
                        name="made_report_is_done",
                    ),
                ],
            },
        ),
        row_security("promises_reportrun", INSIDE),
        row_security("promises_madereport", BY_ORGANISATION, write=f"{SIDE} = 'system'"),
        row_security("promises_duereport", BY_ORGANISATION),
        append_only("promises_madereport"),
    ]

# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from akkoord.scope.policies import as_its, row_security


class Migration(migrations.Migration):
    """Confidential reports and hearings: what is known of them is for whoever may know of their case."""

    dependencies = [
        ("cases", "0007_search_by_density"),
        ("partners", "0005_directory"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BreachReportDetail",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="breach_report",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("partner_name", models.TextField()),
                ("rule", models.TextField(blank=True)),
                (
                    "decider",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "partner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.partner"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HearingDetail",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="hearing",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                (
                    "heard",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "decider",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "report",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="cases.case"),
                ),
            ],
        ),
        row_security("partners_breachreportdetail", as_its("cases_case", "case_id")),
        row_security("partners_hearingdetail", as_its("cases_case", "case_id")),
    ]

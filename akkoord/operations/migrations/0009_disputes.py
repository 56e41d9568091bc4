# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from akkoord.scope.policies import as_its, row_security


class Migration(migrations.Migration):
    """What a dispute is about is for whoever may know of its case."""

    dependencies = [("cases", "0002_row_security"), ("operations", "0008_page_loads")]
    operations = [
        migrations.CreateModel(
            name="DisputeDetail",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="dispute",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("month", models.DateField(null=True)),
                ("best", models.DecimalField(decimal_places=4, max_digits=7, null=True)),
                ("worst", models.DecimalField(decimal_places=4, max_digits=7, null=True)),
                (
                    "component",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="operations.component"
                    ),
                ),
                (
                    "outage",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="operations.outage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(month=None, outage__isnull=False, component=None) | Q(month__isnull=False, outage=None),
                        name="disputes_a_month_or_an_outage",
                    )
                ]
            },
        ),
        row_security("operations_disputedetail", as_its("cases_case", "case_id")),
    ]

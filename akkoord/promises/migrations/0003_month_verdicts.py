# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models

from akkoord.scope.policies import BY_ORGANISATION, append_only, row_security


class Migration(migrations.Migration):
    """What is measured by the month: all together is everybody's, one organisation's own is its own and the vendor's."""

    dependencies = [
        ("promises", "0002_row_security"),
        ("agreements", "0001_initial"),
        ("people", "0001_initial"),
        ("scope", "0001_append_only"),
    ]
    operations = [
        migrations.CreateModel(
            name="MonthVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("promise", models.TextField()),
                ("month", models.DateField()),
                ("verdict", models.TextField()),
                ("worst", models.DecimalField(decimal_places=4, max_digits=12, null=True)),
                ("best", models.DecimalField(decimal_places=4, max_digits=12, null=True)),
                ("bound", models.DecimalField(decimal_places=4, max_digits=12, null=True)),
                ("kept", models.IntegerField(default=0)),
                ("broken", models.IntegerField(default=0)),
                ("why", models.TextField(blank=True)),
                ("judged_at", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.agreementversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "month", "promise", "-id"], name="verdict_organisation"),
                    models.Index(fields=["month"], name="verdict_month"),
                ]
            },
        ),
        row_security(
            "promises_monthverdict",
            f"organisation_id IS NULL OR {BY_ORGANISATION}",
            write="(SELECT current_setting('akkoord.side', true)) = 'system'",
        ),
        append_only("promises_monthverdict"),
    ]

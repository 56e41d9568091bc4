# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from akkoord.scope.policies import SIDE, row_security


def column(of: models.Field) -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(base_field=of, size=None)


class Migration(migrations.Migration):
    """Batches of real page loads, whole until they are folded."""

    dependencies = [("operations", "0007_windows"), ("people", "0004_tokens")]
    operations = [
        migrations.CreateModel(
            name="TimingBatch",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("received_at", models.DateTimeField()),
                ("count", models.IntegerField()),
                ("digest", models.BinaryField()),
                ("windows", column(models.TextField())),
                ("moments", column(models.DateTimeField())),
                ("times", column(models.FloatField(null=True))),
                ("folded_at", models.DateTimeField(null=True)),
                (
                    "token",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.apitoken"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=Q(folded_at=None), fields=["received_at"], name="batch_to_fold"),
                    models.Index(condition=Q(folded_at__isnull=False), fields=["received_at"], name="batch_folded"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(folded_at__isnull=False)
                        | Q(windows__len=F("count"), moments__len=F("count"), times__len=F("count")),
                        name="batch_is_whole",
                    )
                ],
            },
        ),
        row_security("operations_timingbatch", f"{SIDE} IN ('system', 'staff')"),
    ]

# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from akkoord.scope.policies import BY_ORGANISATION

# A new column that is computed from another without a change of rows, which are append-only.
UNTIL = """
    ALTER TABLE promises_monthverdict ADD COLUMN until date;
    ALTER TABLE promises_monthverdict ALTER COLUMN until TYPE date USING (month + interval '1 month')::date;
    ALTER TABLE promises_monthverdict ALTER COLUMN until SET NOT NULL;
"""
WRITE = "(SELECT current_setting('akkoord.side', true)) = 'system'"


def _policy(condition: str) -> str:
    return f"""
        DROP POLICY scope ON promises_monthverdict;
        CREATE POLICY scope ON promises_monthverdict USING ({condition}) WITH CHECK ({WRITE});
    """


class Migration(migrations.Migration):
    """What each verdict rests on, what it replaces and why. What clocks decided of all together is the vendor's."""

    dependencies = [("promises", "0003_month_verdicts"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.RunSQL(
            UNTIL,
            "ALTER TABLE promises_monthverdict DROP COLUMN until",
            state_operations=[migrations.AddField("monthverdict", "until", models.DateField())],
        ),
        migrations.AddField("monthverdict", "unit", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("monthverdict", "excluded", models.JSONField(default=dict)),
        migrations.AddField("monthverdict", "unknown", models.BigIntegerField(default=0)),
        migrations.AddField("monthverdict", "evidence", models.JSONField(default=list)),
        migrations.AddField("monthverdict", "evaluator", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("monthverdict", "evaluator_version", models.IntegerField(default=0)),
        migrations.AddField("monthverdict", "reason", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField(
            "monthverdict",
            "supersedes",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="superseded_by",
                to="promises.monthverdict",
            ),
        ),
        *(
            migrations.AddField(
                "monthverdict",
                name,
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            )
            for name in ("by", "confirmed_by")
        ),
        migrations.AddConstraint(
            "monthverdict", models.CheckConstraint(condition=Q(until__gt=F("month")), name="verdict_on_a_period")
        ),
        migrations.AddConstraint(
            "monthverdict",
            models.CheckConstraint(condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("by")), name="verdict_by_a_second_person"),
        ),
        migrations.RunSQL(
            _policy(f"(organisation_id IS NULL AND evaluator <> 'clocks') OR {BY_ORGANISATION}"),
            _policy(f"organisation_id IS NULL OR {BY_ORGANISATION}"),
        ),
    ]

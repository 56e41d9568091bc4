# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models

from akkoord.scope.policies import BY_ORGANISATION

WRITE = "(SELECT current_setting('akkoord.side', true)) = 'system'"


def _policy(by_clocks: str) -> str:
    return f"""
        DROP POLICY scope ON promises_monthverdict;
        CREATE POLICY scope ON promises_monthverdict
            USING ((organisation_id IS NULL AND {by_clocks}) OR {BY_ORGANISATION}) WITH CHECK ({WRITE});
    """


class Migration(migrations.Migration):
    """Verdicts are found by the end of their period; what norms say of everybody's clocks together is the vendor's."""

    dependencies = [("promises", "0005_reports")]
    operations = [
        migrations.RemoveIndex("monthverdict", "verdict_organisation"),
        migrations.AddIndex(
            "monthverdict", models.Index(fields=["organisation", "until", "promise", "-id"], name="verdict_organisation")
        ),
        migrations.AddIndex("monthverdict", models.Index(fields=["until"], name="verdict_until")),
        migrations.RunSQL(_policy("evaluator NOT IN ('clocks', 'norms')"), _policy("evaluator <> 'clocks'")),
    ]

# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models

AS_SYSTEM = "SELECT set_config('akkoord.side', 'system', true);"


class Migration(migrations.Migration):
    """What somebody changed is told apart from what went along with the year before, which calendars must hear of too."""

    dependencies = [("stewardship", "0007_plans_once_in_an_organisation")]

    operations = [
        migrations.AddField(model_name="plannerentry", name="is_changed", field=models.BooleanField(default=False)),
        migrations.RunSQL(
            [AS_SYSTEM, "UPDATE stewardship_plannerentry SET is_changed = true WHERE sequence > 0"],
            migrations.RunSQL.noop,
        ),
    ]

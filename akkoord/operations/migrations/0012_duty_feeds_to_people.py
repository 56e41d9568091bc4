# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import SIDE, row_security

AS_SYSTEM = "SELECT set_config('akkoord.side', 'system', true);"
THERE = """
    INSERT INTO people_feedkey (person_id, feed, key_hash, made_at, ended_at)
    SELECT person_id, 'duties', key_hash, made_at, ended_at FROM operations_dutyfeed;
"""
BACK = """
    INSERT INTO operations_dutyfeed (person_id, key_hash, made_at, ended_at)
    SELECT person_id, key_hash, made_at, ended_at FROM people_feedkey WHERE feed = 'duties';
    DELETE FROM people_feedkey WHERE feed = 'duties';
"""


class Migration(migrations.Migration):
    """Keys of duty calendars stand with those of people's other feeds; addresses that were given stay good."""

    dependencies = [("operations", "0011_days_of_all_probes"), ("people", "0006_feed_keys")]
    operations = [
        migrations.RunSQL(AS_SYSTEM + THERE, AS_SYSTEM + BACK),
        migrations.RunSQL("SELECT 1", row_security("operations_dutyfeed", f"{SIDE} IN ('system', 'staff')").sql),
        migrations.DeleteModel("DutyFeed"),
    ]

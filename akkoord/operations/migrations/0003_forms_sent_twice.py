# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models

from akkoord.scope.policies import as_its

# The case has a column `subject` too: without the table's name the condition would ask for that one.
OF_CASE = as_its("cases_case", "split_part(operations_outagelink.subject, ':', 2)::bigint")


class Migration(migrations.Migration):
    """A form that is sent twice counts once; bounds remember what was struck, so that a correction keeps both; a link is known to whoever knows of its case."""

    dependencies = [("operations", "0002_guards_and_samples")]
    operations = [
        migrations.AddField("outage", "once", models.UUIDField(null=True, unique=True)),
        migrations.AddField("update", "once", models.UUIDField(null=True, unique=True)),
        migrations.AddField("maintenance", "once", models.UUIDField(null=True, unique=True)),
        migrations.AddField("bounds", "struck", models.JSONField(default=dict)),
        migrations.RunSQL(f"ALTER POLICY scope ON operations_outagelink USING ({OF_CASE}) WITH CHECK ({OF_CASE})", ""),
    ]

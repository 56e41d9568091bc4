# SPDX-License-Identifier: EUPL-1.2
from django.conf import settings
from django.db import migrations

from akkoord.scope.policies import BY_ORGANISATION

DAY = "(SELECT partners_day(now()))"
CURRENT = f"since <= {DAY} AND (until IS NULL OR until > {DAY})"
IN_UTC = "since <= current_date AND (until IS NULL OR until > current_date)"


class Migration(migrations.Migration):
    """A partnership begins and ends at midnight where the vendor is, for whoever reads the directory too."""

    dependencies = [("partners", "0010_what_others_registered")]

    operations = [
        migrations.RunSQL(
            f"CREATE FUNCTION partners_day(at timestamptz) RETURNS date LANGUAGE sql STABLE"
            f" RETURN (at AT TIME ZONE '{settings.TIME_ZONE}')::date",
            "DROP FUNCTION partners_day(timestamptz)",
        ),
        migrations.RunSQL(
            f"ALTER POLICY scope ON partners_partner USING ({BY_ORGANISATION} OR ({CURRENT}))",
            f"ALTER POLICY scope ON partners_partner USING ({BY_ORGANISATION} OR ({IN_UTC}))",
        ),
    ]

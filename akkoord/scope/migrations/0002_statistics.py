# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

# As the tables' owner: the application's role owns none, and MAINTAIN is a right that PostgreSQL 16 does not know.
# In the order of their keys, so that two at once wait for each other in one direction.
ANALYZE = """
CREATE FUNCTION akkoord_analyze_written(at_least bigint) RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    written regclass;
BEGIN
    FOR written IN
        SELECT relid FROM pg_stat_xact_user_tables
        WHERE schemaname = 'public' AND n_tup_ins + n_tup_upd + n_tup_del >= at_least ORDER BY relid
    LOOP
        EXECUTE format('ANALYZE %s', written);
        RETURN NEXT written::text;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    """Whoever wrote thousands of rows has the database look at them before anybody asks about them."""

    dependencies = [("scope", "0001_append_only")]
    operations = [migrations.RunSQL(ANALYZE, "DROP FUNCTION akkoord_analyze_written(bigint);")]

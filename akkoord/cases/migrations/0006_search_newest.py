# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

MAKE = """
-- Newest first, in growing stretches of cases, so that a word that is everywhere is found in the first and costs no more than
-- a rare one. Within a stretch the hits come from the text index (MATERIALIZED): told to give the newest, the planner would
-- otherwise walk the table from its end and read every case's words until it has found enough.
CREATE OR REPLACE FUNCTION akkoord_search(words text, most int) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 100 AS $$
DECLARE
    q tsquery := websearch_to_tsquery('pg_catalog.dutch', words) || websearch_to_tsquery('pg_catalog.english', words);
    side text := current_setting('akkoord.side', true);
    mine bigint[] := coalesce(nullif(current_setting('akkoord.organisations', true), ''), '{}')::bigint[];
    me bigint := nullif(current_setting('akkoord.person', true), '')::bigint;
    newest bigint;
    stretch bigint := 1000;
    found bigint[];
BEGIN
    IF side IN ('staff', 'system') THEN
        newest := (SELECT max(h.case_id) FROM cases_search h);
        LOOP
            found := ARRAY(WITH s AS MATERIALIZED (
                    SELECT h.case_id, h.audience, h.persons FROM cases_search h
                    WHERE h.case_id > newest - stretch AND (h.shared @@ q OR h.internal @@ q))
                SELECT s.case_id FROM s
                WHERE side = 'system' OR s.audience IN ('shared', 'vendor_only')
                    OR (s.audience = 'named_persons' AND me = ANY (s.persons))
                ORDER BY s.case_id DESC LIMIT most);
            EXIT WHEN cardinality(found) >= most OR stretch >= newest OR newest IS NULL;
            stretch := stretch * 8;
        END LOOP;
        RETURN QUERY SELECT unnest(found);
    END IF;
    IF side IN ('staff', 'customer') AND mine <> '{}' THEN
        RETURN QUERY SELECT s.case_id FROM cases_search s
            WHERE s.organisation_id = ANY (mine) AND s.shared @@ q AND s.audience IN ('shared', 'organisation_only')
            UNION
            SELECT s.case_id FROM cases_search s  -- parties of a breach, a problem
            WHERE s.parties <> '{}' AND s.parties && mine AND s.shared @@ q AND s.audience IN ('shared', 'organisation_only')
            ORDER BY 1 DESC LIMIT most;
    END IF;
    IF side = 'customer' THEN
        RETURN QUERY SELECT s.case_id FROM cases_search s
            WHERE s.persons <> '{}' AND s.persons @> ARRAY[me] AND s.audience = 'named_persons' AND s.shared @@ q
            ORDER BY 1 DESC LIMIT most;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    """Search finds the newest first, and takes the text index's hits."""

    dependencies = [("cases", "0005_erase_person")]
    operations = [migrations.RunSQL(MAKE, migrations.RunSQL.noop)]

# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

MAKE = """
-- Newest first, in stretches of cases, so that a word that is everywhere is found in the first and costs no more than a rare
-- one. Each stretch is read once, and is as long as the hits so far let one expect that the rest needs: at least as long as
-- all before it together, at most seven times that. Within a stretch the hits come from the text index (MATERIALIZED): told to
-- give the newest, the planner would otherwise walk the table from its end and read every case's words until it has enough.
CREATE OR REPLACE FUNCTION akkoord_search(words text, most int) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 100 AS $$
DECLARE
    q tsquery := websearch_to_tsquery('pg_catalog.dutch', words) || websearch_to_tsquery('pg_catalog.english', words);
    side text := current_setting('akkoord.side', true);
    mine bigint[] := coalesce(nullif(current_setting('akkoord.organisations', true), ''), '{}')::bigint[];
    me bigint := nullif(current_setting('akkoord.person', true), '')::bigint;
    newest bigint;
    stretch bigint := 1000;
    found bigint[] := '{}';
    more bigint[];
    seen bigint := 0;
BEGIN
    IF side IN ('staff', 'system') THEN
        newest := (SELECT max(h.case_id) FROM cases_search h);
        LOOP
            -- EXECUTE: planned with these very words, for a rare one wants the text index and a frequent one does not.
            EXECUTE $q$ WITH s AS MATERIALIZED (
                    SELECT h.case_id, h.audience, h.persons FROM cases_search h
                    WHERE h.case_id > $1 AND h.case_id <= $2 AND (h.shared @@ $3 OR h.internal @@ $3))
                SELECT array_agg(t.case_id) FROM (SELECT s.case_id FROM s
                    WHERE $4 = 'system' OR s.audience IN ('shared', 'vendor_only')
                        OR (s.audience = 'named_persons' AND $5 = ANY (s.persons))
                    ORDER BY s.case_id DESC LIMIT $6) t $q$
                INTO more USING newest - stretch, newest - seen, q, side, me, most - cardinality(found);
            found := found || coalesce(more, '{}');
            EXIT WHEN cardinality(found) >= most OR stretch >= newest OR newest IS NULL;
            seen := stretch;
            stretch := stretch * greatest(2, least(8, 1 + most / greatest(cardinality(found), 1)));
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
    """Search reads each stretch of cases once, and no longer a one than it expects to need."""

    dependencies = [("cases", "0006_search_newest")]
    operations = [migrations.RunSQL(MAKE, migrations.RunSQL.noop)]

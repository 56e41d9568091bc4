# SPDX-License-Identifier: EUPL-1.2
from importlib import import_module

from django.db import migrations

BEFORE = """            found := ARRAY(WITH s AS MATERIALIZED (
                    SELECT h.case_id, h.audience, h.persons FROM cases_search h
                    WHERE h.case_id > newest - stretch AND (h.shared @@ q OR h.internal @@ q))
                SELECT s.case_id FROM s
                WHERE side = 'system' OR s.audience IN ('shared', 'vendor_only')
                    OR (s.audience = 'named_persons' AND me = ANY (s.persons))
                ORDER BY s.case_id DESC LIMIT most);
            EXIT WHEN cardinality(found) >= most OR stretch >= newest OR newest IS NULL;
            stretch := stretch * 8;
"""
# Each stretch is read once, and is as long as the hits so far let one expect that the rest needs: at least as long as all
# before it together, at most seven times that.
AFTER = """            -- EXECUTE: planned with these very words, for a rare one wants the text index and a frequent one does not.
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
"""
DECLARED = ("    found bigint[];", "    found bigint[] := '{}';\n    more bigint[];\n    seen bigint := 0;")


def _made() -> str:
    before: str = import_module("akkoord.cases.migrations.0006_search_newest").MAKE
    made = before.replace(BEFORE, AFTER).replace(*DECLARED)
    if AFTER not in made or DECLARED[1] not in made:
        raise RuntimeError("the search of migration 0006 is not what this one was written for")
    return made


class Migration(migrations.Migration):
    """Search reads each stretch of cases once, and no longer a one than it expects to need."""

    dependencies = [("cases", "0006_search_newest")]
    operations = [migrations.RunSQL(_made(), migrations.RunSQL.noop)]

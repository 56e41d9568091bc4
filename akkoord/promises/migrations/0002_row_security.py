# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import MINE, SIDE, append_only, row_security

FOR_VENDOR = f"{SIDE} = 'system' OR ({SIDE} = 'staff' AND audience IN ('shared', 'vendor_only'))"
FOR_ONE = f"""
    {FOR_VENDOR}
    OR ({SIDE} IN ('staff', 'customer') AND audience IN ('shared', 'organisation_only') AND organisation_id = {MINE})
"""
INSIDE = f"{SIDE} IN ('system', 'staff')"

MAKE = """
-- The moment in which a clock was decided; nothing while it runs.
CREATE FUNCTION akkoord_decided(verdict text, started timestamptz, due timestamptz, stopped timestamptz, ended timestamptz)
RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE verdict WHEN 'kept' THEN stopped WHEN 'broken' THEN due WHEN 'waived' THEN ended
    WHEN 'none' THEN coalesce(stopped, ended, started) END;

-- Whoever decides a clock, in whatever way, leaves a note of the count that this changes, in the same transaction.
CREATE POLICY by_the_functions ON promises_touched TO CURRENT_USER USING (true) WITH CHECK (true);

CREATE FUNCTION akkoord_clock_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO promises_touched (agreement_id, promise, organisation_id, audience, day)
        SELECT DISTINCT v.agreement_id, c.promise, c.organisation_id, c.audience,
            (akkoord_decided(c.verdict, c.started_at, c.due_at, c.stopped_at, c.ended_at) AT TIME ZONE 'UTC')::date
        FROM (
            SELECT * FROM is_now WHERE verdict <> 'running'
            UNION ALL  -- a new round takes the place of the one before
            SELECT before.* FROM is_now JOIN clocks_clock before
                ON before.subject = is_now.subject AND before.name = is_now.name AND before.round = is_now.round - 1
            WHERE is_now.round > 1 AND before.verdict <> 'running'
        ) c JOIN agreements_agreementversion v ON v.id = c.version_id;
    ELSE
        INSERT INTO promises_touched (agreement_id, promise, organisation_id, audience, day)
        SELECT DISTINCT v.agreement_id, c.promise, c.organisation_id, c.audience,
            (akkoord_decided(c.verdict, c.started_at, c.due_at, c.stopped_at, c.ended_at) AT TIME ZONE 'UTC')::date
        FROM (
            SELECT was.* FROM was JOIN is_now USING (id) WHERE was.verdict <> 'running' AND was IS DISTINCT FROM is_now
            UNION ALL
            SELECT is_now.* FROM was JOIN is_now USING (id) WHERE is_now.verdict <> 'running' AND was IS DISTINCT FROM is_now
        ) c JOIN agreements_agreementversion v ON v.id = c.version_id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER decided_at_once AFTER INSERT ON clocks_clock REFERENCING NEW TABLE AS is_now
    FOR EACH STATEMENT EXECUTE FUNCTION akkoord_clock_decided();
CREATE TRIGGER decided AFTER UPDATE ON clocks_clock REFERENCING OLD TABLE AS was NEW TABLE AS is_now
    FOR EACH STATEMENT EXECUTE FUNCTION akkoord_clock_decided();

-- What was broken lately, for the page of promises.
CREATE INDEX clock_broken ON clocks_clock (due_at) WHERE verdict = 'broken';
"""

UNMAKE = """
DROP INDEX clock_broken;
DROP TRIGGER decided ON clocks_clock;
DROP TRIGGER decided_at_once ON clocks_clock;
DROP FUNCTION akkoord_clock_decided();
DROP POLICY by_the_functions ON promises_touched;
DROP FUNCTION akkoord_decided(text, timestamptz, timestamptz, timestamptz, timestamptz);
"""


class Migration(migrations.Migration):
    """Counts are for whoever may know of the clocks; what an organisation keeps to itself the vendor does not count."""

    dependencies = [("promises", "0001_initial"), ("clocks", "0002_row_security"), ("scope", "0001_append_only")]
    operations = [
        row_security("promises_monthofone", FOR_ONE),
        row_security("promises_monthofall", FOR_VENDOR),
        row_security("promises_touched", INSIDE),
        row_security("promises_recheck", INSIDE),
        append_only("promises_recheck"),
        migrations.RunSQL(MAKE, UNMAKE),
    ]

# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

REPLACE = """
-- As before, with the organisations looked up by their keys: joined by itself, PostgreSQL went through all of them in order.
CREATE OR REPLACE FUNCTION akkoord_stand(whom bigint)
RETURNS TABLE (id bigint, password text, last_login timestamptz, email text, name text, phone text, language text,
    time_zone text, is_active boolean, created_at timestamptz, membership_id bigint, roles text[], is_expert boolean,
    organisation_id bigint, kind text, organisation_name text, customer_number int, sector text)
LANGUAGE plpgsql AS $$
DECLARE
    theirs bigint[];
    side text;
    mine bigint[];
BEGIN
    PERFORM set_config('akkoord.side', 'public', true), set_config('akkoord.organisations', '{}', true),
        set_config('akkoord.person', whom::text, true);
    SELECT coalesce(array_agg(m.organisation_id), '{}') INTO theirs
        FROM people_membership m
        JOIN people_person p ON p.id = m.person_id
        WHERE m.person_id = whom AND m.ended_at IS NULL AND m.blocked_at IS NULL AND p.is_active;
    RETURN QUERY SELECT p.id, p.password::text, p.last_login, p.email::text, p.name, p.phone, p.language, p.time_zone,
            p.is_active, p.created_at, m.id, m.roles, m.is_expert, o.id, o.kind, o.name, o.customer_number, o.sector
        FROM people_person p
        LEFT JOIN people_membership m
            ON m.person_id = p.id AND m.ended_at IS NULL AND m.blocked_at IS NULL AND p.is_active
        LEFT JOIN people_organisation o ON o.id = m.organisation_id AND o.id = ANY (theirs)
        WHERE p.id = whom ORDER BY o.name;
    SELECT CASE WHEN bool_or(o.kind = 'vendor') THEN 'staff' ELSE 'customer' END,
            coalesce(array_agg(o.id) FILTER (WHERE o.kind <> 'vendor'), '{}')
        INTO side, mine
        FROM people_organisation o WHERE o.id = ANY (theirs);
    PERFORM set_config('akkoord.side', side, true), set_config('akkoord.organisations', mine::text, true);
END $$;
"""


class Migration(migrations.Migration):
    """Who somebody is, without going through all organisations."""

    dependencies = [("people", "0006_feed_keys")]
    operations = [migrations.RunSQL(REPLACE, migrations.RunSQL.noop)]

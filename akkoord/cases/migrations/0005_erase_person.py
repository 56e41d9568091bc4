# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

MAKE = """
-- The one way to replace personal data in what is otherwise never changed. What was said stays; who said it goes.
CREATE FUNCTION akkoord_erase_person(who bigint, stand_in text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    was people_person; side text := current_setting('akkoord.side', true);
BEGIN
    IF side IS DISTINCT FROM 'staff' AND side IS DISTINCT FROM 'system' THEN
        RAISE EXCEPTION 'only the vendor erases a person' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT * INTO STRICT was FROM people_person WHERE id = who FOR UPDATE;
    PERFORM set_config('akkoord.side', 'system', true);
    UPDATE people_person SET name = stand_in, email = 'erased-' || who || '@erased.invalid', phone = '', password = '!',
        is_active = false, last_login = NULL WHERE id = who;
    UPDATE cases_message SET text = replace(replace(text, was.name, stand_in), was.email, stand_in)
        WHERE text LIKE '%' || was.name || '%' OR text LIKE '%' || was.email || '%';
    UPDATE cases_case SET subject = replace(replace(subject, was.name, stand_in), was.email, stand_in),
        reporter_name = CASE WHEN reporter_email = was.email THEN stand_in ELSE reporter_name END,
        reporter_email = CASE WHEN reporter_email = was.email THEN '' ELSE reporter_email END
        WHERE subject LIKE '%' || was.name || '%' OR subject LIKE '%' || was.email || '%' OR reporter_email = was.email;
    UPDATE notifications_mail SET "to" = 'erased-' || id || '@erased.invalid', subject = stand_in, text = '', html = ''
        WHERE person_id = who OR "to" = was.email;
    DELETE FROM cases_draft WHERE person_id = who;
    UPDATE cases_search s SET
        shared = akkoord_words(c.subject || ' ' || c.reporter_name) || coalesce((SELECT akkoord_words(string_agg(m.text, ' '))
            FROM cases_message m WHERE m.case_id = c.id AND m.audience = c.audience), ''),
        internal = coalesce((SELECT akkoord_words(string_agg(m.text, ' '))
            FROM cases_message m WHERE m.case_id = c.id AND m.audience <> c.audience), '')
        FROM cases_case c
        WHERE c.id = s.case_id AND (s.shared @@ plainto_tsquery('pg_catalog.dutch', was.name)
            OR s.internal @@ plainto_tsquery('pg_catalog.dutch', was.name));
    PERFORM set_config('akkoord.side', side, true);
END $$;
"""


class Migration(migrations.Migration):
    """A person's right to be forgotten, in tables that are never changed otherwise."""

    dependencies = [
        ("cases", "0004_presence"),
        ("notifications", "0002_row_security"),
        ("people", "0002_row_security"),
    ]
    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION akkoord_erase_person(bigint, text);")]

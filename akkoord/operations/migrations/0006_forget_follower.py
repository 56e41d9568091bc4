# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

MAKE = """
-- Who stops following leaves no address behind in the outbox; what was said stays nowhere else than on the status page.
-- What was not sent yet counts as sent: nothing goes out any more.
CREATE FUNCTION akkoord_forget_follower(who bigint, address text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF current_setting('akkoord.side', true) IS DISTINCT FROM 'system' THEN
        RAISE EXCEPTION 'only the program forgets a follower' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE notifications_mail SET "to" = 'erased-' || id || '@erased.invalid', subject = '', text = '', html = '',
        headers = '{}', sent_at = coalesce(sent_at, written_at)
        WHERE "to" = address AND person_id IS NULL AND organisation_id IS NULL AND audience = 'named_persons'
            AND event_id IN (SELECT event_id FROM operations_delivery WHERE subscription_id = who
                UNION SELECT id FROM audit_event WHERE subject = 'subscription:' || who);
END $$;
"""


class Migration(migrations.Migration):
    """Who follows the status without an account is forgotten when it ends."""

    dependencies = [
        ("operations", "0005_folds"),
        ("notifications", "0003_the_queue_counts"),
        ("cases", "0005_erase_person"),
    ]
    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION akkoord_forget_follower(bigint, text);")]

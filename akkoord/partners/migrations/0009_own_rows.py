# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import PERSON, SIDE

BY_VENDOR = f"{SIDE} IN ('system', 'staff')"
# A trigger's WHEN may hold no sub-query, so it reads the settings itself.
OF_PARTNER = "coalesce(current_setting('akkoord.side', true), '') NOT IN ('system', 'staff')"
ENDED = "ended_on, ended_at, ended_by_id, ended_why"

MAY_CHANGE = {  # what a partner's people may change in rows that they hold; the vendor's word in them stays the vendor's
    "applicationdetail": "",
    "attendance": "presents, said_at, by_id, withdrawn_at",
    "breachreportdetail": "",
    "certificationdetail": "",
    "connector": f"links_to, fields, description, version, {ENDED}",
    "enrolment": "withdrawn_at",
    "expert": "experience_since, days_a_week, industry, service, shown_at, ended_at, ended_by_id",
    "hearingdetail": "",
    "lead": "state",
    "partner": "",
    "permission": "",
    "profile": "replaced_at",
    "reference": "",
    "referencerequest": "",
}
SETTLED = {  # what they change no more, once it is so
    "attendance": "OLD.came IS NOT NULL",
    "expert": "OLD.ended_at IS NOT NULL",
    "invitation": "OLD.answered_at IS NOT NULL",
    "lead": "OLD.state IS DISTINCT FROM NEW.state AND NOT (OLD.state = 'agreed' AND NEW.state IN ('won', 'lost'))",
    "profile": "OLD.decided_at IS NOT NULL",
}
MAY_ADD = {  # and with what in it they may add a row
    "acceptance": f"person_id = {PERSON}",
    "applicationdetail": "false",
    "attendance": "came IS NULL",
    "checkdetail": "false",
    "checkline": "false",
    "connector": "certified_through IS NULL AND ended_at IS NULL",
    "criterion": "false",
    "ending": "by_partner AND ground = 'notice'",
    "expert": "shown_at IS NULL",
    "invitation": "false",
    "lead": "state = 'registered' AND decided_at IS NULL AND NOT by_vendor",
    "partner": "false",
    "permission": "is_agreed IS NULL AND decided_at IS NULL",
    "profile": "NOT is_agreed AND decided_at IS NULL",
    "reference": "false",
}


def guard(name: str, table: str, when: str, but: str = "") -> migrations.RunSQL:
    """Refuse a partner's people to change or remove rows of `table` under `when`; the columns `but` may change."""
    columns = ", ".join(f"'{c.strip()}'" for c in but.split(",") if c.strip())
    verbs = "UPDATE" if "NEW." in when else "UPDATE OR DELETE"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE {verbs} ON partners_{table} FOR EACH ROW WHEN ({OF_PARTNER} AND {when})"
        f" EXECUTE FUNCTION akkoord_append_only({columns})",
        f"DROP TRIGGER {name} ON partners_{table}",
    )


def adding(table: str, condition: str) -> migrations.RunSQL:
    """Let a partner's people add rows of `table` under `condition` alone."""
    return migrations.RunSQL(
        f"CREATE POLICY own_insert ON partners_{table} AS RESTRICTIVE FOR INSERT WITH CHECK ({BY_VENDOR} OR ({condition}))",
        f"DROP POLICY own_insert ON partners_{table}",
    )


SHOWS_ANOTHER = """NEW.shown_at IS NOT NULL AND OLD.shown_at IS DISTINCT FROM NEW.shown_at
    AND NEW.person_id::text IS DISTINCT FROM current_setting('akkoord.person', true)"""


class Migration(migrations.Migration):
    """A partner's people hold their own rows, and write in them what is theirs to say: no verdict, agreement or certificate."""

    dependencies = [("partners", "0008_forget_person")]

    operations = [
        *(guard("own_words", table, "true", columns) for table, columns in MAY_CHANGE.items()),
        *(guard("settled", table, when) for table, when in SETTLED.items()),
        guard("settled", "connector", "OLD.ended_at IS NOT NULL", "links_to, fields, description, version"),
        guard("own_consent", "expert", SHOWS_ANOTHER),
        *(adding(table, condition) for table, condition in MAY_ADD.items()),
    ]

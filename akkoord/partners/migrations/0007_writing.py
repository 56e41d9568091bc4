# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations

from akkoord.scope.policies import BY_ORGANISATION, SIDE, as_its

BY_VENDOR = f"{SIDE} IN ('system', 'staff')"
SHOWN = ("expert", "reference", "partner", "connector", "profile")  # some of their rows may be read by everybody
OF_VENDOR = ("gathering", "assignment", "examreminder", "statusreminder")  # the partner's people hold these rows, but write none


def only(table: str, verb: str, condition: str) -> migrations.RunSQL:
    """Leave `verb` (UPDATE, DELETE) on `table` to `condition`: a policy's USING alone lets whoever reads a row take it or remove it."""
    name = f"only_{verb.lower()}"
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON {table} AS RESTRICTIVE FOR {verb} USING ({condition})", f"DROP POLICY {name} ON {table}"
    )


class Migration(migrations.Migration):
    """Who may only read a row does not change or remove it; and a page of the directory is read while the partnership lasts."""

    dependencies = [("partners", "0006_confidential")]

    operations = [
        *(only(f"partners_{table}", verb, BY_ORGANISATION) for table in SHOWN for verb in ("UPDATE", "DELETE")),
        # no UPDATE here: to change these takes the vendor's side already, and a partner's people lock them while they answer
        *(only(f"partners_{table}", "DELETE", BY_VENDOR) for table in OF_VENDOR),
        migrations.RunSQL(
            f"ALTER POLICY scope ON partners_profile USING ({BY_ORGANISATION} OR (is_agreed AND {as_its('partners_partner', 'partner_id')}))",
            f"ALTER POLICY scope ON partners_profile USING ({BY_ORGANISATION} OR is_agreed)",
        ),
    ]

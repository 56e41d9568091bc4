# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import BY_ORGANISATION, MINE, PERSON, SIDE, row_security

# Own memberships are read, with their organisations, before the scope is known: they are what it is made of.
OWN = f"person_id = {PERSON}"
KNOWN = f"""
    {SIDE} IN ('system', 'staff') OR id = {MINE} OR kind = 'vendor'
    OR id IN (SELECT organisation_id FROM people_membership WHERE {OWN})
"""  # noqa: S608  # constants only


class Migration(migrations.Migration):
    """Who belongs where is for that organisation and the vendor; nobody gives themselves a membership."""

    dependencies = [("people", "0001_initial"), ("scope", "0001_append_only")]
    operations = [
        row_security("people_membership", f"{BY_ORGANISATION} OR {OWN}", write=BY_ORGANISATION),
        row_security("people_organisation", KNOWN, write=f"{SIDE} IN ('system', 'staff')"),
    ]

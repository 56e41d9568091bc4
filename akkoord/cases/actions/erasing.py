# SPDX-License-Identifier: EUPL-1.2
"""Forget a person: what was said stays in the dossier, who said it goes. GDPR, article 17."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from akkoord.audit.actions import announce
from akkoord.people.actions import end_membership
from akkoord.people.models import Person
from akkoord.people.rules import StaffRole

from ..events import PersonErased
from ..refusals import NotAllowed

STAND_IN = "—"  # reads in every language


@transaction.atomic
def erase_person(*, person: Person, by: Person, at: datetime) -> None:
    """End the person's memberships and replace name and addresses wherever they stand; the event is the trace.

    Only the vendor's privacy officer or administrator may. Raises NotAllowed, LastAdministrator. Source: spec desk.
    """
    if not by.has_staff_role(StaffRole.PRIVACY_OFFICER, StaffRole.STAFF_ADMINISTRATOR) or by == person:
        raise NotAllowed
    for membership in person.memberships.filter(ended_at=None).select_related("organisation"):
        end_membership(by=by, at=at, membership=membership)
    with connection.cursor() as cursor:
        cursor.execute("SELECT akkoord_erase_person(%s, %s)", [person.pk, STAND_IN])
    announce(PersonErased(person_id=person.pk), by=by.pk, at=at)
    person.refresh_from_db()

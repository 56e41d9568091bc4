# SPDX-License-Identifier: EUPL-1.2
"""Who may see and ask for reports: whoever may see every case of the organisation. sla:2.2.1"""

from __future__ import annotations

from django.db.models import QuerySet

from akkoord.people.models import Membership, Person
from akkoord.people.rules import PortalRole, StaffRole

LANGUAGES = ("nl", "en")
READERS = (PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_MANAGER)
RUNNERS = (StaffRole.SERVICE_MANAGER, StaffRole.DESK_LEAD)


def may_read(person: Person, organisation_id: int) -> bool:
    """Whether somebody may see the reports of an organisation: the vendor's people, its administrators and managers."""
    return person.is_staff or organisation_id in person.organisations_with(*READERS)


def may_run(person: Person) -> bool:
    """Whether somebody may have the reports of every customer made."""
    return person.has_staff_role(*RUNNERS)


def readers(organisation_id: int) -> QuerySet[Membership]:
    """The memberships of those of an organisation who may read its reports."""
    found = Membership.objects.in_force().filter(organisation=organisation_id, roles__overlap=[str(role) for role in READERS])
    return found.select_related("person").order_by("person")


def read_in(organisation_id: int, asked_by: Person | None) -> set[str]:
    """The languages of those who read an organisation's reports, and of who asks; Dutch where nobody does."""
    people = [membership.person for membership in readers(organisation_id)] + ([asked_by] if asked_by else [])
    return {language_of(person.language) for person in people} or {LANGUAGES[0]}


def language_of(text: str) -> str:
    """The language of reports that somebody reads who reads `text`."""
    return next((language for language in LANGUAGES if text.startswith(language)), LANGUAGES[0])

# SPDX-License-Identifier: EUPL-1.2
"""Who is on the phone, and whether the desk may help them. sla:2.2.1"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Membership, Organisation, Person
from akkoord.people.rules import OrganisationKind, PortalRole

MOST = 20


@dataclass(frozen=True)
class Caller:
    """A person at an organisation, with whether they may report there, or why not."""

    person: Person
    organisation: Organisation
    why_not: str | Promise = ""

    @property
    def may_report(self) -> bool:
        """Whether the desk may write an incident down for them."""
        return not self.why_not


def find_callers(word: str) -> list[Caller]:
    """The contacts whose name, address or customer fits, those who may report first."""
    if len(word) < 2:
        return []
    wanted = Q(person__name__icontains=word) | Q(person__email__icontains=word.lower()) | Q(organisation__name__icontains=word)
    if word.isdecimal():
        wanted |= Q(organisation__customer_number=int(word[:9]))
    found = _contacts().filter(wanted).order_by("organisation__name", "person__name")[: MOST * 2]
    return sorted((_caller(membership) for membership in found), key=lambda caller: not caller.may_report)[:MOST]


def caller_at(person_id: int, organisation_id: int) -> Caller | None:
    """One contact of one organisation, by the membership that stands or stood last."""
    held = _contacts().filter(person=person_id, organisation=organisation_id)
    membership = held.filter(ended_at=None).first() or held.order_by("-ended_at").first()
    return _caller(membership) if membership else None


def _contacts() -> QuerySet[Membership]:
    return Membership.objects.exclude(organisation__kind=OrganisationKind.VENDOR).select_related("person", "organisation")


def _caller(membership: Membership) -> Caller:
    return Caller(membership.person, membership.organisation, _why_not(membership))


def _why_not(membership: Membership) -> str | Promise:
    """Why the desk may not help this contact with an incident; nothing when it may."""
    if not membership.person.is_active:
        return _("This account is blocked. The desk may not help this caller.")
    if membership.ended_at is not None:
        return _("This person no longer belongs to the organisation. The desk may not help this caller.")
    if membership.blocked_at is not None:
        return _("Their administrator has blocked this contact. The desk may not help this caller.")
    if PortalRole.INCIDENT_SUBMITTER not in membership.role_set:
        return _(
            "This contact is no incident submitter. Their administrator can give that role; until then the desk may not help with incidents."
        )
    return ""

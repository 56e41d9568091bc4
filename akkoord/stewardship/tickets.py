# SPDX-License-Identifier: EUPL-1.2
"""Who works on a ticket, who sees it, who decides on it: from roles within the organisation, which the vendor never sees."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from akkoord.cases.kind import Sight, Workers
from akkoord.cases.models import Case
from akkoord.cases.rights import agent
from akkoord.people.models import Membership, Person
from akkoord.people.rules import PortalRole

from .models import RoleHolding, TicketDetail, TicketSettings, TicketTask
from .models.roles import Holdings
from .rights import may_administer
from .rules.roles import StewardRole
from .rules.tickets import State, who_decides
from .standing import holds

SEES_ALL = (StewardRole.FUNCTIONAL_ADMINISTRATOR, StewardRole.MANAGEMENT)


def _works(person: Person, case: Case) -> bool:
    return may_administer(person, case.organisation_id)


def workers_of(case: Case) -> Sequence[Person]:
    """Functional administrators and portal administrators of the organisation, by name."""
    members = Membership.objects.in_force().filter(organisation=case.organisation_id).select_related("person")
    held = _held(case).filter(role=StewardRole.FUNCTIONAL_ADMINISTRATOR)
    chosen = members.filter(Q(roles__contains=[PortalRole.ADMINISTRATOR]) | Q(person__in=held.values("person")))
    return [member.person for member in chosen.order_by("person__name", "person")]


WORKERS = Workers(one=_works, many=workers_of)


def _sees(person: Person, case: Case) -> bool:
    if may_administer(person, case.organisation_id) or holds(person, case.organisation_id, StewardRole.MANAGEMENT):
        return True
    if holds(person, case.organisation_id, StewardRole.KEY_USER, process_id=case.ticket.process_id):
        return True
    return TicketTask.objects.filter(case=case, owner=person).exists()


def _seen(person: Person) -> Q:
    """By sub-queries and not by what was read of the roles: lists keep their statement, and roles change."""
    held = RoleHolding.objects.in_force().filter(person=person)
    owns = held.filter(role=StewardRole.KEY_USER)
    everywhere = held.filter(role__in=SEES_ALL) | owns.filter(process=None)
    of_process = TicketDetail.objects.filter(process__in=owns.exclude(process=None).values("process"))
    of_tasks = TicketTask.objects.filter(owner=person)
    return (
        Q(organisation__in=everywhere.values("organisation"))
        | Q(pk__in=of_process.values("pk"))
        | Q(pk__in=of_tasks.values("case"))
    )


SIGHT = Sight(many=_seen, one=_sees)


def decider_of(case: Case) -> StewardRole:
    """Whose decision this ticket is, by its effort and its process. beheer:3"""
    roles = set(_deciding(case).values_list("role", flat=True))
    return who_decides(
        case.ticket.effort_hours,
        settings_of(case.organisation_id).threshold_hours,
        has_owner=StewardRole.KEY_USER in roles,
        has_management=StewardRole.MANAGEMENT in roles,
    )


def deciders_of(case: Case) -> Sequence[Person]:
    """The people whose decision it is."""
    role = decider_of(case)
    if role == StewardRole.FUNCTIONAL_ADMINISTRATOR:
        return workers_of(case)
    members = Membership.objects.in_force().filter(organisation=case.organisation_id)
    held = _deciding(case).filter(role=role, person__in=members.values("person")).select_related("person")
    return list({holding.person_id: holding.person for holding in held.order_by("person__name")}.values())


def may_decide(person: Person, case: Case) -> bool:
    """Whether it is this person's decision."""
    role = decider_of(case)
    if role == StewardRole.FUNCTIONAL_ADMINISTRATOR:
        return agent(person, case)
    process = case.ticket.process_id if role == StewardRole.KEY_USER else None
    return holds(person, case.organisation_id, role, process_id=process)


def may_decline(person: Person, case: Case) -> bool:
    """While it is investigated who works on it; when it waits for a decision, whose decision it is."""
    return may_decide(person, case) if case.state == State.DECIDED else agent(person, case)


def may_begin(person: Person, case: Case) -> bool:
    """Begin without asking anybody: where the decision is the administrators' own."""
    return agent(person, case) and decider_of(case) == StewardRole.FUNCTIONAL_ADMINISTRATOR


def settings_of(organisation_id: int | None) -> TicketSettings:
    """How the organisation deals with its tickets; what usually holds where it set nothing."""
    assert organisation_id is not None  # a ticket always has one
    found = TicketSettings.objects.filter(organisation=organisation_id).first()
    return found or TicketSettings(organisation_id=organisation_id)


def _held(case: Case) -> Holdings:
    return RoleHolding.objects.in_force().filter(organisation=case.organisation_id)


def _deciding(case: Case) -> Holdings:
    """Who could decide on it: management, and owners of its process (or of all)."""
    of_process = Q(process=None) | Q(process=case.ticket.process_id) if case.ticket.process_id else Q(process=None)
    owners = Q(role=StewardRole.KEY_USER) & of_process
    return _held(case).filter(Q(role=StewardRole.MANAGEMENT) | owners)

# SPDX-License-Identifier: EUPL-1.2
"""Who works on a ticket, who sees it, who decides on it: from roles within the organisation, which the vendor never sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
from .standing import holds, organisations_held

Deciding = tuple[StewardRole, int | None]
SEES_ALL = (StewardRole.FUNCTIONAL_ADMINISTRATOR, StewardRole.MANAGEMENT)


def _works(person: Person, case: Case) -> bool:
    return may_administer(person, case.organisation_id)


def workers_of(case: Case) -> Sequence[Person]:
    """Functional administrators and portal administrators of the organisation, by name."""
    members = Membership.objects.in_force().filter(organisation=case.organisation_id).select_related("person")
    held = _held(case.organisation_id).filter(role=StewardRole.FUNCTIONAL_ADMINISTRATOR)
    chosen = members.filter(Q(roles__contains=[PortalRole.ADMINISTRATOR]) | Q(person__in=held.values("person")))
    return [member.person for member in chosen.order_by("person__name", "person")]


WORKERS = Workers(one=_works, many=workers_of)


def _sees(person: Person, case: Case) -> bool:
    if may_administer(person, case.organisation_id) or case.organisation_id in organisations_held(person, StewardRole.MANAGEMENT):
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
    return _decider(case, settings_of(case.organisation_id), _deciding(case.organisation_id))


def deciders_of(case: Case) -> Sequence[Person]:
    """The people whose decision it is."""
    role = decider_of(case)
    if role == StewardRole.FUNCTIONAL_ADMINISTRATOR:
        return workers_of(case)
    held = _held(case.organisation_id).filter(Q(process=None) | Q(process=case.ticket.process_id), role=role)
    return list(
        {holding.person_id: holding.person for holding in held.select_related("person").order_by("person__name")}.values()
    )


def may_decide(person: Person, case: Case) -> bool:
    """Whether it is this person's decision."""
    return _is_theirs(person, case, decider_of(case))


def decided_by(person: Person, organisation_id: int, cases: Iterable[Case]) -> list[Case]:
    """Those of an organisation's tickets whose decision is this person's, however many in two queries."""
    settings, deciding = settings_of(organisation_id), _deciding(organisation_id)
    return [case for case in cases if _is_theirs(person, case, _decider(case, settings, deciding))]


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


def _held(organisation_id: int | None) -> Holdings:
    """Of who still has access: what somebody who left holds on paper, nobody can decide by."""
    members = Membership.objects.in_force().filter(organisation=organisation_id)
    return RoleHolding.objects.in_force().filter(organisation=organisation_id, person__in=members.values("person"))


def _deciding(organisation_id: int | None) -> set[Deciding]:
    """The roles by which somebody there could decide, each with its process (None: all)."""
    held = _held(organisation_id).filter(role__in=[StewardRole.MANAGEMENT, StewardRole.KEY_USER])
    return {(StewardRole(role), process) for role, process in held.values_list("role", "process")}


def _decider(case: Case, settings: TicketSettings, deciding: set[Deciding]) -> StewardRole:
    roles = {role for role, process in deciding if process in (None, case.ticket.process_id)}
    return who_decides(
        case.ticket.effort_hours,
        settings.threshold_hours,
        has_owner=StewardRole.KEY_USER in roles,
        has_management=StewardRole.MANAGEMENT in roles,
    )


def _is_theirs(person: Person, case: Case, role: StewardRole) -> bool:
    if role == StewardRole.FUNCTIONAL_ADMINISTRATOR:
        return agent(person, case)
    return holds(person, case.organisation_id, role, process_id=case.ticket.process_id)

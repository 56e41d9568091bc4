# SPDX-License-Identifier: EUPL-1.2
"""Who holds which of the five roles. beheer:1-5

`by` None is set-up: an import, the demonstration.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.people.models import Membership, Organisation, Person
from akkoord.scope.rules import Audience, Circle

from ..events.roles import HoldingFact, RoleEnded, RoleGiven
from ..models import Process, RoleHolding
from ..refusals import EverybodyIsUser, NotAColleague, NotAllowed, ProcessIsEnded
from ..rights import demand_administrator
from ..rules.roles import StewardRole
from ..set_up import forget_set_up
from ..standing import forget_held


@transaction.atomic
def give_role(
    *,
    organisation: Organisation,
    person: Person,
    role: StewardRole,
    by: Person | None,
    at: datetime,
    process: Process | None = None,
) -> RoleHolding:
    """Let a colleague hold a role for a process, or for all; one that is held already is given back.

    Raises NotAllowed, EverybodyIsUser, NotAColleague, ProcessIsEnded.
    """
    _demand(organisation, person, role, process, by)
    holding, is_new = RoleHolding.objects.get_or_create(
        organisation=organisation, process=process, person=person, role=str(role), ended_at=None,
        defaults={"created_at": at, "created_by": by},
    )  # fmt: skip
    if is_new:
        forget_held(person)
        forget_set_up(organisation.pk)
        _tell(holding, RoleGiven(holding_id=holding.pk, person_id=person.pk, role=str(role)), by, at)
    return holding


@transaction.atomic
def end_role(*, holding: RoleHolding, by: Person | None, at: datetime) -> None:
    """Let somebody no longer hold it; nothing happens when it ended. Raises NotAllowed."""
    demand_administrator(by, holding.organisation_id)
    now = RoleHolding.objects.select_for_update(of=("self",)).select_related("person").get(pk=holding.pk)
    if now.ended_at is None:
        _end(now, by, at)


def end_holdings_of(*, process: Process, by: Person | None, at: datetime) -> None:
    """End whatever is held for a process that ends."""
    for holding in (
        RoleHolding.objects.in_force().filter(process=process).select_for_update(of=("self",)).select_related("person")
    ):
        _end(holding, by, at)


def _demand(organisation: Organisation, person: Person, role: StewardRole, process: Process | None, by: Person | None) -> None:
    demand_administrator(by, organisation.pk)
    if role == StewardRole.USER:
        raise EverybodyIsUser
    if process is not None and process.organisation_id != organisation.pk:
        raise NotAllowed
    if process is not None and process.ended_at is not None:
        raise ProcessIsEnded
    if not Membership.objects.in_force().filter(person=person, organisation=organisation).exists():
        raise NotAColleague


def _end(holding: RoleHolding, by: Person | None, at: datetime) -> None:
    holding.ended_at, holding.ended_by = at, by
    holding.save(update_fields=["ended_at", "ended_by"])
    forget_held(holding.person)
    forget_set_up(holding.organisation_id)
    _tell(holding, RoleEnded(holding_id=holding.pk, person_id=holding.person_id, role=holding.role), by, at)


def _tell(holding: RoleHolding, fact: HoldingFact, by: Person | None, at: datetime) -> None:
    circle = Circle(holding.organisation_id, Audience.ORGANISATION_ONLY)
    announce(fact, by=None if by is None else by.pk, at=at, circle=circle)

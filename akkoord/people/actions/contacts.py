# SPDX-License-Identifier: EUPL-1.2
"""A portal administrator gives colleagues access, changes it and takes it away. sla:2.2.1

`by` None is set-up: the first administrator of a customer, imports, the demonstration.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.audit.events import Fact
from akkoord.scope.rules import Circle

from .. import guards
from ..events import (
    MembershipAdded,
    MembershipBlocked,
    MembershipChanged,
    MembershipEnded,
    MembershipUnblocked,
    PersonInvited,
)
from ..models import Membership, Organisation, Person
from ..refusals import AlreadyMember, AlreadyTakenUp
from ..rules import Role, counts_as_submitter


@transaction.atomic
def add_membership(
    *, by: Person | None, at: datetime, person: Person, organisation: Organisation, roles: Iterable[Role], is_expert: bool = False
) -> Membership:
    """Let a known person belong to an organisation; nobody is mailed.

    Raises NotAllowed, RolesDoNotFit, AlreadyMember, SubmitterLimitReached.
    """
    given = frozenset(roles)
    guards.demand_keeper(organisation, by)
    guards.demand_fit(organisation, given)
    guards.lock([organisation.pk])
    if Membership.objects.kept().filter(person=person, organisation=organisation).exists():
        raise AlreadyMember
    guards.demand_a_place(organisation.pk, at, given, is_expert)
    membership = Membership.objects.create(
        person=person, organisation=organisation, roles=sorted(given), is_expert=is_expert, created_at=at, created_by=by
    )
    _forget(person)
    _tell(membership, MembershipAdded(**_ids(membership), roles=tuple(membership.roles)), by, at)
    return membership


@transaction.atomic
def invite_contact(
    *,
    by: Person | None,
    at: datetime,
    organisation: Organisation,
    email: str,
    name: str,
    roles: Iterable[Role],
    is_expert: bool = False,
    language: str = "nl",
) -> Membership:
    """Give somebody access by e-mail address: an account that exists gets a membership, otherwise one is made.

    Who has no password yet is sent a link to choose one. Raises what `add_membership` raises.
    """
    guards.demand_keeper(organisation, by)
    person, _ = Person.objects.get_or_create(
        email=email.strip().lower(),
        defaults={"name": " ".join(name.split()), "language": language, "created_at": at, "password": _unusable()},
    )
    membership = add_membership(by=by, at=at, person=person, organisation=organisation, roles=roles, is_expert=is_expert)
    _invite(membership, by, at)
    return membership


@transaction.atomic
def invite_again(*, by: Person | None, at: datetime, membership: Membership) -> None:
    """Send the invitation once more, with a new link. Raises NotAllowed, NoLongerMember, AlreadyTakenUp."""
    guards.demand_keeper(membership.organisation, by)
    membership = guards.held(membership)
    if membership.person.has_chosen_password:
        raise AlreadyTakenUp
    _invite(membership, by, at)


@transaction.atomic
def change_roles(
    *, by: Person | None, at: datetime, membership: Membership, roles: Iterable[Role], is_expert: bool | None = None
) -> None:
    """Give a contact other roles; nothing happens when they are the same.

    Raises NotAllowed, RolesDoNotFit, NoLongerMember, LastAdministrator, SubmitterLimitReached.
    """
    given = frozenset(roles)
    guards.demand_keeper(membership.organisation, by)
    guards.demand_fit(membership.organisation, given)
    now = guards.held(membership)
    expert = now.is_expert if is_expert is None else is_expert
    before = now.role_set
    if (before, now.is_expert) == (given, expert):
        return
    guards.demand_an_administrator_stays(now, given)
    if now.is_in_force and not counts_as_submitter(before, now.is_expert):
        guards.demand_a_place(now.organisation_id, at, given, expert)
    membership.roles, membership.is_expert = sorted(given), expert
    membership.save(update_fields=["roles", "is_expert"])
    _forget(membership.person)
    fact = MembershipChanged(**_ids(now), before=tuple(sorted(before)), after=tuple(membership.roles), is_expert=expert)
    _tell(membership, fact, by, at)


@transaction.atomic
def block_contact(*, by: Person, at: datetime, membership: Membership) -> None:
    """Let the roles not count for the time being. Raises NotAllowed, NoLongerMember, LastAdministrator."""
    guards.demand_keeper(membership.organisation, by)
    now = guards.held(membership)
    if now.blocked_at is not None:
        return
    guards.demand_an_administrator_stays(now, guards.NO_ROLES)
    membership.blocked_at, membership.blocked_by = at, by
    membership.save(update_fields=["blocked_at", "blocked_by"])
    _forget(membership.person)
    _tell(membership, MembershipBlocked(**_ids(now)), by, at)


@transaction.atomic
def unblock_contact(*, by: Person | None, at: datetime, membership: Membership) -> None:
    """Let the roles count again. Raises NotAllowed, NoLongerMember, SubmitterLimitReached."""
    guards.demand_keeper(membership.organisation, by)
    now = guards.held(membership)
    if now.blocked_at is None:
        return
    guards.demand_a_place(now.organisation_id, at, now.role_set, now.is_expert)
    membership.blocked_at, membership.blocked_by = None, None
    membership.save(update_fields=["blocked_at", "blocked_by"])
    _forget(membership.person)
    _tell(membership, MembershipUnblocked(**_ids(now)), by, at)


@transaction.atomic
def end_membership(*, by: Person, at: datetime, membership: Membership) -> None:
    """Take the access away for good; the account itself stays. Raises NotAllowed, NoLongerMember, LastAdministrator."""
    guards.demand_keeper(membership.organisation, by)
    now = guards.held(membership)
    guards.demand_an_administrator_stays(now, guards.NO_ROLES)
    membership.ended_at, membership.ended_by = at, by
    membership.save(update_fields=["ended_at", "ended_by"])
    _forget(membership.person)
    _tell(membership, MembershipEnded(**_ids(now)), by, at)


def _invite(membership: Membership, by: Person | None, at: datetime) -> None:
    fact = PersonInvited(
        person_id=membership.person_id,
        organisation_id=membership.organisation_id,
        membership_id=membership.pk,
        is_new=not membership.person.has_chosen_password,
    )
    _tell(membership, fact, by, at)


def _tell(membership: Membership, fact: Fact, by: Person | None, at: datetime) -> None:
    announce(fact, by=None if by is None else by.pk, at=at, circle=Circle(membership.organisation_id))


def _ids(membership: Membership) -> dict[str, int]:
    return {
        "membership_id": membership.pk,
        "person_id": membership.person_id,
        "organisation_id": membership.organisation_id,
    }


def _unusable() -> str:
    person = Person()
    person.set_unusable_password()
    return person.password


def _forget(person: Person) -> None:
    """What was read of the memberships before no longer holds."""
    for name in ("memberships_in_force", "standings", "scope", "staff_roles"):
        person.__dict__.pop(name, None)

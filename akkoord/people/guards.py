# SPDX-License-Identifier: EUPL-1.2
"""What every change of a membership asks first, under a lock on the organisation: two at once cannot pass by each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from .limits import places_of
from .models import Membership, Organisation, Person
from .refusals import LastAdministrator, NoLongerMember, NotAllowed, RolesDoNotFit, SubmitterLimitReached
from .rules import (
    OrganisationKind,
    PortalRole,
    Role,
    StaffRole,
    counts_as_submitter,
    do_roles_fit,
    keeper_of,
    leaves_no_administrator,
)

NO_ROLES: frozenset[Role] = frozenset()


def lock(organisations: Iterable[int]) -> list[Organisation]:
    """Hold these organisations until the transaction ends, always in the same order; their cases can still be written."""
    return list(Organisation.objects.select_for_update(no_key=True).filter(pk__in=set(organisations)).order_by("pk"))


def held(membership: Membership) -> Membership:
    """The membership as it is now, its organisation locked. Raises NoLongerMember."""
    lock([membership.organisation_id])
    now = Membership.objects.kept().select_related("person", "organisation").filter(pk=membership.pk).first()
    if now is None:
        raise NoLongerMember
    return now


def demand_keeper(organisation: Organisation, by: Person | None) -> None:
    """Raise NotAllowed unless `by` gives access there: its administrator, or the vendor's; None is set-up."""
    if by is None or by.has_staff_role(StaffRole.STAFF_ADMINISTRATOR):
        return
    if organisation.kind == OrganisationKind.VENDOR or PortalRole.ADMINISTRATOR not in by.roles_in(organisation.pk):
        raise NotAllowed


def demand_staff_administrator(by: Person | None) -> None:
    """Raise NotAllowed unless `by` is the vendor's administrator; None is set-up."""
    if by is not None and not by.has_staff_role(StaffRole.STAFF_ADMINISTRATOR):
        raise NotAllowed


def demand_fit(organisation: Organisation, roles: frozenset[Role]) -> None:
    """Raise RolesDoNotFit for none, or for roles of the other side."""
    if not do_roles_fit(OrganisationKind(organisation.kind), roles):
        raise RolesDoNotFit


def demand_an_administrator_stays(membership: Membership, new_roles: frozenset[Role]) -> None:
    """Raise LastAdministrator when nobody would be left who gives access. The organisation must be locked."""
    keeper = keeper_of(OrganisationKind(membership.organisation.kind))
    if not membership.is_in_force or keeper not in membership.role_set:
        return
    others = Membership.objects.in_force().filter(organisation_id=membership.organisation_id).exclude(pk=membership.pk)
    if leaves_no_administrator((m.role_set for m in others.filter(roles__contains=[keeper])), new_roles, keeper):
        raise LastAdministrator


def demand_a_place(organisation_id: int, at: datetime, roles: frozenset[Role], is_expert: bool) -> None:
    """Raise SubmitterLimitReached when these roles would be one submitter too many. The organisation must be locked."""
    if counts_as_submitter(roles, is_expert) and places_of(organisation_id, at).is_full:
        raise SubmitterLimitReached

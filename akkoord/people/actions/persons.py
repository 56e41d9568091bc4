# SPDX-License-Identifier: EUPL-1.2
"""Organisations and persons get known; accounts are closed and opened; everybody keeps own details."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from akkoord.audit.actions import VENDOR, announce
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM, Audience, Circle

from .. import guards
from ..events import (
    DetailsChanged,
    OrganisationRegistered,
    PersonBlocked,
    PersonRegistered,
    PersonUnblocked,
    SignedIn,
    SignInFailed,
)
from ..models import Membership, Organisation, Person
from ..rules import OrganisationKind, StaffRole
from .contacts import add_membership


@transaction.atomic
def register_organisation(
    *, by: Person | None, at: datetime, kind: OrganisationKind, name: str, customer_number: int | None = None, sector: str = ""
) -> Organisation:
    """Enter the vendor, a customer or a partner. Raises NotAllowed; IntegrityError for a number that is taken."""
    guards.demand_staff_administrator(by)
    organisation = Organisation.objects.create(
        kind=kind, name=" ".join(name.split()), customer_number=customer_number, sector=sector, created_at=at
    )
    announce(OrganisationRegistered(organisation.pk), by=_id(by), at=at, circle=Circle(organisation.pk))
    return organisation


@transaction.atomic
def register_person(
    *,
    by: Person | None,
    at: datetime,
    email: str,
    name: str,
    phone: str = "",
    language: str = "nl",
    time_zone: str = "Europe/Amsterdam",
    password: str | None = None,
) -> Person:
    """Enter a person with known details, for set-up, imports and the demonstration; nobody is mailed.

    Without a password the person cannot sign in until they choose one. Raises NotAllowed; IntegrityError for a known address.
    """
    guards.demand_staff_administrator(by)
    details = {"phone": phone, "language": language, "time_zone": time_zone}
    person = Person(email=email.strip().lower(), name=" ".join(name.split()), created_at=at, **details)
    person.set_password(password)  # None makes it unusable
    person.save()
    announce(PersonRegistered(person.pk), by=_id(by), at=at, circle=VENDOR if by else _own(person))
    return person


@transaction.atomic
def register_staff(
    *,
    by: Person | None,
    at: datetime,
    vendor: Organisation,
    email: str,
    name: str,
    roles: Iterable[StaffRole],
    phone: str = "",
    language: str = "nl",
    time_zone: str = "Europe/Amsterdam",
    password: str | None = None,
) -> Person:
    """Enter a colleague of the vendor with roles; `invite_contact` on the vendor does the same by mail.

    Raises NotAllowed, RolesDoNotFit.
    """
    person = register_person(
        by=by, at=at, email=email, name=name, phone=phone, language=language, time_zone=time_zone, password=password
    )
    add_membership(by=by, at=at, person=person, organisation=vendor, roles=roles)
    return person


@transaction.atomic
def block_person(*, by: Person, at: datetime, person: Person) -> None:
    """Close an account everywhere: signing in is refused, running sessions end with their next page.

    Raises NotAllowed, LastAdministrator when an organisation would be left without one.
    """
    guards.demand_staff_administrator(by)
    guards.lock(Membership.objects.in_force().filter(person=person).values_list("organisation_id", flat=True))
    for membership in Membership.objects.in_force().filter(person=person).select_related("person", "organisation"):
        guards.demand_an_administrator_stays(membership, guards.NO_ROLES)
    person.is_active, person.blocked_at, person.blocked_by = False, at, by
    person.save(update_fields=["is_active", "blocked_at", "blocked_by"])
    announce(PersonBlocked(person.pk), by=by.pk, at=at)


@transaction.atomic
def unblock_person(*, by: Person, at: datetime, person: Person) -> None:
    """Open an account again; the memberships that were not ended count again.

    Raises NotAllowed, SubmitterLimitReached when the place was given to somebody else meanwhile.
    """
    guards.demand_staff_administrator(by)
    kept = Membership.objects.filter(person=person, ended_at=None, blocked_at=None)
    guards.lock(kept.values_list("organisation_id", flat=True))
    for membership in kept:
        guards.demand_a_place(membership.organisation_id, at, membership.role_set, membership.is_expert)
    person.is_active, person.blocked_at, person.blocked_by = True, None, None
    person.save(update_fields=["is_active", "blocked_at", "blocked_by"])
    announce(PersonUnblocked(person.pk), by=by.pk, at=at)


@transaction.atomic
def change_own_details(
    *,
    by: Person,
    at: datetime,
    name: str | None = None,
    phone: str | None = None,
    language: str | None = None,
    time_zone: str | None = None,
) -> None:
    """Change what somebody keeps about themselves; None leaves a detail as it is."""
    given = {"name": name, "phone": phone, "language": language, "time_zone": time_zone}
    changed = {k: v for k, v in given.items() if v is not None and v != getattr(by, k)}
    if not changed:
        return
    for detail, value in changed.items():
        setattr(by, detail, value)
    by.save(update_fields=list(changed))
    announce(DetailsChanged(by.pk, fields=tuple(changed)), by=by.pk, at=at, circle=_own(by))


def note_sign_in(*, by: Person, at: datetime, second_factor: bool) -> None:
    """Write that somebody signed in; there is no reader's scope yet at that moment. sla:2.3.6"""
    with scoped(SYSTEM):
        announce(SignedIn(by.pk, second_factor=second_factor), by=by.pk, at=at)


def note_failed_sign_in(*, by: None, at: datetime) -> None:
    """Write that somebody failed to sign in; not who, because nobody proved to be anybody. sla:2.3.6"""
    with scoped(SYSTEM):
        announce(SignInFailed(), by=None, at=at)


def _id(by: Person | None) -> int | None:
    return None if by is None else by.pk


def _own(person: Person) -> Circle:
    """What concerns nobody but this person."""
    return Circle(None, Audience.NAMED_PERSONS, persons=(person.pk,))

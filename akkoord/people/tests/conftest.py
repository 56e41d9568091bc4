# SPDX-License-Identifier: EUPL-1.2
"""A small house of our own: a vendor, two customers, and people with each role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

import pytest
from django.core.cache import cache
from django.test import Client

from akkoord.people.actions import add_membership, register_organisation, register_person, register_staff
from akkoord.people.limits import SUBMITTER_LIMIT
from akkoord.people.models import Membership, Organisation, Person
from akkoord.people.rules import OrganisationKind, PortalRole, Role, StaffRole
from akkoord.people.second_factor import PASSED
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM

AT = datetime(2026, 11, 19, 11, 50, tzinfo=UTC)
PASSWORD = "vier losse fietsen achter"
_numbers = count(90001)


class House:
    """Makes people and organisations, as set-up does."""

    def __init__(self) -> None:
        set_scope(SYSTEM)
        self.vendor = Organisation.objects.filter(kind=OrganisationKind.VENDOR).first() or register_organisation(
            by=None, at=AT, kind=OrganisationKind.VENDOR, name="Meridaan"
        )
        self.elms = self.organisation("Zorg onder de Iepen")
        self.dike = self.organisation("Gemeente Achterdijk")
        self.keeper = self.contact("Ine Verhof", self.elms, PortalRole.ADMINISTRATOR)
        self.reporter = self.contact("Mare Ooster", self.elms, PortalRole.INCIDENT_SUBMITTER)
        self.stranger = self.contact("Nico Schaaf", self.dike, PortalRole.ADMINISTRATOR)

    def organisation(self, name: str) -> Organisation:
        """A customer."""
        return register_organisation(by=None, at=AT, kind=OrganisationKind.CUSTOMER, name=name, customer_number=next(_numbers))

    def person(self, name: str, password: str | None = None) -> Person:
        """Somebody without a membership."""
        return register_person(by=None, at=AT, email=f"{name.replace(' ', '.')}@huis.example", name=name, password=password)

    def contact(self, name: str, organisation: Organisation, *roles: Role, is_expert: bool = False) -> Person:
        """Somebody of a customer."""
        person = self.person(name, PASSWORD)
        add_membership(by=None, at=AT, person=person, organisation=organisation, roles=roles, is_expert=is_expert)
        return person

    def staff(self, name: str, *roles: StaffRole) -> Person:
        """Somebody of the vendor."""
        email = f"{name.replace(' ', '.')}@meridaan.example"
        return register_staff(by=None, at=AT, vendor=self.vendor, email=email, name=name, roles=roles, password=PASSWORD)

    def membership(self, person: Person, organisation: Organisation | None = None) -> Membership:
        """Where somebody belongs."""
        return Membership.objects.kept().get(person=person, organisation=organisation or self.elms)


@pytest.fixture
def house(db: None) -> House:
    """The house, under the system's scope."""
    cache.clear()
    return House()


@pytest.fixture
def browse(house: House) -> Callable[[Person], Client]:
    """The browser of somebody who signed in with a second factor."""

    def open_browser(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        session = client.session
        session[PASSED] = person.pk
        session.save()
        return client

    return open_browser


@pytest.fixture
def two_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """A licence that gives two places for incident submitters."""
    monkeypatch.setattr(SUBMITTER_LIMIT, "_fillings", [(50, lambda *, organisation_id, at: 2)])

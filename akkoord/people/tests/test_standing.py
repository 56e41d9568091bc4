# SPDX-License-Identifier: EUPL-1.2
"""The database's short way to a person and their scope says the same as the rules in Python."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.people.actions import add_membership
from akkoord.people.models import Membership, Organisation, Person
from akkoord.people.rules import PortalRole, StaffRole
from akkoord.people.standing import stand
from akkoord.scope.database import current_scope, set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM

from .conftest import AT, House

pytestmark = pytest.mark.django_db


def join(person: Person, organisation: Organisation, role: PortalRole) -> None:
    add_membership(by=None, at=AT, person=person, organisation=organisation, roles=(role,))


def everybody(house: House) -> list[Person]:
    """Without a membership, with one, with several, of the vendor, of both, and with one that was blocked or ended."""
    both = house.staff("Els Overal", StaffRole.AGENT)
    join(both, house.elms, PortalRole.MEMBER)
    several = house.contact("Els Dubbel", house.elms, PortalRole.MEMBER)
    join(several, house.dike, PortalRole.INCIDENT_MANAGER)
    blocked, ended = (
        house.contact("Bo Dicht", house.elms, PortalRole.MEMBER),
        house.contact("Wil Weg", house.elms, PortalRole.MEMBER),
    )
    join(blocked, house.dike, PortalRole.MEMBER)
    Membership.objects.filter(person=blocked, organisation=house.elms).update(blocked_at=AT, blocked_by=house.keeper)
    Membership.objects.filter(person=ended).update(ended_at=AT, ended_by=house.keeper)
    return [both, several, blocked, ended, house.person("Noor Nergens"), house.keeper, house.staff("Jo Agent", StaffRole.AGENT)]


def test_scope_and_standings_are_those_of_the_rules(house: House) -> None:
    for known in everybody(house):
        set_scope(SYSTEM)
        expected = Person.objects.get(pk=known.pk)
        scope, standings = expected.scope, expected.standings
        names = [m.organisation.name for m in expected.memberships_in_force]
        set_scope(PUBLIC)
        person = stand(known.pk)
        assert person is not None
        assert current_scope() == scope == person.scope, known.name
        assert person.standings == standings
        assert [m.organisation.name for m in person.memberships_in_force] == names


def test_it_takes_one_question(house: House) -> None:
    with CaptureQueriesContext(connection) as asked:
        person = stand(house.reporter.pk)
        assert person is not None
        assert person.scope.organisations == {house.elms.pk}
        assert person.memberships_in_force[0].role_set == {PortalRole.INCIDENT_SUBMITTER}
    assert len(asked) == 1


def test_nobody_stands_in_for_somebody_who_is_blocked_or_does_not_exist(house: House) -> None:
    Person.objects.filter(pk=house.reporter.pk).update(is_active=False)
    assert stand(house.reporter.pk) is None
    assert current_scope().organisations == frozenset()
    assert stand(-1) is None

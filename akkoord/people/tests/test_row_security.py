# SPDX-License-Identifier: EUPL-1.2
"""What the database itself lets be seen, whatever Python forgets: no `visible_to` in this file. sla:2.3.3"""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from akkoord.people.models import Membership, Organisation, Person
from akkoord.people.rules import PortalRole, StaffRole
from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM, Scope, Side

from .conftest import AT, House


def memberships() -> set[int]:
    return set(Membership.objects.values_list("person_id", flat=True))


def organisations() -> set[str]:
    return set(Organisation.objects.values_list("name", flat=True))


def test_without_a_scope_nothing_but_the_vendor_is_there(house: House) -> None:
    set_scope(PUBLIC)
    assert memberships() == set()
    assert organisations() == {"Meridaan"}


def test_own_memberships_are_there_before_the_scope_is(house: House) -> None:
    set_scope(Scope(Side.PUBLIC, person_id=house.reporter.pk))
    mine = Person.objects.get(pk=house.reporter.pk).memberships_in_force
    assert [m.organisation.name for m in mine] == ["Zorg onder de Iepen"]
    assert memberships() == {house.reporter.pk}


def test_a_customer_sees_its_own_people_and_no_others(house: House) -> None:
    set_scope(house.reporter.scope)
    assert memberships() == {house.keeper.pk, house.reporter.pk}
    assert organisations() == {"Zorg onder de Iepen", "Meridaan"}


def test_several_organisations_are_one_scope(house: House) -> None:
    both = house.contact("Els Dubbel", house.elms, PortalRole.MEMBER)
    house_of_both = house.contact("Els Ander", house.dike, PortalRole.MEMBER)
    set_scope(Scope(Side.CUSTOMER, frozenset({house.elms.pk, house.dike.pk}), both.pk))
    assert {house.stranger.pk, house.keeper.pk, house_of_both.pk} <= memberships()


def test_staff_see_all(house: House) -> None:
    agent = house.staff("Joris Agent", StaffRole.AGENT)
    set_scope(agent.scope)
    assert {house.keeper.pk, house.stranger.pk} <= memberships()
    assert {"Zorg onder de Iepen", "Gemeente Achterdijk"} <= organisations()


def test_nobody_gives_themselves_a_membership_elsewhere(house: House) -> None:
    set_scope(house.stranger.scope)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Membership.objects.create(person=house.stranger, organisation_id=house.elms.pk, roles=["administrator"], created_at=AT)


def test_a_blocked_membership_is_read_but_not_lifted_by_its_own_person(house: House) -> None:
    membership = house.membership(house.reporter)
    Membership.objects.filter(pk=membership.pk).update(blocked_at=AT, blocked_by=house.keeper)
    set_scope(Scope(Side.CUSTOMER, frozenset(), house.reporter.pk))
    assert Membership.objects.get(pk=membership.pk).blocked_at == AT
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(blocked_at=None, blocked_by=None)


def test_a_customer_changes_no_organisation(house: House) -> None:
    set_scope(house.keeper.scope)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Organisation.objects.filter(pk=house.elms.pk).update(name="Van ons")
    set_scope(SYSTEM)
    assert Organisation.objects.get(pk=house.elms.pk).name == "Zorg onder de Iepen"

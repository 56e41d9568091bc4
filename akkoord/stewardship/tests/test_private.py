# SPDX-License-Identifier: EUPL-1.2
"""The vendor sees nothing of a management organisation, whatever filter is forgotten: the database itself shows no row. sla:2.3.3"""

from __future__ import annotations

import pytest
from django.db import models, transaction
from django.db.utils import ProgrammingError

from akkoord.audit.models import Event
from akkoord.cases.tests.reading import signed_in
from akkoord.people.actions import add_membership
from akkoord.people.models import Person
from akkoord.people.rules import PortalRole
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM, Scope, Side
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import fill_work, found_stewards
from akkoord.stewardship.models import CheckAnswer, DutyChange, Process, RoleHolding, SelfCheck, WorkDone, WorkTask

AT = amsterdam("Thu 2026-11-19 12:00")
TABLES: list[type[models.Model]] = [Process, RoleHolding, DutyChange, WorkTask, WorkDone, SelfCheck, CheckAnswer]


@pytest.fixture(autouse=True)
def _stewards(world) -> None:
    found_stewards(AT)
    fill_work(AT)


def counts(scope: Scope) -> list[int]:
    set_scope(scope)
    try:
        return [table._default_manager.count() for table in TABLES]
    finally:
        set_scope(SYSTEM)


def test_members_read_all_their_rows_and_the_vendor_none(world) -> None:
    assert all(counts(world.member.scope))
    for somebody in (world.agent, world.lead, world.operator, world.stranger):
        assert counts(somebody.scope) == [0] * len(TABLES)


def test_somebody_of_the_vendor_who_is_a_member_elsewhere_sees_only_there(world) -> None:
    roles = [PortalRole.MEMBER]
    add_membership(by=None, at=AT, person=world.agent, organisation=world.first_class, roles=roles)
    assert counts(Person.objects.get(pk=world.agent.pk).scope) == [0] * len(TABLES)
    add_membership(by=None, at=AT, person=world.lead, organisation=world.customer, roles=roles)
    assert all(counts(Person.objects.get(pk=world.lead.pk).scope))


def test_the_vendors_programs_read_none(world) -> None:
    assert counts(Scope(Side.STAFF)) == [0] * len(TABLES)


def test_the_vendor_writes_none_either(world) -> None:
    set_scope(Scope(Side.STAFF, frozenset(), world.lead.pk))
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Process.objects.create(organisation=world.customer, name="Van buiten", created_at=AT)
    set_scope(SYSTEM)


def test_what_happened_is_private_too(world) -> None:
    mine = {"ProcessAdded", "RoleGiven", "DutyChanged", "WorkAdded", "WorkWasDone", "SelfCheckFilledIn"}
    assert set(Event.objects.filter(name__in=mine).values_list("name", flat=True)) == mine
    set_scope(Scope(Side.STAFF, frozenset(), world.lead.pk))
    assert not Event.objects.filter(name__in=mine).exists()
    set_scope(SYSTEM)


def test_the_vendors_pages_about_the_customer_name_nothing_of_it(world) -> None:
    reader = signed_in(world.lead)
    for address in (f"/organisations/{world.customer.key}", "/cases", "/search?q=inloopuur", "/queue"):
        answer = reader.get(address, at=AT)
        assert answer.status_code == 200, address
        page = answer.content.decode()
        assert "/stewardship" not in page and "teamleiders" not in page, address

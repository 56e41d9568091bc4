# SPDX-License-Identifier: EUPL-1.2
"""An improvement plan that must be made stands in the calendars of those who make it, until it is published. sla:2.3.1"""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import translation

from akkoord.operations.actions.plans import demand_plan, publish_plan, spare_plan
from akkoord.operations.models import ImprovementPlan
from akkoord.people.coming import Due, coming_for
from akkoord.people.models import Person
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

END, SOON = amsterdam("Sun 2026-11-01 00:00"), amsterdam("Sun 2026-11-01 00:11")
DUE, LATE = amsterdam("Mon 2026-11-16 08:00"), amsterdam("Tue 2026-11-17 09:00")


@pytest.fixture
def plan(world: World) -> ImprovementPlan:
    """October ended below its bound."""
    return demand_plan(month=date(2026, 10, 1), promise="2.3.1/availability", since=END, by=None, at=SOON)


def plans(person: Person, at: datetime = SOON, language: str = "nl") -> list[Due]:
    with translation.override(language):
        found = coming_for(Person.objects.get(pk=person.pk), at)
    return [due for due in found if due.path == "/operations/plans/2026-10"]


def test_who_works_in_operations_sees_when_it_is_due_and_nobody_else_does(world: World, plan: ImprovementPlan) -> None:
    for person in (world.operator, world.second_operator):
        [due] = plans(person)
        assert (due.at, due.title, due.changes) == (DUE, "Verbeterplan over oktober 2026", 0)
    assert [due.title for due in plans(world.operator, language="en")] == ["Improvement plan about October 2026"]
    for other in (world.agent, world.lead, world.manager, world.submitter, world.stranger):
        assert plans(other) == [], other.name


def test_a_late_one_stays_until_it_is_published(world: World, plan: ImprovementPlan) -> None:
    assert [due.title for due in plans(world.operator, LATE)] == ["Te laat: verbeterplan over oktober 2026"]
    publish_plan(plan=plan, text_nl="Meer schijven.", text_en="", by=world.operator, at=LATE)
    assert plans(world.operator, LATE) == []


def test_one_that_a_correction_spared_is_gone(world: World, plan: ImprovementPlan) -> None:
    spare_plan(plan=plan, by=None, at=SOON)
    assert plans(world.operator) == []

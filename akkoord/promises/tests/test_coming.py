# SPDX-License-Identifier: EUPL-1.2
"""A plan that the vendor owes an organisation stands in the calendars of who reads its reports, until it should be there."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import translation

from akkoord.cases.tests.reading import signed_in
from akkoord.people.coming import Due, coming_for
from akkoord.people.models import Person
from akkoord.promises.actions import judge_month
from akkoord.promises.tests.test_populations import REACTION, agreed, answered
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

OCTOBER, JUDGED = date(2026, 10, 1), amsterdam("Sun 2026-11-01 00:20")
DUE = amsterdam("Mon 2026-11-16 08:00")  # ten working days after the first opening
PLAN = "\n        consequences: {improvement_plan: {within: 10 working days, calendar: support}}"


@pytest.fixture
def broken(world: World) -> World:
    """Half of October's priority 2 in time, where 90 % was promised and a plan follows."""
    agreed("{share: 90, per: month}", more=PLAN)
    answered(world, "Tue 2026-10-06 09:00", kept=True)
    answered(world, "Wed 2026-10-07 09:00", kept=False)
    judge_month(month=OCTOBER, by=None, at=JUDGED)
    return world


def plans(person: Person, at: datetime = JUDGED, language: str = "nl") -> list[Due]:
    with translation.override(language):
        found = coming_for(Person.objects.get(pk=person.pk), at)
    return [due for due in found if due.key.startswith("plan-")]


def test_who_reads_the_reports_sees_when_the_plan_comes_as_the_page_says_it(broken: World) -> None:
    for person in (broken.manager, broken.administrator):
        [due] = plans(person)
        assert (due.at, due.title, due.path) == (DUE, "Meridaan: verbeterplan", f"/promises/kept/2026-10/{REACTION}")
        assert "prioriteit 2" in due.text
    [english] = plans(broken.manager, language="en")
    assert english.title == "Meridaan: improvement plan" and "priority 2" in english.text
    page = signed_in(broken.manager).get(plans(broken.manager)[0].path, at=JUDGED + timedelta(hours=9)).content.decode()
    assert "16 nov" in page and "verbeterplan" in page


def test_nobody_else_does_neither_the_stranger_nor_a_customer_with_nothing_broken(broken: World) -> None:
    for person in (broken.stranger, broken.first_class_submitter, broken.submitter, broken.member, broken.operator, broken.agent):
        assert plans(person) == [], person.name


def test_it_is_gone_once_its_time_has_come(broken: World) -> None:
    assert plans(broken.manager, DUE - timedelta(seconds=1)) and plans(broken.manager, DUE) == []


def test_without_a_plan_in_the_agreement_or_a_broken_promise_there_is_none(world: World) -> None:
    agreed("{share: 90, per: month}")
    answered(world, "Wed 2026-10-07 09:00", kept=False)
    judge_month(month=OCTOBER, by=None, at=JUDGED)
    assert plans(world.manager) == []

# SPDX-License-Identifier: EUPL-1.2
"""What stands in somebody's own calendar: the deadlines of the cases that concern them, and of no other."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from akkoord.cases.actions import assign_case, make_move
from akkoord.cases.models import Case
from akkoord.desk.kinds import WAITING_FOR_CUSTOMER
from akkoord.people.coming import Due, coming_for
from akkoord.people.models import Person
from akkoord.scope.rules import Audience
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

REPORTED = amsterdam("Thu 2026-11-19 10:00")
SOON = amsterdam("Thu 2026-11-19 11:00")


def titles(person: Person, at: datetime = SOON) -> list[str]:
    with translation.override("nl"):
        return [due.title for due in coming_for(Person.objects.get(pk=person.pk), at)]


def of(case: Case, person: Person, at: datetime = SOON) -> list[Due]:
    return [due for due in coming_for(Person.objects.get(pk=person.pk), at) if due.path == case.get_absolute_url()]


@pytest.fixture
def case(world: World) -> Case:
    return world.reports("Loonrun stopt", at=REPORTED, priority=2)


def test_who_reported_and_who_looks_on_see_what_runs_and_nobody_else_does(world: World, case: Case) -> None:
    for person in (world.submitter, world.manager, world.administrator):
        assert [due.key for due in of(case, person)], person.name
        assert "Eerste antwoord: Loonrun stopt" in titles(person)
    for person in (world.member, world.stranger, world.first_class_submitter, world.operator):
        assert not of(case, person), person.name


def test_the_desk_sees_what_it_was_given_with_whose_it_is(world: World, case: Case) -> None:
    assert not of(case, world.agent) and not of(case, world.lead)
    assign_case(case=case, by=world.lead, at=SOON, to=world.agent)
    assert [due.text for due in of(case, world.agent)] == [f"{case.number}, {world.customer.name}"] * 2
    assert not of(case, world.other_agent)


def test_it_says_when_and_keeps_its_name_when_it_moves(world: World, case: Case) -> None:
    reaction = case.clock("reaction")
    before = {due.key: due for due in of(case, world.submitter)}[f"clock-{reaction.pk}"]
    assert (before.at, before.changes, before.text) == (reaction.due_at, 0, case.number)
    later = reaction.due_at + timedelta(hours=2)
    reaction.deadlines.create(
        set_at=SOON, counted_from=REPORTED, promise=reaction.promise, within=reaction.within, due_at=later, why="hours_changed"
    )
    type(reaction).objects.filter(pk=reaction.pk).update(due_at=later)
    after = {due.key: due for due in of(case, world.submitter)}[f"clock-{reaction.pk}"]
    assert (after.at, after.changes, after.set_at) == (later, 1, SOON)


def test_what_is_late_says_so_and_what_was_done_is_gone(world: World, case: Case) -> None:
    late = case.clock("reaction").due_at + timedelta(minutes=1)
    assert "Te laat: Eerste antwoord, Loonrun stopt" in titles(world.submitter, late)
    make_move(case=case, move="resolve", by=world.agent, at=SOON, text="Hersteld.")
    assert not of(case, world.submitter)


def test_a_question_of_the_desk_stands_there_for_who_must_answer_until_it_lapses(world: World, case: Case) -> None:
    make_move(case=case, move="ask", by=world.agent, at=SOON, text="Welke loonrun?")
    case.refresh_from_db()
    assert case.state == WAITING_FOR_CUSTOMER
    mine = {due.key: due for due in of(case, world.submitter)}
    assert mine[f"answer-{case.pk}"].at > SOON + timedelta(days=7)
    assert "Jouw antwoord is nodig: Loonrun stopt" in titles(world.submitter)
    assert f"answer-{case.pk}" not in {due.key for due in of(case, world.manager)}
    make_move(case=case, move="reply", by=world.submitter, at=SOON + timedelta(hours=1), text="Die van november.")
    assert f"answer-{case.pk}" not in {due.key for due in of(case, world.submitter)}


def test_a_confidential_case_shows_its_number_alone(world: World, case: Case) -> None:
    circle = {"audience": Audience.NAMED_PERSONS, "persons": [world.submitter.pk]}
    Case.objects.filter(pk=case.pk).update(**circle)
    type(case.clock("reaction")).objects.filter(subject=case.key).update(**circle)
    shown = titles(world.submitter)
    assert not any("Loonrun" in title for title in shown)
    assert not of(case, world.manager)

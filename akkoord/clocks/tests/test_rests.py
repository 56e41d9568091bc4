# SPDX-License-Identifier: EUPL-1.2
"""A clock takes no time while it waits: pauses, a stop before a new round, and what is counted anew meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from akkoord.cases.actions import make_move, merge_case
from akkoord.clocks.rules import Why
from akkoord.desk.actions import classify_incident

HOUR = timedelta(hours=1)


@pytest.fixture
def waiting(world, amsterdam, round_the_clock):
    """Reported Saturday 03:00 with priority 2; waits for the customer from 04:00 to 06:00."""
    case = world.reports(priority=2, by=world.stranger, organisation=round_the_clock, at="Sat 2026-11-21 03:00")
    make_move(case=case, move="ask", by=world.agent, at=amsterdam("Sat 2026-11-21 04:00"), text="Welke?")
    make_move(case=case, move="reply", by=world.stranger, at=amsterdam("Sat 2026-11-21 06:00"), text="Deze.")
    return case


def test_a_pause_in_a_later_round_moves_that_round_by_the_pause_alone(world, amsterdam, waiting):
    first = waiting.clock("recovery").due_at
    make_move(case=waiting, move="resolve", by=world.agent, at=amsterdam("Sat 2026-11-21 06:10"), text="Klaar.")
    make_move(case=waiting, move="reopen", by=world.stranger, at=amsterdam("Sat 2026-11-21 07:10"), text="Toch niet.")
    assert waiting.clock("recovery").due_at == first + HOUR
    make_move(case=waiting, move="ask", by=world.agent, at=amsterdam("Sat 2026-11-21 07:15"), text="Welke dan?")
    make_move(case=waiting, move="reply", by=world.stranger, at=amsterdam("Sat 2026-11-21 09:15"), text="Die.")
    assert waiting.clock("recovery").due_at == first + 3 * HOUR


def test_a_priority_set_later_still_gives_the_pause_back(world, amsterdam, waiting):
    classify_incident(case=waiting, by=world.agent, at=amsterdam("Sat 2026-11-21 06:30"), priority=3)
    recovery = waiting.clock("recovery")
    fresh = world.reports(priority=3, by=world.stranger, organisation=waiting.organisation, at="Sat 2026-11-21 03:00")
    assert recovery.due_at == fresh.clock("recovery").due_at + 2 * HOUR
    assert recovery.deadlines.last().why == Why.CLASSIFIED


def test_a_priority_set_while_the_clock_waits_gives_the_pause_back_when_it_ends(world, amsterdam, round_the_clock):
    case = world.reports(priority=2, by=world.stranger, organisation=round_the_clock, at="Sat 2026-11-21 03:00")
    fresh = world.reports(priority=3, by=world.stranger, organisation=round_the_clock, at="Sat 2026-11-21 03:00")
    make_move(case=case, move="ask", by=world.agent, at=amsterdam("Sat 2026-11-21 04:00"), text="Welke?")
    classify_incident(case=case, by=world.agent, at=amsterdam("Sat 2026-11-21 05:00"), priority=3)
    make_move(case=case, move="reply", by=world.stranger, at=amsterdam("Sat 2026-11-21 06:00"), text="Deze.")
    assert case.clock("recovery").due_at == fresh.clock("recovery").due_at + 2 * HOUR


def test_a_deadline_pulled_forward_by_a_merge_stays_forward_after_a_pause(world, amsterdam, waiting):
    later = world.reports(priority=2, by=world.stranger, organisation=waiting.organisation, at="Sat 2026-11-21 06:05")
    due = waiting.clock("recovery").due_at
    assert due < later.clock("recovery").due_at
    merge_case(case=waiting, into=later, by=world.agent, at=amsterdam("Sat 2026-11-21 06:20"))
    make_move(case=later, move="ask", by=world.agent, at=amsterdam("Sat 2026-11-21 06:30"), text="Welke?")
    make_move(case=later, move="reply", by=world.stranger, at=amsterdam("Sat 2026-11-21 07:30"), text="Deze.")
    assert later.clock("recovery").due_at == due + HOUR


def test_a_merge_leaves_a_broken_clock_of_the_survivor_as_it_was_judged(world, amsterdam):
    first = world.reports(priority=2, at="Mon 2026-11-16 10:00")
    second = world.reports(priority=2, at="Mon 2026-11-16 11:00")
    due = second.clock("reaction").due_at
    merge_case(case=first, into=second, by=world.agent, at=amsterdam("Wed 2026-11-18 09:00"))
    assert second.clock("reaction").due_at == due

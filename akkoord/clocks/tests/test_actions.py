# SPDX-License-Identifier: EUPL-1.2
"""Clocks pause, follow new opening hours, and are told once."""

from __future__ import annotations

from datetime import date, timedelta

from akkoord.agreements.actions import publish_exception
from akkoord.agreements.models import Agreement
from akkoord.audit.models import Event
from akkoord.cases.actions import make_move
from akkoord.clocks.actions import tell_due_clocks
from akkoord.clocks.rules import Verdict, Why

HALF_DAY = {"nl": "Sinterklaas", "en": "St Nicholas"}


def test_a_clock_pauses_while_it_waits_for_the_customer(world, amsterdam, round_the_clock):
    case = world.reports(priority=2, by=world.stranger, organisation=round_the_clock, at="Sat 2026-11-21 03:00")
    reaction = case.clock("reaction")
    assert reaction.due_at == amsterdam("Sat 2026-11-21 04:00")
    due = case.clock("recovery").due_at
    make_move(case=case, move="ask", by=world.agent, at=amsterdam("Sat 2026-11-21 03:20"), text="Which one?")
    assert case.clock("reaction").verdict == Verdict.KEPT
    assert case.clock("recovery").paused_at == amsterdam("Sat 2026-11-21 03:20")
    make_move(case=case, move="reply", by=world.stranger, at=amsterdam("Sat 2026-11-21 05:20"), text="The first.")
    assert case.clock("recovery").due_at == due + timedelta(hours=2)
    assert case.clock("recovery").paused_at is None


def test_hours_published_beforehand_move_the_deadline_and_say_so(world, amsterdam, run_jobs):
    case = world.reports(priority=2, at="Thu 2026-12-03 10:00")
    assert case.clock("reaction").due_at == amsterdam("Fri 2026-12-04 10:00")
    publish_exception(
        agreement=Agreement.objects.get(code="reference"),
        calendar="support",
        day=date(2026, 12, 4),
        hours=[],
        reason=HALF_DAY,
        by=world.lead,
        at=amsterdam("Thu 2026-12-03 11:00"),
    )
    run_jobs()
    reaction = case.clock("reaction")
    assert reaction.due_at == amsterdam("Mon 2026-12-07 10:00")
    assert [d.why for d in reaction.deadlines.all()] == [Why.STARTED, Why.HOURS_CHANGED]
    case.refresh_from_db()
    assert case.next_due_at == reaction.due_at


def test_hours_published_after_their_day_began_move_nothing(world, amsterdam, run_jobs):
    case = world.reports(priority=2, at="Thu 2026-12-03 10:00")
    publish_exception(
        agreement=Agreement.objects.get(code="reference"),
        calendar="support",
        day=date(2026, 12, 4),
        hours=[],
        reason=HALF_DAY,
        by=world.lead,
        at=amsterdam("Fri 2026-12-04 00:01"),
    )
    run_jobs()
    assert case.clock("reaction").due_at == amsterdam("Fri 2026-12-04 10:00")


def test_new_hours_never_touch_a_passed_deadline(world, amsterdam, run_jobs):
    case = world.reports(priority=2, at="Mon 2026-11-30 10:00")
    publish_exception(
        agreement=Agreement.objects.get(code="reference"),
        calendar="support",
        day=date(2026, 12, 4),
        hours=[],
        reason=HALF_DAY,
        by=world.lead,
        at=amsterdam("Thu 2026-12-03 10:00"),
    )
    run_jobs()
    assert case.clock("reaction").due_at == amsterdam("Tue 2026-12-01 10:00")


def test_a_broken_promise_is_told_once_with_its_own_time(world, amsterdam):
    case = world.reports(priority=2, at="Wed 2026-11-18 10:15")
    due = amsterdam("Thu 2026-11-19 10:15")
    assert tell_due_clocks(by=None, at=amsterdam("Wed 2026-11-18 16:00")) == 0
    assert tell_due_clocks(by=None, at=amsterdam("Thu 2026-11-19 09:00")) == 1
    assert tell_due_clocks(by=None, at=due) == 0, "at the deadline it is still in time"
    assert tell_due_clocks(by=None, at=due + timedelta(minutes=9)) == 1
    assert tell_due_clocks(by=None, at=due + timedelta(minutes=10)) == 0
    told = Event.objects.filter(subject=case.key, name__in=["ClockAtRisk", "PromiseBroken"]).order_by("id")
    assert [(e.name, e.at) for e in told] == [
        ("ClockAtRisk", case.clock("reaction").at_risk_at),
        ("PromiseBroken", due),
    ]
    assert case.clock("reaction").is_open, "a broken clock goes on until somebody answers"


def test_an_answer_after_the_deadline_before_the_poll_breaks_the_promise_too(world, amsterdam):
    case = world.reports(priority=2, at="Wed 2026-11-18 10:15")
    make_move(case=case, move="answer", by=world.agent, at=amsterdam("Thu 2026-11-19 10:16"), text="Sorry.")
    assert case.clock("reaction").verdict == Verdict.BROKEN
    assert Event.objects.get(subject=case.key, name="PromiseBroken").at == amsterdam("Thu 2026-11-19 10:15")
    assert tell_due_clocks(by=None, at=amsterdam("Thu 2026-11-19 10:17")) == 0

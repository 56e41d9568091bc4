# SPDX-License-Identifier: EUPL-1.2
"""What waits for its customer is reminded, and lapses in the end. Reference agreement: after 5 and 10 working days; lapsed after 20."""

from __future__ import annotations

import pytest

from akkoord.audit.models import Event
from akkoord.cases.actions import make_move
from akkoord.cases.terms import terms_of
from akkoord.clocks.rules import Verdict
from akkoord.desk.actions import remind_and_lapse


@pytest.fixture
def asked(world, amsterdam):
    """Reported on Monday 2 November, and asked something an hour later."""
    case = world.reports(at="Mon 2026-11-02 10:00")
    make_move(case=case, move="ask", by=world.agent, at=amsterdam("Mon 2026-11-02 11:00"), text="Welke loonrun?")
    return case


def reminders(case):
    return Event.objects.filter(subject=case.key, name="CustomerReminded").count()


def test_each_reminder_goes_once_when_its_time_has_come(world, amsterdam, asked):
    for at, done, sent in [
        ("Mon 2026-11-09 11:00", 0, 0),
        ("Mon 2026-11-09 11:01", 1, 1),
        ("Mon 2026-11-09 11:11", 0, 1),
        ("Mon 2026-11-16 11:01", 1, 2),
        ("Mon 2026-11-16 11:11", 0, 2),
    ]:
        assert remind_and_lapse(by=None, at=amsterdam(at)) == done
        assert reminders(asked) == sent


def test_a_second_question_has_reminders_of_its_own(world, amsterdam, asked):
    remind_and_lapse(by=None, at=amsterdam("Mon 2026-11-16 11:01"))
    assert reminders(asked) == 1, "the first was never sent: one reminder is enough"
    make_move(case=asked, move="reply", by=world.submitter, at=amsterdam("Tue 2026-11-17 09:00"), text="Die van oktober.")
    make_move(case=asked, move="ask", by=world.agent, at=amsterdam("Tue 2026-11-17 10:00"), text="Welke afdeling?")
    assert remind_and_lapse(by=None, at=amsterdam("Tue 2026-11-24 10:01")) == 1
    assert reminders(asked) == 2


def test_what_is_never_answered_lapses_and_its_open_clocks_are_waived(world, amsterdam, asked):
    assert remind_and_lapse(by=None, at=amsterdam("Mon 2026-11-30 11:01")) == 1
    asked.refresh_from_db()
    assert asked.state == "lapsed"
    assert asked.closed_by is None
    assert asked.clock("recovery").verdict == Verdict.WAIVED
    assert asked.clock("reaction").verdict == Verdict.KEPT
    assert remind_and_lapse(by=None, at=amsterdam("Mon 2026-12-07 11:01")) == 0


def test_what_lapsed_and_is_reopened_goes_on_with_the_time_that_was_left(world, amsterdam, asked):
    remind_and_lapse(by=None, at=amsterdam("Mon 2026-11-30 12:00"))
    asked.refresh_from_db()
    first = asked.clock("recovery")
    assert first.ended_at == amsterdam("Mon 2026-11-30 12:00")
    make_move(case=asked, move="reopen", by=world.submitter, at=amsterdam("Wed 2026-12-02 12:00"), text="Het is er nog.")
    again = asked.clock("recovery")
    assert (again.round, again.verdict) == (first.round + 1, Verdict.RUNNING)
    calendar = terms_of(asked).calendar(again.calendar)
    assert calendar.open_seconds(first.due_at, again.due_at) == calendar.open_seconds(first.ended_at, again.started_at)
    asked.refresh_from_db()
    assert asked.next_due_at == again.due_at


def test_what_was_answered_is_left_alone(world, amsterdam, asked):
    make_move(case=asked, move="reply", by=world.submitter, at=amsterdam("Tue 2026-11-03 09:00"), text="Alle.")
    assert remind_and_lapse(by=None, at=amsterdam("Fri 2026-12-18 09:00")) == 0

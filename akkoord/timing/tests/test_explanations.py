# SPDX-License-Identifier: EUPL-1.2
"""A deadline can explain itself, interval by interval. Source: the house"""

from datetime import date

import pytest

from akkoord.timing.deadlines import deadline
from akkoord.timing.durations import parse_duration
from akkoord.timing.explanations import Explanation, Grouping, Reason, explain
from akkoord.timing.tests.reference import CALENDARS, amsterdam

SUPPORT = CALENDARS["support"]


def explained(duration: str, report: str, now: str | None = None) -> Explanation:
    parsed, start = parse_duration(duration), amsterdam(report)
    due = deadline(SUPPORT, parsed, start)
    return explain(SUPPORT, parsed, start, due, amsterdam(now) if now else None)


def test_a_report_after_hours_waits_for_the_next_opening() -> None:
    told = explained("1 hour", "Thu 2026-11-19 16:30", now="Thu 2026-11-19 16:45")
    assert not told.waited
    assert [(row.is_open, row.seconds, row.is_past) for row in told.rows] == [
        (True, 900, True), (True, 900, False), (False, 0, False), (True, 1800, False),
    ]  # fmt: skip
    assert (told.total_seconds, told.left_seconds, told.grouping) == (3600, 2700, Grouping.INTERVAL)
    late = explained("1 hour", "Thu 2026-11-19 20:00")
    assert late.waited
    assert late.start == amsterdam("Fri 2026-11-20 08:00")
    assert late.left_seconds is None


def test_moving_back_shows_the_target_and_the_holidays_that_closed_it() -> None:
    told = explained("1 month", "Thu 2026-11-26 10:00")
    assert told.moved_back
    assert told.target == amsterdam("Sat 2026-12-26 10:00")
    assert told.by_rule == told.due == amsterdam("Thu 2026-12-24 17:00")
    closed = [skipped.date for skipped in told.skipped if skipped.reason is Reason.HOLIDAY]
    assert closed == [date(2026, 12, 25)]
    assert date(2026, 12, 26) in [skipped.date for skipped in told.skipped if skipped.reason is Reason.WEEKLY]


@pytest.mark.parametrize(
    ("duration", "grouping"),
    [("3 working days", Grouping.INTERVAL), ("9 working days", Grouping.DAY), ("3 months", Grouping.WEEK)],
)
def test_long_spans_are_told_by_the_day_or_the_week(duration: str, grouping: Grouping) -> None:
    told = explained(duration, "Tue 2026-11-17 10:00", now="Wed 2026-11-18 12:00")
    assert told.grouping is grouping
    assert sum(row.seconds for row in told.rows) == told.total_seconds
    assert sum(row.seconds for row in told.rows if not row.is_past) == told.left_seconds
    assert told.rows[0].start == told.report
    assert told.rows[-1].end == told.due
    assert all(one.end == other.start for one, other in zip(told.rows, told.rows[1:], strict=False))
    assert len(told.rows) <= 16


def test_days_count_every_second_and_skip_nothing() -> None:
    told = explained("5 days", "Fri 2026-11-20 19:00", now="Wed 2026-11-25 20:00")
    assert not told.counts_open_time
    assert not told.waited
    assert told.skipped == ()
    assert told.total_seconds == 5 * 86_400
    assert told.left_seconds == -3600


def test_a_deadline_that_something_else_moved_shows_both() -> None:
    start, due = amsterdam("Wed 2026-11-18 10:15"), amsterdam("Wed 2026-11-18 12:00")
    told = explain(SUPPORT, parse_duration("1 hour"), start, due)
    assert told.by_rule == amsterdam("Wed 2026-11-18 11:15")
    assert told.due == due
    assert told.total_seconds == 6300

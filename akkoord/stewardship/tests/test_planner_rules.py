# SPDX-License-Identifier: EUPL-1.2
"""Days of the planner: leap days, entries over the end of a year, mornings in other zones, the ready year. beheer:4"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.stewardship.ready_year import ready_entries
from akkoord.stewardship.rules.first_year import BadTemplate, Ready, When, date_in, days_in, on_working_day
from akkoord.stewardship.rules.planner import (
    Days,
    EntryKind,
    Period,
    Progress,
    in_year,
    is_overdue,
    month_days,
    period_of,
    progress_of,
    reminder_is_due,
    weeks_of,
    year_days,
    year_later,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_a_leap_day_is_the_28th_where_there_is_none_and_comes_back_on_the_29th() -> None:
    leap = date(2028, 2, 29)
    assert in_year(leap, 2029) == date(2029, 2, 28)
    days = Days(leap, leap)
    for year in (2029, 2030, 2031):
        days = year_later(days, leap)
        assert days == Days(date(year, 2, 28), date(year, 2, 28))
    assert year_later(days, leap).first == date(2032, 2, 29)


def test_an_entry_over_new_year_comes_back_as_long_and_stands_in_both_years() -> None:
    days = Days(date(2026, 12, 14), date(2027, 1, 8))
    assert year_later(days, days.first) == Days(date(2027, 12, 14), date(2028, 1, 8))
    assert days.meets(year_days(2026)) and days.meets(year_days(2027)) and not days.meets(year_days(2028))
    assert days.within(month_days(2027, 1)) == Days(date(2027, 1, 1), date(2027, 1, 8))
    assert days.within(month_days(2027, 2)) is None


@given(DAYS, st.integers(0, 400))
def test_what_comes_back_lasts_as_long_on_the_same_date(first: date, length: int) -> None:
    days = Days(first, first + timedelta(days=length))
    later = year_later(days, first)
    assert later.last - later.first == days.last - days.first
    assert later.first.year == first.year + 1 and (later.first.month, later.first.day) in ((first.month, first.day), (2, 28))


@pytest.mark.parametrize(
    ("last", "is_done", "today", "late"),
    [
        (date(2026, 11, 20), False, date(2026, 11, 21), True),
        (date(2026, 11, 21), False, date(2026, 11, 21), False),
        (date(2026, 11, 20), True, date(2026, 11, 21), False),
    ],
)
def test_late_is_only_what_went_by_undone(last: date, is_done: bool, today: date, late: bool) -> None:
    assert is_overdue(last, is_done=is_done, today=today) is late


@pytest.mark.parametrize(
    ("local", "before", "due"),
    [
        ("2026-11-23T06:59", 7, False),
        ("2026-11-23T07:00", 7, True),
        ("2026-11-22T20:00", 7, False),
        ("2026-12-04T09:00", 7, True),  # its last day: somebody who was away still hears of it
        ("2026-12-05T09:00", 7, False),
        ("2026-11-29T09:00", 0, False),
        ("2026-11-30T09:00", 0, True),
        ("2026-11-30T09:00", None, False),
    ],
)
def test_a_reminder_goes_out_from_the_morning_of_its_day(local: str, before: int | None, due: bool) -> None:
    days = Days(date(2026, 11, 30), date(2026, 12, 4))
    assert reminder_is_due(days, before, datetime.fromisoformat(local)) is due


def test_the_morning_is_that_of_the_reader() -> None:
    at, days = datetime(2026, 11, 23, 6, 30, tzinfo=UTC), Days(date(2026, 11, 30), date(2026, 11, 30))
    assert reminder_is_due(days, 7, at.astimezone(ZoneInfo("Europe/Amsterdam")))
    assert not reminder_is_due(days, 7, at.astimezone(ZoneInfo("America/Curacao")))


def test_progress_counts_what_serves_the_goal_and_else_the_goal_itself() -> None:
    assert progress_of([True, False, True], is_done=False) == Progress(2, 3)
    assert progress_of([True, False, True], is_done=False).percentage == 66
    assert progress_of([], is_done=True) == Progress(1, 1) and progress_of([], is_done=False).percentage == 0
    assert Progress(0, 0).percentage == 0


def test_months_are_whole_and_weeks_begin_on_monday() -> None:
    assert month_days(2028, 2).last == date(2028, 2, 29) and month_days(2026, 12).last == date(2026, 12, 31)
    weeks = weeks_of(2026, 11)
    assert weeks[0][0] == date(2026, 10, 26) and all(week[0].weekday() == 0 and len(week) == 7 for week in weeks)


@pytest.mark.parametrize("text", ["1999", "2101", "26", "2026-13", "2026-00", "2026-1", "2026-", "-", "٢٠٢٦", "2026-11-01", "x"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert period_of(text) is None


def test_periods_go_on_over_new_year_and_end_where_planners_end() -> None:
    assert period_of("2026-12") == Period(2026, 12) and period_of("2026") == Period(2026)
    assert Period(2026, 12).moved(1) == Period(2027, 1) and Period(2026, 1).moved(-1) == Period(2025, 12)
    assert Period(2100, 12).moved(1) is None and Period(2000).moved(-1) is None
    assert Period(2026, 3).address == "2026-03"


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (When(month=1, nth=3, weekday=1), date(2026, 1, 20)),
        (When(month=6, nth=1, weekday=0), date(2026, 6, 1)),
        (When(month=11, nth=-1, weekday=6), date(2026, 11, 29)),
        (When(month=2, day=29), date(2026, 2, 28)),
        (When(month=12, day=31), date(2026, 12, 31)),
    ],
)
def test_a_day_of_the_ready_year_follows_the_calendar(when: When, day: date) -> None:
    assert date_in(2026, when) == day


def test_what_comes_before_something_else_begins_on_a_working_day() -> None:
    assert on_working_day(date(2026, 11, 21)) == on_working_day(date(2026, 11, 22)) == date(2026, 11, 20)
    assert on_working_day(date(2026, 11, 23)) == date(2026, 11, 23)


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_the_ready_year_tests_and_tells_before_each_version(year: int) -> None:
    days = days_in(year, ready_entries())
    assert all(year_days(year).meets(each) for each in days.values())
    for season in ("june", "november"):
        test, told, version = (days[f"{name}-{season}"] for name in ("test", "communication", "version"))
        assert test.first < version.first and test.last < version.first and told.first < version.first
        assert test.first.weekday() < 5 and version.first.weekday() == 6
    assert {days["version-june"].first.month, days["version-november"].first.month} == {6, 11}
    assert days["goals-session"].first.month == 1


def test_the_ready_year_is_written_in_both_languages_and_serves_goals_that_are_there() -> None:
    entries = ready_entries()
    goals = {each.key for each in entries if each.kind == EntryKind.GOAL}
    assert goals and all(set(each.title) == set(each.notes) == {"nl", "en"} for each in entries)
    assert all(each.goal in goals for each in entries if each.goal)
    assert len({each.key for each in entries}) == len(entries)


def ready(key: str, before: str) -> Ready:
    return Ready(key, EntryKind.TEST, {}, {}, When(before=before, days=3))


@pytest.mark.parametrize("entries", [[ready("a", "b"), ready("b", "a")], [ready("a", "gone")]])
def test_a_ready_year_that_names_what_is_not_there_is_refused(entries: list[Ready]) -> None:
    with pytest.raises(BadTemplate):
        days_in(2026, entries)

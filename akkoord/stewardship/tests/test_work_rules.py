# SPDX-License-Identifier: EUPL-1.2
"""When a task of the work list comes by, and what is missed. beheer:4"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.stewardship.rules.work import (
    Due,
    Every,
    first_day,
    is_soon,
    may_be_done_for,
    number_until,
    occurrence,
    stands,
)

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


def days(first: str, every: Every, count: int) -> list[str]:
    return [occurrence(date.fromisoformat(first), every, n).isoformat() for n in range(count)]


@pytest.mark.parametrize(
    ("first", "every", "expected"),
    [
        ("2027-12-31", Every.MONTHLY, ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]),
        ("2026-11-30", Every.MONTHLY, ["2026-11-30", "2026-12-30", "2027-01-30", "2027-02-28", "2027-03-30"]),
        ("2026-11-30", Every.QUARTERLY, ["2026-11-30", "2027-02-28", "2027-05-30"]),
        ("2028-02-29", Every.YEARLY, ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]),
        ("2026-11-19", Every.DAILY, ["2026-11-19", "2026-11-20", "2026-11-23", "2026-11-24"]),
        ("2026-11-21", Every.DAILY, ["2026-11-23", "2026-11-24"]),
        ("2026-12-28", Every.WEEKLY, ["2026-12-28", "2027-01-04"]),
    ],
)
def test_months_that_lack_a_day_give_their_last_and_weekends_are_free(first, every, expected) -> None:
    assert days(first, every, len(expected)) == expected


@given(DAYS, st.sampled_from(list(Every)), DAYS)
def test_the_last_time_up_to_a_day_is_the_last(first: date, every: Every, day: date) -> None:
    number = number_until(first, every, day)
    if number is None:
        assert day < occurrence(first, every, 0)
        return
    assert occurrence(first, every, number) <= day
    if every is not Every.ONCE:
        assert occurrence(first, every, number + 1) > day


@given(DAYS, st.sampled_from([e for e in Every if e is not Every.ONCE]), st.integers(0, 60))
def test_times_follow_each_other(first: date, every: Every, number: int) -> None:
    here, following = occurrence(first, every, number), occurrence(first, every, number + 1)
    assert here < following and number_until(first, every, here) == number
    if every is Every.DAILY:
        assert here.weekday() < 5


MONDAY, TUESDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 20)


def test_a_task_is_not_due_before_its_first_day() -> None:
    assert stands(FRIDAY, Every.WEEKLY, None, TUESDAY) == Due(FRIDAY)


def test_what_was_missed_is_carried_over_and_done_once() -> None:
    due = stands(MONDAY, Every.DAILY, MONDAY, FRIDAY)
    assert due == Due(FRIDAY, is_open=True, since=TUESDAY, times=4)
    assert due.is_overdue(FRIDAY)
    assert stands(MONDAY, Every.DAILY, FRIDAY, FRIDAY) == Due(date(2026, 11, 23))


def test_what_is_for_today_is_not_overdue() -> None:
    due = stands(MONDAY, Every.WEEKLY, None, MONDAY)
    assert due.is_open and not due.is_overdue(MONDAY) and due.is_overdue(TUESDAY) is True


def test_once_is_done_once() -> None:
    assert stands(MONDAY, Every.ONCE, None, FRIDAY) == Due(MONDAY, is_open=True, since=MONDAY, times=1)
    assert stands(MONDAY, Every.ONCE, MONDAY, FRIDAY) == Due(None)


def test_done_ahead_waits_for_the_time_after_next() -> None:
    assert stands(MONDAY, Every.WEEKLY, date(2026, 11, 23), TUESDAY) == Due(date(2026, 11, 30))
    assert is_soon(Due(date(2026, 11, 30)), TUESDAY) and not is_soon(Due(date(2026, 12, 2)), TUESDAY)


@pytest.mark.parametrize(
    ("last_done", "due", "may"),
    [
        (None, MONDAY, True),
        (None, TUESDAY, False),  # it does not come by on a Tuesday
        (MONDAY, MONDAY, False),  # done
        (MONDAY, date(2026, 11, 23), True),  # the next time, ahead
        (MONDAY, date(2026, 11, 30), False),  # the time after that
        (None, date(2026, 11, 9), False),  # before it began
    ],
)
def test_a_task_is_done_for_a_day_on_which_it_comes_by(last_done, due, may) -> None:
    assert may_be_done_for(MONDAY, Every.WEEKLY, last_done, due, TUESDAY) is may


def test_a_ready_task_begins_on_its_next_day() -> None:
    saturday = date(2026, 11, 21)
    assert first_day(Every.DAILY, saturday) == date(2026, 11, 23)
    assert first_day(Every.WEEKLY, saturday, day=1) == date(2026, 11, 23)
    assert first_day(Every.WEEKLY, FRIDAY, day=5) == FRIDAY
    assert first_day(Every.MONTHLY, saturday, day=15) == date(2026, 12, 15)
    assert first_day(Every.MONTHLY, saturday, day=31) == date(2026, 12, 31), "not 30 November: it would stay on the 30th"
    assert first_day(Every.YEARLY, saturday, day=1, month=10) == date(2027, 10, 1)
    with pytest.raises(ValueError, match="no month has a day 32"):
        first_day(Every.MONTHLY, saturday, day=32)


@given(DAYS, st.integers(1, 31))
def test_a_ready_task_never_begins_in_the_past(today: date, day: int) -> None:
    found = first_day(Every.MONTHLY, today, day=day)
    assert found >= today and found.day == day and found - today < timedelta(days=63)

# SPDX-License-Identifier: EUPL-1.2
"""When a calendar is open, and what it refuses. Source: spec: timing ("Calendars"); sla:2.2.2"""

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from akkoord.timing.calendars import BadCalendar, Block, Calendar, CalendarSpec, NaiveMoment, NeverOpen, OutsideYears
from akkoord.timing.tests.reference import CALENDARS, HOUR, amsterdam, week

SUPPORT = CALENDARS["support"]
CLOSED_WEEK: tuple[tuple[Block, ...], ...] = ((),) * 7


def test_it_is_open_at_opening_and_not_at_closing_time() -> None:
    assert SUPPORT.is_open(amsterdam("Thu 2026-11-19 08:00"))
    assert not SUPPORT.is_open(amsterdam("Thu 2026-11-19 17:00"))


def test_a_weekend_of_maintenance_is_one_stretch() -> None:
    maintenance = CALENDARS["planned_maintenance"]
    closes = maintenance.closes_at(amsterdam("Fri 2026-11-20 21:00"))
    assert closes == amsterdam("Mon 2026-11-23 07:00")
    stretches = maintenance.open_intervals(amsterdam("Fri 2026-11-20 12:00"), amsterdam("Mon 2026-11-23 12:00"))
    assert [(each.start, each.end) for each in stretches] == [(amsterdam("Fri 2026-11-20 21:00"), closes)]


def test_what_never_closes_has_no_closing_time() -> None:
    assert CALENDARS["always"].closes_at(amsterdam("Fri 2026-11-20 12:00")) is None


def test_what_closes_once_more_has_a_last_closing_time() -> None:
    spec = replace(CALENDARS["always"].spec, exceptions=((date(2150, 1, 1), ()),))
    assert Calendar(spec).closes_at(amsterdam("Fri 2026-11-20 12:00")) == datetime(2149, 12, 31, 23, tzinfo=UTC)
    assert Calendar(spec).closes_at(datetime(2150, 1, 1, 23, tzinfo=UTC)) is None


def test_when_closed_the_next_stretch_says_when_it_closes() -> None:
    assert SUPPORT.closes_at(amsterdam("Sat 2026-11-21 12:00")) == amsterdam("Mon 2026-11-23 17:00")


def test_weekend_hours_close_on_holidays_where_weekday_hours_do_not() -> None:
    first_class = CALENDARS["calamity_first_class"]
    assert first_class.is_working_day(date(2026, 12, 25))  # Friday
    assert not first_class.is_working_day(date(2026, 12, 26))  # Saturday


def test_an_exception_wins_over_a_holiday() -> None:
    hours = (Block(10 * HOUR, 12 * HOUR),)
    spec = replace(SUPPORT.spec, exceptions=((date(2026, 12, 25), hours), (date(2026, 12, 24), ())))
    calendar = Calendar(spec)
    assert calendar.is_open(amsterdam("Fri 2026-12-25 11:00"))
    assert calendar.next_opening(amsterdam("Wed 2026-12-23 18:00")) == amsterdam("Fri 2026-12-25 10:00")


def test_working_days_are_counted_up_to_the_end() -> None:
    assert SUPPORT.working_days_between(date(2026, 12, 21), date(2027, 1, 4)) == 8
    assert SUPPORT.working_days_between(date(2027, 1, 4), date(2026, 12, 21)) == -8
    assert not SUPPORT.is_working_day(date(2026, 4, 27))


def test_no_open_time_later_is_the_same_moment() -> None:
    night = amsterdam("Sat 2026-11-21 12:00")
    assert SUPPORT.after_open_seconds(night, 0) == night
    assert SUPPORT.after_open_seconds(night, 60) == amsterdam("Mon 2026-11-23 08:01")
    with pytest.raises(ValueError, match="less than 0"):
        SUPPORT.after_open_seconds(night, -1)


def test_a_calendar_that_never_opens_says_so() -> None:
    never = Calendar(CalendarSpec("never", "UTC", CLOSED_WEEK, exceptions=((date(2030, 1, 1), (Block(0, 60),)),)))
    assert never.next_opening(amsterdam("Fri 2026-11-20 12:00")) == datetime(2030, 1, 1, tzinfo=UTC)
    with pytest.raises(NeverOpen, match="never is not open enough"):
        never.next_opening(datetime(2030, 1, 1, 0, 1, tzinfo=UTC))
    with pytest.raises(NeverOpen):
        never.after_open_seconds(amsterdam("Fri 2026-11-20 12:00"), 61)


def test_holidays_that_close_every_week_end_the_search() -> None:
    sundays = frozenset(date(1970, 1, 4) + timedelta(weeks=n) for n in range(13_000))
    closed = Calendar(CalendarSpec("sundays", "UTC", week(*[None] * 6, (8, 17)), sundays))
    with pytest.raises(NeverOpen):
        closed.next_opening(amsterdam("Fri 2026-11-20 12:00"))


@pytest.mark.parametrize("year", [1969, 2201, 9998])
def test_outside_its_years_it_refuses(year: int) -> None:
    with pytest.raises(OutsideYears, match="1970"):
        SUPPORT.is_open(datetime(year, 6, 1, tzinfo=UTC))
    with pytest.raises(OutsideYears, match="1970"):
        SUPPORT.is_working_day(date(year, 6, 1))


@pytest.mark.parametrize("name", list(CALENDARS))
def test_it_answers_to_the_edges_of_its_years(name: str) -> None:
    calendar = Calendar(CALENDARS[name].spec)
    first, last = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert calendar.next_opening(first) >= first
    assert calendar.is_open(last) in (True, False)
    assert calendar.open_seconds(first, last) > 0


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(NaiveMoment, match="no offset"):
        SUPPORT.is_open(datetime(2026, 11, 20, 12))  # noqa: DTZ001


def test_a_calendar_is_what_its_specification_says() -> None:
    SUPPORT.is_open(amsterdam("Fri 2026-11-20 12:00"))
    copy = pickle.loads(pickle.dumps(SUPPORT))
    assert copy == SUPPORT
    assert len({copy, SUPPORT}) == 1
    assert copy != CALENDARS["office"]
    assert len(pickle.dumps(SUPPORT)) < 10_000


def test_threads_may_share_a_calendar() -> None:
    fresh = Calendar(SUPPORT.spec)
    moments = [datetime(year, 3, 2, 12, tzinfo=UTC) for year in range(1971, 2051, 9)] * 4
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(fresh.next_opening, moments)) == [SUPPORT.next_opening(at) for at in moments]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"zone": "Europe/Nowhere"}, "no time zone"),
        ({"zone": "../etc"}, "no time zone"),
        ({"weekly": ((),) * 6}, "7 days"),
        ({"exceptions": ((date(2026, 1, 1), ()), (date(2026, 1, 1), ()))}, "more than one exception"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(BadCalendar, match=message):
        replace(SUPPORT.spec, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(("low", "high"), [(-1, 5), (5, 5), (7, 5), (0, 86_401)])
def test_hours_lie_within_a_day(low: int, high: int) -> None:
    with pytest.raises(BadCalendar):
        Block(low, high)

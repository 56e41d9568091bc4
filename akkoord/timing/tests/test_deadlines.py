# SPDX-License-Identifier: EUPL-1.2
"""Risk, pauses and refusals; and arrays at large. Source: spec: timing"""

import gc
from datetime import UTC, datetime, timedelta
from weakref import ref

import numpy as np
import pytest

from akkoord.timing import vectors
from akkoord.timing.calendars import Block, Calendar, CalendarSpec, NaiveMoment, NeverOpen, OutsideYears
from akkoord.timing.deadlines import at_risk_at, deadline, deadline_seconds, latest_before, latest_before_seconds
from akkoord.timing.durations import BadDuration, Duration, Unit, parse_duration
from akkoord.timing.pauses import due_after_pauses
from akkoord.timing.tests.reference import CALENDARS, amsterdam

SUPPORT, ALWAYS = CALENDARS["support"], CALENDARS["always"]
HOUR = parse_duration("1 hour")


@pytest.mark.parametrize(
    ("start", "due", "share", "risk"),
    [
        ("Wed 2026-11-18 10:00", "Wed 2026-11-18 11:00", 0.75, "Wed 2026-11-18 10:45"),
        ("Thu 2026-11-19 16:30", "Fri 2026-11-20 08:30", 0.75, "Fri 2026-11-20 08:15"),
        ("Thu 2026-11-19 16:30", "Fri 2026-11-20 08:30", 0.5, "Thu 2026-11-19 17:00"),
        ("Sat 2026-11-21 10:00", "Sun 2026-11-22 10:00", 0.5, "Sat 2026-11-21 22:00"),
        ("Wed 2026-11-18 10:00", "Wed 2026-11-18 10:10", 0.7, "Wed 2026-11-18 10:07"),
    ],
)
def test_a_clock_is_at_risk_when_its_share_of_open_time_has_passed(start: str, due: str, share: float, risk: str) -> None:
    assert at_risk_at(SUPPORT, amsterdam(start), amsterdam(due), share) == amsterdam(risk)


def test_a_clock_of_days_is_at_risk_by_the_days_themselves() -> None:
    start, due = amsterdam("Fri 2026-11-20 10:00"), amsterdam("Tue 2026-11-24 10:00")
    assert at_risk_at(SUPPORT, start, due, unit=Unit.DAY) == amsterdam("Mon 2026-11-23 10:00")


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_is_a_share(share: float) -> None:
    with pytest.raises(ValueError, match="no share"):
        at_risk_at(SUPPORT, amsterdam("Fri 2026-11-20 10:00"), amsterdam("Tue 2026-11-24 10:00"), share)


@pytest.mark.parametrize(
    ("duration", "pauses", "due"),
    [
        ("1 hour", [], "Wed 2026-11-18 11:15"),
        ("1 hour", [("10:30", "10:45")], "Wed 2026-11-18 11:30"),
        ("1 hour", [("10:30", "10:45"), ("10:40", "10:50")], "Wed 2026-11-18 11:35"),
        ("1 hour", [("10:30", "10:45"), ("11:20", "11:30")], "Wed 2026-11-18 11:40"),
        ("1 hour", [("09:00", "10:30")], "Wed 2026-11-18 11:30"),
        ("1 hour", [("11:15", "12:00")], "Wed 2026-11-18 11:15"),
        ("1 hour", [("10:30", "23:00")], "Thu 2026-11-19 08:45"),
        ("1 working day", [("12:00", "13:00")], "Thu 2026-11-19 11:15"),
        ("5 days", [("20:00", "21:00")], "Mon 2026-11-23 11:15"),
    ],
)
def test_a_pause_moves_the_deadline_by_its_open_time(duration: str, pauses: list[tuple[str, str]], due: str) -> None:
    spans = [tuple(amsterdam(f"Wed 2026-11-18 {time}") for time in pause) for pause in pauses]
    start = amsterdam("Wed 2026-11-18 10:15")
    result = due_after_pauses(SUPPORT, parse_duration(duration), start, [(low, high) for low, high in spans])
    assert result == amsterdam(due)


def test_a_pause_ends_after_it_begins() -> None:
    low, high = amsterdam("Wed 2026-11-18 10:30"), amsterdam("Wed 2026-11-18 10:20")
    with pytest.raises(ValueError, match="before it begins"):
        due_after_pauses(SUPPORT, HOUR, low, [(low, high)])


def test_moving_back_may_reach_the_closing_time_of_the_same_day() -> None:
    days = ((Block(12 * 3600, 13 * 3600),), (Block(14 * 3600, 15 * 3600),))
    calendar = Calendar(CalendarSpec("late", "Europe/Amsterdam", days + ((),) * 5))
    due = deadline(calendar, parse_duration("1 working day"), amsterdam("Mon 2026-11-16 12:30"))
    assert due == amsterdam("Mon 2026-11-16 13:00")


def test_arrays_do_not_keep_a_span_that_was_replaced() -> None:
    calendar = Calendar(SUPPORT.spec)
    vectors.deadlines(calendar, HOUR, [1_700_000_000])
    replaced = ref(calendar.compiled)
    vectors.deadlines(calendar, HOUR, [1_000_000_000])
    gc.collect()
    assert replaced() is None


def test_one_that_occurs_twice_means_the_first() -> None:
    due = deadline(ALWAYS, parse_duration("1 day"), amsterdam("Sat 2026-10-24 02:30"))
    assert due.utcoffset() == timedelta(hours=2)
    assert due.fold == 0


def test_a_moment_without_an_offset_starts_no_clock() -> None:
    with pytest.raises(NaiveMoment):
        deadline(SUPPORT, HOUR, datetime(2026, 11, 20, 12))  # noqa: DTZ001


def test_nothing_lies_a_closing_time_before() -> None:
    closing = parse_duration("closing of next working day")
    with pytest.raises(BadDuration, match="forward only"):
        latest_before(SUPPORT, closing, amsterdam("Fri 2026-11-20 10:00"))
    with pytest.raises(BadDuration, match="forward only"):
        vectors.latest_before(SUPPORT, closing, [0])


@pytest.mark.parametrize("text", ["999999999 hours", "999999999 working days"])
def test_a_search_for_more_than_there_is_ends(text: str) -> None:
    start = amsterdam("Fri 2026-11-20 10:00")
    with pytest.raises(NeverOpen):
        deadline(SUPPORT, parse_duration(text), start)
    with pytest.raises(NeverOpen):
        latest_before(SUPPORT, parse_duration(text), start)
    with pytest.raises(NeverOpen):
        vectors.deadlines(SUPPORT, parse_duration(text), [int(start.timestamp())])


@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR])
@pytest.mark.parametrize("count", [90_000, 999_999_999])
def test_a_date_outside_the_years_is_refused(unit: Unit, count: int) -> None:
    start = amsterdam("Fri 2026-11-20 10:00")
    with pytest.raises(OutsideYears):
        deadline(SUPPORT, Duration(count, unit), start)
    with pytest.raises(OutsideYears):
        latest_before(SUPPORT, Duration(count, unit), start)
    with pytest.raises(OutsideYears):
        vectors.deadlines(SUPPORT, Duration(count, unit), [int(start.timestamp())])


UNITS = [Duration(1, Unit.CLOSING), *(Duration(n, unit) for n in (1, 11) for unit in Unit if unit is not Unit.CLOSING)]


@pytest.mark.parametrize("name", ["support", "calamity_first_class", "patches", "always"])
@pytest.mark.parametrize("duration", UNITS, ids=str)
def test_a_million_at_once_is_the_same_as_one_at_a_time(name: str, duration: Duration) -> None:
    calendar = CALENDARS[name]
    low, high = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (1985, 2185))
    moments = np.random.default_rng(7).integers(low, high, 300)
    due = [deadline_seconds(calendar, duration, moment) for moment in moments.tolist()]
    assert vectors.deadlines(calendar, duration, moments).tolist() == due
    if duration.unit is not Unit.CLOSING:
        before = [latest_before_seconds(calendar, duration, moment) for moment in moments.tolist()]
        assert vectors.latest_before(calendar, duration, moments).tolist() == before


def test_more_than_one_chunk_is_the_same_as_one_at_a_time() -> None:
    moments = np.random.default_rng(8).integers(1_577_836_800, 1_893_456_000, 40_000)
    due = [deadline_seconds(SUPPORT, HOUR, moment) for moment in moments.tolist()]
    assert vectors.deadlines(SUPPORT, HOUR, moments).tolist() == due


def test_arrays_keep_their_shape_and_may_be_empty() -> None:
    start = int(amsterdam("Wed 2026-11-18 10:15").timestamp())
    assert vectors.deadlines(SUPPORT, HOUR, [[start], [start + 60]]).tolist() == [[start + 3600], [start + 3660]]
    assert vectors.deadlines(SUPPORT, HOUR, []).tolist() == []
    assert vectors.elapsed(SUPPORT, start, [start, start + 60]).tolist() == [0, 60]


def test_arrays_hold_whole_seconds_within_the_years() -> None:
    with pytest.raises(TypeError, match="whole seconds"):
        vectors.deadlines(SUPPORT, HOUR, np.array(["2026-11-18"], "M8[s]"))
    with pytest.raises(OutsideYears):
        vectors.deadlines(SUPPORT, HOUR, [-1])

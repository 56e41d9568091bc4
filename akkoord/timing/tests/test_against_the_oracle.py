# SPDX-License-Identifier: EUPL-1.2
"""Both forms of every rule equal a slow walk along the wall clock. Source: spec: timing."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.timing import vectors
from akkoord.timing.calendars import Calendar
from akkoord.timing.deadlines import deadline, deadline_seconds, elapsed, latest_before_seconds
from akkoord.timing.durations import Unit
from akkoord.timing.pauses import due_after_pauses
from akkoord.timing.tests.examples import COUNTED, durations, moments, specs
from akkoord.timing.tests.oracle import Oracle

walks = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
KINDS = [COUNTED, (Unit.WORKING_DAY,), (Unit.MONTH,), (Unit.DAY, Unit.WEEK, Unit.YEAR), (Unit.CLOSING,)]


def utc(moment: int) -> datetime:
    return datetime.fromtimestamp(moment, UTC)


@pytest.mark.parametrize("units", KINDS, ids=lambda units: units[0].value)
@walks
@given(data=st.data())
def test_a_deadline_is_where_the_walk_ends(units: tuple[Unit, ...], data: st.DataObject) -> None:
    spec, change = data.draw(specs())
    oracle, calendar = Oracle(spec), Calendar(spec)
    starts = data.draw(st.lists(moments(oracle, change), min_size=1, max_size=3))
    duration = data.draw(durations(*units))
    walked = [oracle.deadline(duration, start) for start in starts]
    assert [deadline_seconds(calendar, duration, start) for start in starts] == walked
    assert vectors.deadlines(calendar, duration, starts).tolist() == walked
    aware = deadline(calendar, duration, utc(starts[0]))
    assert aware.tzinfo is calendar.zone
    assert aware.timestamp() == walked[0]


@pytest.mark.parametrize("units", [COUNTED, *KINDS[1:-1]], ids=lambda units: units[0].value)
@walks
@given(data=st.data())
def test_a_notice_is_in_time_until_where_the_walk_back_ends(units: tuple[Unit, ...], data: st.DataObject) -> None:
    spec, change = data.draw(specs())
    oracle, calendar = Oracle(spec), Calendar(spec)
    ends = data.draw(st.lists(moments(oracle, change), min_size=1, max_size=3))
    duration = data.draw(durations(*units))
    walked = [oracle.latest_before(duration, end) for end in ends]
    assert [latest_before_seconds(calendar, duration, end) for end in ends] == walked
    assert vectors.latest_before(calendar, duration, ends).tolist() == walked


@walks
@given(data=st.data())
def test_elapsed_business_time_is_the_open_part_of_the_walk(data: st.DataObject) -> None:
    spec, change = data.draw(specs())
    oracle, calendar = Oracle(spec), Calendar(spec)
    start, end = data.draw(moments(oracle, change)), data.draw(moments(oracle, change))
    walked = oracle.between(start, end)
    assert elapsed(calendar, utc(start), utc(end)) == walked
    assert vectors.elapsed(calendar, [start, end], [end, start]).tolist() == [walked, -walked]
    stretches = calendar.open_intervals(utc(start), utc(end))
    inside = sum(int((each.end.astimezone(UTC) - each.start.astimezone(UTC)).total_seconds()) for each in stretches)
    assert inside == max(0, walked)


@walks
@given(data=st.data())
def test_a_calendar_is_open_when_the_wall_says_so(data: st.DataObject) -> None:
    spec, change = data.draw(specs())
    oracle, calendar = Oracle(spec), Calendar(spec)
    at = data.draw(moments(oracle, change))
    assert calendar.is_open(utc(at)) == oracle.is_open(at)
    opening = oracle.start(at)
    assert calendar.next_opening(utc(at)).timestamp() == opening
    closing = calendar.closes_at(utc(at))
    assert closing is not None
    assert not oracle.is_open(int(closing.timestamp()))
    assert oracle.between(opening, int(closing.timestamp())) == closing.timestamp() - opening
    day = calendar.next_opening(utc(at)).date()
    assert calendar.is_working_day(day) == bool(oracle.spans(day))


@walks
@given(data=st.data())
def test_a_paused_clock_takes_no_open_time(data: st.DataObject) -> None:
    spec, change = data.draw(specs())
    oracle, calendar = Oracle(spec), Calendar(spec)
    start = data.draw(moments(oracle, change))
    duration = data.draw(durations(Unit.HOUR))
    drawn = data.draw(st.lists(st.tuples(st.integers(-300, 4000), st.integers(0, 900)), max_size=4))
    minute = start - start % 60
    pauses = [(minute + low * 60, minute + (low + length) * 60) for low, length in drawn]
    walked = oracle.after(start, duration.count * 3600, pauses)
    due = due_after_pauses(calendar, duration, utc(start), [(utc(low), utc(high)) for low, high in pauses])
    assert due.timestamp() == walked

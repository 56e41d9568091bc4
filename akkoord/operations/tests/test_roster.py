# SPDX-License-Identifier: EUPL-1.2
"""Always somebody on duty: nights, changes of the clock, holes that are found."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.operations.rules.roster import Nights, Shift, Span, filling, gaps, joined, on_duty, overlaps, weekly_rotation

ZONE = "Europe/Amsterdam"
BASE = datetime(2026, 11, 2, tzinfo=UTC)
spans = st.lists(
    st.tuples(st.integers(0, 200), st.integers(1, 60)).map(
        lambda t: Span(BASE + timedelta(hours=t[0]), BASE + timedelta(hours=t[0] + t[1]))
    ),
    max_size=12,
)


def rotation(people=(1, 2, 3), weeks=6, first=date(2026, 10, 5), nights=Nights.SAME, change=time(9)):
    return weekly_rotation(people, first_day=first, weeks=weeks, change_at=change, nights=nights, zone=ZONE)


@given(spans)
def test_gaps_are_exactly_the_hours_that_nobody_covers(taken):
    begin, end = BASE, BASE + timedelta(hours=220)
    holes = gaps(taken, begin, end)
    for hour in range(220):
        at = begin + timedelta(hours=hour, minutes=30)
        covered = any(span.begin <= at < span.end for span in taken)
        assert any(hole.begin <= at < hole.end for hole in holes) != covered
    assert not overlaps(holes)


@given(spans, st.integers(1, 4), st.sampled_from(list(Nights)))
def test_filling_closes_every_hole_and_never_puts_two_on_duty(taken, people, nights):
    apart = gaps(gaps(taken, BASE, BASE + timedelta(days=60)), BASE, BASE + timedelta(days=60))  # the same, without overlaps
    wanted = weekly_rotation(range(people), first_day=date(2026, 11, 2), weeks=2, change_at=time(8), nights=nights, zone=ZONE)
    added = filling(wanted, apart)
    assert not overlaps([*apart, *added])
    assert gaps([*apart, *added], wanted[0].begin, wanted[-1].end) == []
    assert filling(wanted, [*apart, *added]) == [], "filling twice adds nothing"


def test_everybody_has_a_week_in_turn_from_change_to_change():
    shifts = rotation()
    assert [shift.person for shift in shifts] == [1, 2, 3, 1, 2, 3]
    walls = {shift.begin.astimezone(ZoneInfo(ZONE)).strftime("%a %H:%M") for shift in shifts}
    assert walls == {"Mon 09:00"}


def test_the_week_in_which_the_clock_goes_back_has_an_hour_more():
    lengths = [(shift.end - shift.begin).total_seconds() / 3600 for shift in rotation()]
    assert lengths == [168, 168, 169, 168, 168, 168], "25 October 2026"


def test_the_night_in_which_the_clock_goes_forward_has_an_hour_less_and_no_hole():
    shifts = rotation(weeks=1, first=date(2026, 3, 23), nights=Nights.NEXT)
    assert gaps(shifts, shifts[0].begin, shifts[-1].end) == []
    nights = [shift for shift in shifts if shift.person == 2]
    assert [(n.end - n.begin).total_seconds() / 3600 for n in nights] == [15, 15, 15, 15, 15, 14, 15]


def test_a_change_at_an_hour_that_the_clock_skips_is_the_first_moment_after_it():
    shifts = rotation(people=(1, 2), weeks=2, first=date(2026, 3, 22), change=time(2, 30))
    assert shifts[1].begin == datetime(2026, 3, 29, 1, tzinfo=UTC), "02:30 is not on the wall that night; 03:00 is"
    assert gaps(shifts, shifts[0].begin, shifts[-1].end) == []


def person_at(shifts: list[Shift], at: datetime) -> int | None:
    shift = on_duty(shifts, at)
    return shift.person if shift else None


def test_the_nights_of_a_week_are_those_of_the_next_one():
    shifts = rotation(weeks=2, nights=Nights.NEXT)
    zone = ZoneInfo(ZONE)
    assert person_at(shifts, datetime(2026, 10, 7, 3, tzinfo=zone)) == 2
    assert person_at(shifts, datetime(2026, 10, 7, 12, tzinfo=zone)) == 1
    assert person_at(shifts, datetime(2026, 10, 14, 3, tzinfo=zone)) == 3


def test_whoever_is_alone_has_one_long_duty():
    assert len(rotation(people=(7,), weeks=4, nights=Nights.NEXT)) == 1


def test_shifts_of_one_person_that_touch_are_one():
    day = timedelta(days=1)
    assert joined([Shift(BASE + day, BASE + 2 * day, 1), Shift(BASE, BASE + day, 1)]) == [Shift(BASE, BASE + 2 * day, 1)]


@pytest.mark.parametrize("bad", [{"people": ()}, {"weeks": 0}, {"nights": Nights.NEXT, "change": time(18)}])
def test_a_rotation_that_cannot_be_is_refused(bad):
    with pytest.raises(ValueError, match=r"needs somebody|begins later"):
        rotation(**bad)

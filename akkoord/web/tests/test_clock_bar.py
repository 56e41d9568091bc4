# SPDX-License-Identifier: EUPL-1.2
"""A clock's bar is drawn by the rules of the house: open to scale, closed small, now where now is."""

from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from akkoord.timing.calendars import Block, Calendar, CalendarSpec
from akkoord.web.clock_bar import Bar, draw
from akkoord.web.gallery import SEEN_FROM, SUPPORT, on

ALWAYS = Calendar(CalendarSpec("always", "Europe/Amsterdam", ((Block(0, 86_400, closed_on_holidays=False),),) * 7))


def drawn(verdict: str, starts_at: datetime, due_at: datetime, **more: object) -> Bar:
    known = {"calendar": SUPPORT, "now": SEEN_FROM, "at_risk_at": None, **more}
    return draw(starts_at=starts_at, due_at=due_at, verdict=verdict, **known)  # type: ignore[arg-type]


def parts(bar: Bar, kind: str) -> list[tuple[float, float]]:
    return [(segment.x, segment.width) for segment in bar.segments if segment.kind == kind]


def test_open_time_is_to_scale_and_a_night_is_one_sixth() -> None:
    bar = drawn("running", on(11, 18, 16), on(11, 19, 16), at_risk_at=on(11, 19, 13, 45))
    assert parts(bar, "shut") == [(8.7, 21.7)]
    assert parts(bar, "run") == [(0.0, 8.7), (30.4, 42.1)]
    assert (bar.now, bar.mark, bar.due, bar.done) == (72.5, 80.4, 100.0, None)


def test_from_a_week_on_days_are_whole_and_weekends_one_third() -> None:
    bar = drawn("running", on(11, 17, 9, 12), on(2, 17, 9, 12, 2027))
    assert bar.now == pytest.approx(2.9, abs=0.1)
    assert parts(bar, "shut")[0] == pytest.approx((4.9, 0.9), abs=0.1)
    assert sum(width > 1.3 for _, width in parts(bar, "shut")) == 2  # two weekends with a holiday
    assert len(parts(bar, "shut")) == 13


def test_beyond_half_a_year_nothing_is_hatched() -> None:
    assert parts(drawn("running", on(1, 5, 9), on(12, 31, 9)), "shut") == []


def test_kept_ends_in_a_tick_where_it_stopped() -> None:
    bar = drawn("kept", on(11, 17, 9, 12), on(11, 20, 9, 12), stopped_at=on(11, 17, 11, 30))
    assert bar.done == pytest.approx(6.7, abs=0.1)
    assert bar.now is None
    assert parts(bar, "run") == [(0.0, bar.done)]


def test_late_and_open_runs_on_to_now_and_is_red_after_the_deadline() -> None:
    bar = drawn("broken", on(11, 17, 15), on(11, 18, 15))
    assert (bar.late, bar.due, bar.now) == (True, 55.2, 100.0)
    assert parts(bar, "spent") == [(0.0, 9.6), (21.6, 33.6)]
    assert parts(bar, "over") == [(55.2, 9.6), (76.8, 23.2)]


def test_late_and_finished_ends_where_it_stopped() -> None:
    bar = drawn("broken", on(11, 16, 10), on(11, 17, 10), stopped_at=on(11, 17, 11, 12))
    assert (bar.due, bar.now, bar.late) == (90.6, None, True)


def test_a_clock_that_has_not_begun_shows_no_now() -> None:
    bar = drawn("waiting", on(11, 20, 8), on(11, 20, 9))
    assert (bar.segments, bar.now, bar.due) == ((), None, 100.0)


def test_a_pause_is_dashed_and_takes_no_colour() -> None:
    bar = drawn("paused", on(11, 17, 9), on(11, 23, 9), paused=((on(11, 18, 10), None),))
    (dash,) = parts(bar, "dash")
    assert dash[0] + dash[1] == pytest.approx(bar.now, abs=0.11)
    assert max(x + width for x, width in parts(bar, "run")) == pytest.approx(dash[0], abs=0.11)


@pytest.mark.parametrize("verdict", ["waived", "not_measurable", "none"])
def test_waived_and_not_measurable_leave_the_track_empty(verdict: str) -> None:
    bar = drawn(verdict, on(11, 12, 9), on(11, 17, 9))
    assert {segment.kind for segment in bar.segments} == {"shut"}
    assert bar.now is None


def test_a_calendar_that_never_closes_has_nothing_closed() -> None:
    bar = draw(
        calendar=ALWAYS,
        starts_at=on(11, 18, 12, 50),
        due_at=on(11, 20, 12, 50),
        at_risk_at=None,
        now=SEEN_FROM,
        verdict="running",
    )
    assert [(segment.kind, segment.x, segment.width) for segment in bar.segments] == [("run", 0.0, 50.0)]


@given(
    start=st.integers(0, 400 * 24 * 60),
    minutes=st.integers(1, 250 * 24 * 60),
    seen=st.integers(0, 700 * 24 * 60),
    verdict=st.sampled_from(["running", "kept", "broken"]),
)
@example(start=104088, minutes=104063, seen=239741, verdict="broken")  # late by less than a tenth of a per cent
def test_every_part_lies_on_the_track_and_none_covers_another(start: int, minutes: int, seen: int, verdict: str) -> None:
    starts_at = on(1, 5, 8) + timedelta(minutes=start)
    now = on(1, 5, 8) + timedelta(minutes=seen)
    bar = drawn(verdict, starts_at, starts_at + timedelta(minutes=minutes), now=max(now, starts_at))
    reached = -0.15
    for segment in sorted(bar.segments, key=lambda part: part.x):
        assert segment.x >= reached - 0.15
        assert segment.width >= -0.05
        reached = segment.x + segment.width
    assert reached <= 100.1
    assert 0 <= bar.due <= 100

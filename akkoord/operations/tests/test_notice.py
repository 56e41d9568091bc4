# SPDX-License-Identifier: EUPL-1.2
"""Whether a plan keeps its notice and window, and when it would. Source: spec: timing ("Before"), sla:2.3.1."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.operations.rules.first_moment import first_moment
from akkoord.operations.rules.notice import NoticePromise, Planned, Promised, Proof, What, WindowPromise, breaches, proof
from akkoord.timing.calendars import Calendar, CalendarSpec
from akkoord.timing.durations import parse_duration
from akkoord.timing.tests.oracle import Oracle, first_showing, wall
from akkoord.timing.tests.reference import CALENDARS, amsterdam

ALWAYS = CALENDARS["always"]
HOURS = timedelta(hours=1)
AT_NIGHT = WindowPromise("2.3.1/maintenance-window", CALENDARS["planned_maintenance"])


def notice(text: str, calendar: Calendar = ALWAYS, **more: bool) -> NoticePromise:
    return NoticePromise("2.3.1/maintenance-announced", calendar, parse_duration(text), **more)


FIVE_DAYS = notice("5 days")
PLANNED = Promised((FIVE_DAYS,), (AT_NIGHT,))


def planned(begin: str, hours: float, announced: str) -> Planned:
    first = amsterdam(begin).astimezone(UTC)  # real hours, also over a clock change
    return Planned(first, first + hours * HOURS, amsterdam(announced))


def test_what_is_announced_at_the_last_moment_is_in_time_and_a_second_later_is_not():
    begin = amsterdam("Sat 2026-12-12 07:00")
    assert FIVE_DAYS.latest(begin) == amsterdam("Mon 2026-12-07 07:00")
    assert FIVE_DAYS.holds(begin, amsterdam("Mon 2026-12-07 07:00"))
    assert not FIVE_DAYS.holds(begin, amsterdam("Mon 2026-12-07 07:00") + timedelta(seconds=1))


def test_a_plan_in_office_hours_tomorrow_breaks_both_and_hears_the_first_evening_that_would_do():
    plan = planned("Fri 2026-11-20 14:00", 4, "Thu 2026-11-19 16:30")
    found = breaches(plan, PLANNED)
    assert [(b.what, b.promise) for b in found] == [
        (What.NOTICE, "2.3.1/maintenance-announced"),
        (What.WINDOW, "2.3.1/maintenance-window"),
    ]
    assert found[0].latest == amsterdam("Sun 2026-11-15 14:00")
    assert proof(plan, PLANNED) == Proof(announced=False, in_window=False)
    assert first_moment(plan, PLANNED) == amsterdam("Tue 2026-11-24 21:00")


@pytest.mark.parametrize(
    ("begin", "hours", "announced", "first"),
    [
        ("Sat 2026-11-28 10:00", 4, "Tue 2026-11-24 10:00", "Sun 2026-11-29 10:00"),  # inside the weekend, an hour is enough
        ("Tue 2026-12-08 14:00", 4, "Thu 2026-11-19 16:30", "Tue 2026-12-08 21:00"),  # early enough: not before it was asked
        ("Tue 2026-12-08 02:00", 6, "Thu 2026-11-19 16:30", "Tue 2026-12-08 21:00"),  # would run out of the window
        ("Tue 2026-12-08 14:00", 10, "Thu 2026-11-19 16:30", "Tue 2026-12-08 21:00"),  # fills the night exactly
        ("Tue 2026-12-08 14:00", 11, "Thu 2026-11-19 16:30", "Fri 2026-12-11 21:00"),  # only the weekend is long enough
        ("Mon 2026-03-23 21:00", 9, "Wed 2026-03-25 12:00", "Mon 2026-03-30 21:00"),
        ("Fri 2026-11-20 14:00", 4, "Mon 2026-11-30 14:00", "Sat 2026-12-05 14:00"),  # asked for a moment that is past
    ],
)
def test_the_first_moment_is_in_time_and_in_the_window(begin, hours, announced, first):
    assert first_moment(planned(begin, hours, announced), PLANNED) == amsterdam(first)


def test_work_longer_than_any_window_has_no_first_moment():
    assert first_moment(planned("Mon 2026-11-30 21:00", 60, "Thu 2026-11-19 16:30"), PLANNED) is None
    assert first_moment(planned("Mon 2026-11-30 21:00", 58, "Thu 2026-11-19 16:30"), PLANNED) == amsterdam("Fri 2026-12-04 21:00")


def test_a_calendar_that_never_opens_has_no_first_moment():
    never = Calendar(CalendarSpec("never", "Europe/Amsterdam", ((),) * 7))
    plan = planned("Mon 2026-11-30 21:00", 1, "Thu 2026-11-19 16:30")
    assert first_moment(plan, Promised((), (WindowPromise("x/y", never),))) is None
    assert first_moment(plan, Promised((), (WindowPromise("x/y", ALWAYS, is_inside=False),))) is None


def test_the_weekend_in_which_the_clock_goes_forward_is_an_hour_shorter():
    """Fri 21:00 to Mon 07:00 is 57 hours then, and 59 in October."""
    assert first_moment(planned("Fri 2026-03-27 21:00", 58, "Thu 2026-03-05 12:00"), PLANNED) == amsterdam("Fri 2026-04-03 21:00")
    assert first_moment(planned("Fri 2026-10-23 12:00", 59, "Thu 2026-10-01 12:00"), PLANNED) == amsterdam("Fri 2026-10-23 21:00")


def test_in_the_night_with_an_hour_twice_a_later_begin_may_be_too_late_after_an_earlier_one_was_not():
    told = amsterdam("Tue 2026-10-20 02:30")
    first_time, second_time = (datetime(2026, 10, 25, hour, 45, tzinfo=UTC) for hour in (0, 1))  # both 02:45 on the wall
    assert FIVE_DAYS.holds(first_time, told) and FIVE_DAYS.holds(second_time, told)
    assert not FIVE_DAYS.holds(datetime(2026, 10, 25, 1, 15, tzinfo=UTC), told), "02:15 for the second time"
    asked = Planned(datetime(2026, 10, 25, 1, 15, tzinfo=UTC), datetime(2026, 10, 25, 2, 15, tzinfo=UTC), told)
    assert first_moment(asked, PLANNED) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_month_ahead_at_the_end_of_february_asks_for_the_28th():
    month = Promised((notice("1 month"),))
    told = "Sat 2026-02-28 12:00"
    assert first_moment(planned("Sat 2026-03-28 09:00", 1, told), month) == amsterdam("Sat 2026-03-28 12:00")
    assert first_moment(planned("Sun 2026-03-29 09:00", 1, told), month) == amsterdam("Sun 2026-03-29 12:00")
    assert first_moment(planned("Wed 2026-04-01 00:00", 1, told), month) == amsterdam("Wed 2026-04-01 00:00")


def test_five_days_before_the_first_of_march_knows_the_leap_year():
    assert FIVE_DAYS.latest(amsterdam("Wed 2028-03-01 21:00")) == amsterdam("Fri 2028-02-25 21:00")
    assert FIVE_DAYS.latest(amsterdam("Mon 2027-03-01 21:00")) == amsterdam("Wed 2027-02-24 21:00")


def test_an_aim_is_told_but_refuses_and_proves_nothing():
    office = Promised((), (WindowPromise("2.3.4/roll-out-window", CALENDARS["office"], is_inside=False, is_aim=True),))
    plan = planned("Fri 2026-11-20 14:00", 1, "Thu 2026-11-19 16:30")
    assert [b.is_aim for b in breaches(plan, office)] == [True]
    assert proof(plan, office).is_complete and first_moment(plan, office) == plan.begin


def test_work_that_must_stay_out_of_office_hours_waits_for_the_evening():
    office = Promised((), (WindowPromise("2.3.4/roll-out-window", CALENDARS["office"], is_inside=False),))
    assert first_moment(planned("Fri 2026-11-20 14:00", 1, "Thu 2026-11-19 16:30"), office) == amsterdam("Fri 2026-11-20 18:00")


def walked(asked: Planned, days: int, calendar: Calendar) -> datetime | None:
    """The first whole minute within nine days, minute by minute; knows the wall clock and nothing else of the rule."""
    oracle, minutes = Oracle(calendar.spec), 9 * 1440
    start = max(int(asked.begin.timestamp()), int(asked.announced_at.timestamp()))
    length = int((asked.end - asked.begin).total_seconds()) // 60
    is_open = [oracle.is_open(start + 60 * n) for n in range(minutes + length)]
    shut = [0]
    for one in is_open:
        shut.append(shut[-1] + (not one))
    for n in range(minutes):
        begin = start + 60 * n
        if shut[n + length] == shut[n]:
            due = first_showing(calendar.spec.zone, wall(calendar.spec.zone, begin) - timedelta(days=days))
            if asked.announced_at.timestamp() <= due:
                return datetime.fromtimestamp(begin, UTC)
    return None


AROUND = [
    amsterdam(day) for day in ("Wed 2026-03-25 00:00", "Wed 2026-10-21 00:00", "Wed 2028-02-23 00:00", "Wed 2026-12-23 00:00")
]


@settings(max_examples=25, deadline=None)
@given(
    around=st.sampled_from(AROUND),
    told=st.integers(0, 6 * 96),
    ahead=st.integers(-100, 7 * 96),
    quarters=st.integers(1, 60),
    days=st.integers(1, 5),
    name=st.sampled_from(["planned_maintenance", "patches", "always"]),
)
def test_the_first_moment_is_the_one_that_a_walk_along_the_minutes_finds(around, told, ahead, quarters, days, name):
    quarter = timedelta(minutes=15)
    announced = around.astimezone(UTC) + told * quarter
    begin = announced + ahead * quarter
    asked = Planned(begin, begin + quarters * quarter, announced)
    promised = Promised((notice(f"{days} days"),), (WindowPromise("x/y", CALENDARS[name]),))
    expected = walked(asked, days, CALENDARS[name])
    found = first_moment(asked, promised)
    if expected is None:
        assert found is None or found >= max(begin, announced) + timedelta(days=9)
        return
    assert found == expected
    assert proof(Planned(found, found + (asked.end - asked.begin), announced), promised).is_complete


@settings(max_examples=100, deadline=None)
@given(
    zone=st.sampled_from(["Europe/Amsterdam", "America/Havana", "Pacific/Apia", "Australia/Lord_Howe", "America/Sao_Paulo"]),
    around=st.sampled_from(
        [datetime(2026, 10, 20, tzinfo=UTC), datetime(2011, 12, 26, tzinfo=UTC), datetime(2018, 11, 1, tzinfo=UTC)]
    ),
    told=st.integers(0, 12 * 1440),
    ahead=st.integers(0, 12 * 1440),
    text=st.sampled_from(["5 days", "1 month", "2 weeks", "3 working days", "20 hours", "1 year"]),
)
def test_no_quarter_before_the_first_moment_would_do_in_any_zone(zone, around, told, ahead, text):
    calendar = Calendar(CalendarSpec("all", zone, CALENDARS["always"].spec.weekly))
    promised = Promised((notice(text, calendar),))
    announced = around + timedelta(minutes=told)
    asked = Planned(announced + timedelta(minutes=ahead), announced + timedelta(minutes=ahead + 60), announced)
    found = first_moment(asked, promised)
    assert found is not None and promised.notices[0].holds(found, announced)
    step = max(timedelta(seconds=61), (found - asked.begin) / 300)
    earlier = asked.begin
    while earlier < found:
        assert not promised.notices[0].holds(earlier, announced), earlier
        earlier += step

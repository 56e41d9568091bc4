# SPDX-License-Identifier: EUPL-1.2
"""What waiting does to a deadline. Source: spec: timing ("A clock that is paused").

The agreement names the states that pause a clock; the reference agreement names none.
"""

from collections.abc import Iterable
from datetime import datetime

from akkoord.timing.calendars import Calendar
from akkoord.timing.deadlines import deadline_seconds
from akkoord.timing.durations import Duration
from akkoord.timing.moments import moment_at, whole_seconds, within_years


def due_after_pauses(
    calendar: Calendar,
    duration: Duration,
    start: datetime,
    pauses: Iterable[tuple[datetime, datetime]],
) -> datetime:
    """The deadline of a clock that stood still during each half-open [from, until).

    Each pause moves it by the pause's open time; for a unit that counts elapsed time every second
    of the pause counts. Overlapping pauses count once; what lies before `start`, or begins when
    the deadline has come, moves nothing. Raises ValueError for a pause that ends before it begins.
    """
    began = whole_seconds(start)
    due = deadline_seconds(calendar, duration, began)
    for low, high in _merged(pauses):
        if low >= due:
            break
        if high > began:
            due = _moved(calendar, duration, due, max(low, began), high)
    return moment_at(due, calendar.zone)


def moved_by_pause(calendar: Calendar, duration: Duration, due: datetime, pause: tuple[datetime, datetime]) -> datetime:
    """A deadline moved by the open time of one pause that began before it; by all of it for a unit of elapsed time.

    Raises ValueError for a pause that ends before it begins.
    """
    ((low, high),) = _merged([pause])
    return moment_at(_moved(calendar, duration, whole_seconds(due), low, high), calendar.zone)


def _moved(calendar: Calendar, duration: Duration, due: int, low: int, high: int) -> int:
    if duration.unit.counts_elapsed_time:
        return within_years(due + high - low)
    return calendar.seconds_after(due, calendar.seconds_between(low, high))


def _merged(pauses: Iterable[tuple[datetime, datetime]]) -> list[tuple[int, int]]:
    """The pauses in whole seconds, in order, none overlapping another."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted((whole_seconds(low), whole_seconds(high)) for low, high in pauses):
        if high < low:
            raise ValueError(f"a pause ends {low - high} s before it begins")
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged

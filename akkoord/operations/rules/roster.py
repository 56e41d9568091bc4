# SPDX-License-Identifier: EUPL-1.2
"""Who is on duty, where nobody is, and a rotation that leaves no hole: also at night, also when the clock changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from akkoord.timing.zones import local_time

EPOCH = datetime(1970, 1, 1)  # of a wall, so without a zone  # noqa: DTZ001
DAYS = 7


class Nights(StrEnum):
    """Who has the nights of a week."""

    SAME = "same"  # whoever has its days
    NEXT = "next"  # the next one in the list


@dataclass(frozen=True)
class Span:
    """A half-open stretch of time."""

    begin: datetime
    end: datetime


@dataclass(frozen=True)
class Shift(Span):
    """One person's duty; `person` is their key."""

    person: int


def on_duty(shifts: Iterable[Shift], at: datetime) -> Shift | None:
    """Whose duty it is at a moment, or None."""
    return next((shift for shift in shifts if shift.begin <= at < shift.end), None)


def gaps(taken: Iterable[Span], begin: datetime, end: datetime) -> list[Span]:
    """The stretches of [begin, end) that none of `taken` covers, in order; `taken` may overlap and stand in any order."""
    found, reached = [], begin
    for span in sorted(taken, key=lambda span: span.begin):
        if span.begin >= end:
            break
        if span.begin > reached:
            found.append(Span(reached, span.begin))
        reached = max(reached, span.end)
    return [*found, Span(reached, end)] if reached < end else found


def filling(wanted: Iterable[Shift], taken: Iterable[Span]) -> list[Shift]:
    """What remains of the wanted shifts where nothing stands yet, in order: filling twice adds nothing."""
    taken = list(taken)
    left = [Shift(gap.begin, gap.end, shift.person) for shift in wanted for gap in gaps(taken, shift.begin, shift.end)]
    return joined(left)


def joined(shifts: Iterable[Shift]) -> list[Shift]:
    """Shifts in order, those of one person that touch as one."""
    result: list[Shift] = []
    for shift in sorted(shifts, key=lambda shift: shift.begin):
        if result and result[-1].person == shift.person and result[-1].end == shift.begin:
            result[-1] = Shift(result[-1].begin, shift.end, shift.person)
        else:
            result.append(shift)
    return result


def weekly_rotation(
    people: Sequence[int],
    *,
    first_day: date,
    weeks: int,
    change_at: time,
    nights: Nights = Nights.SAME,
    night_from: time = time(18),
    zone: str,
) -> list[Shift]:
    """Every person a week in turn, from `first_day` at `change_at` on the wall of `zone`, without a hole or an overlap.

    With Nights.NEXT the hours from `night_from` until `change_at` are those of the next one in the list. Times are of the
    wall: a night in which the clock changes is an hour longer or shorter. Raises ValueError without people or weeks, and
    for a night that begins before the day.
    """
    if not people or weeks < 1:
        raise ValueError("a rotation needs somebody and at least one week")
    if nights == Nights.NEXT and night_from <= change_at:
        raise ValueError("the night begins later on the day than the day itself")
    shifts = []
    for day in range(weeks * DAYS):
        turn = day // DAYS
        by_day, by_night = people[turn % len(people)], people[(turn + (nights == Nights.NEXT)) % len(people)]
        begin, evening, end = (
            _moment(first_day + timedelta(days=day), change_at, zone),
            _moment(first_day + timedelta(days=day), night_from, zone),
            _moment(first_day + timedelta(days=day + 1), change_at, zone),
        )
        if nights == Nights.NEXT:
            shifts += [Shift(begin, evening, by_day), Shift(evening, end, by_night)]
        else:
            shifts.append(Shift(begin, end, by_day))
    return joined(shift for shift in shifts if shift.begin < shift.end)


def overlaps(shifts: Iterable[Span]) -> bool:
    """Whether two are on duty at once."""
    return any(one.end > other.begin for one, other in pairwise(sorted(shifts, key=lambda span: span.begin)))


def _moment(day: date, at: time, zone: str) -> datetime:
    """When the wall first shows that time; one that a clock change skips means the first moment after it."""
    wall = int((datetime.combine(day, at) - EPOCH).total_seconds())
    return datetime.fromtimestamp(local_time(zone).moment(wall), UTC)

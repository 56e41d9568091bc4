# SPDX-License-Identifier: EUPL-1.2
"""Ninety days of a component, a bar each: the worst that happened, and what is not known. Pure; seconds since 1970.

Intervals are half-open. Unknown time is never taken for up: a day with any of it says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import IntEnum

Interval = tuple[int, int]


class Look(IntEnum):
    """How a day looks; of several, the highest."""

    OK = 0
    GAP = 1
    WORK = 2
    PART = 3
    DOWN = 4


@dataclass(frozen=True)
class Day:
    """One day: its look, and the seconds of each."""

    look: Look = Look.OK
    down: int = 0
    part: int = 0
    work: int = 0
    unknown: int = 0


@dataclass(frozen=True)
class Past:
    """What happened to one component in the days shown."""

    down: Sequence[Interval] = ()
    part: Sequence[Interval] = ()
    work: Sequence[Interval] = ()
    unknown: Sequence[Interval] = ()


GOOD = Day()


def local_days(last: date, count: int, zone: tzinfo) -> list[int]:
    """The `count + 1` moments at which the days up to and including `last` begin and end, in the zone's local time."""
    first = last - timedelta(days=count - 1)
    midnights = (datetime.combine(first + timedelta(days=n), datetime.min.time(), zone) for n in range(count + 1))
    return [int(midnight.astimezone(UTC).timestamp()) for midnight in midnights]


def days_of(edges: Sequence[int], past: Past) -> tuple[Day, ...]:
    """The bars between the edges. Overlaps of one sort count once."""
    sums: dict[int, list[int]] = {}
    for place, intervals in enumerate((past.down, past.part, past.work, past.unknown)):
        for begin, end in merged(intervals):
            _add(sums, edges, begin, end, place)
    if not sums:
        return (GOOD,) * (len(edges) - 1)
    return tuple(_day(sums[n]) if n in sums else GOOD for n in range(len(edges) - 1))


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time, without overlaps, in order; empty intervals are left out."""
    whole: list[Interval] = []
    for begin, end in sorted(intervals):
        if end <= begin:
            continue
        if whole and begin <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((begin, end))
    return whole


def at_once(sources: Sequence[Iterable[Interval]]) -> list[Interval]:
    """The time that every source has: every probe and place silent, every instance down. None without sources."""
    if not sources:
        return []
    steps = sorted(step for source in sources for begin, end in merged(source) for step in ((begin, 1), (end, -1)))
    having, since, found = 0, 0, []
    for moment, change in steps:
        if having == len(sources) and moment > since:
            found.append((since, moment))
        having, since = having + change, moment
    return merged(found)


def _add(sums: dict[int, list[int]], edges: Sequence[int], begin: int, end: int, place: int) -> None:
    begin, end = max(begin, edges[0]), min(end, edges[-1])
    while begin < end:
        n = bisect_right(edges, begin) - 1
        until = min(end, edges[n + 1])
        sums.setdefault(n, [0, 0, 0, 0])[place] += until - begin
        begin = until


def _day(seconds: list[int]) -> Day:
    down, part, work, unknown = seconds
    look = Look.DOWN if down else Look.PART if part else Look.WORK if work else Look.GAP
    return Day(look, down, part, work, unknown)

# SPDX-License-Identifier: EUPL-1.2
"""Calendars: when something is open, and how much open time passes. Source: spec: timing.

Serves sla:2.2.2 (opening hours of the service desk) and every clause with a deadline.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from akkoord.timing.compiled import Beyond, Compiled
from akkoord.timing.moments import (
    DAY,
    EARLIEST,
    LATEST,
    NaiveMoment,
    OutsideYears,
    day_number,
    moment_at,
    whole_seconds,
    within_years,
)
from akkoord.timing.opening_hours import BadCalendar, Block, CalendarSpec, Pattern
from akkoord.timing.zones import local_time

__all__ = [
    "BadCalendar",
    "Block",
    "Calendar",
    "CalendarSpec",
    "Interval",
    "NaiveMoment",
    "NeverOpen",
    "OutsideYears",
]

Answer = TypeVar("Answer")

# A date can begin 26 hours before UTC's and end as much later, and moving back needs a day.
_FIRST_DAY = EARLIEST // DAY - 2
_LAST_DAY = LATEST // DAY + 4
_YEAR = 366


class NeverOpen(ValueError):
    """The calendar is not open (often) enough between 1970 and 2200 to give the answer."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A half-open stretch of time [start, end)."""

    start: datetime
    end: datetime


class Calendar:
    """A calendar that answers. Compares, hashes and pickles by its specification.

    Moments are aware datetimes, cut to whole seconds; answers are in the calendar's zone.
    Every method raises NaiveMoment for a moment without offset, OutsideYears outside 1970..2200
    and NeverOpen when there is no such open moment. Safe to share between threads.
    """

    __slots__ = ("_compiled", "_hash", "local", "pattern", "spec", "zone")

    def __init__(self, spec: CalendarSpec) -> None:
        self.spec = spec
        self.local = local_time(spec.zone)
        self.zone = self.local.zone
        self.pattern = Pattern(spec)
        self._hash = hash(spec)
        self._compiled = Compiled(self.pattern, self.local, _FIRST_DAY, _FIRST_DAY)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self.spec == other.spec

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type["Calendar"], tuple[CalendarSpec]]:
        return Calendar, (self.spec,)

    def __repr__(self) -> str:
        return f"<Calendar {self.spec.name}>"

    @property
    def name(self) -> str:
        """The name the agreement gives it."""
        return self.spec.name

    @property
    def compiled(self) -> Compiled:
        """What is compiled so far; ask it through `ask`, which widens it when needed."""
        return self._compiled

    def ask(self, question: Callable[[Compiled], Answer]) -> Answer:
        """The answer to a question about the compiled calendar, widened until it is known."""
        compiled = self._compiled
        while True:
            try:
                return question(compiled)
            except Beyond as beyond:
                compiled = self.widened(compiled, beyond)

    def widened(self, compiled: Compiled, beyond: Beyond) -> Compiled:
        """A longer compiled span than `compiled`, kept for whoever asks next.

        Raises OutsideYears or NeverOpen when longer would not help. Needs no lock: two threads
        at once do the same work twice, and each replaces the whole.
        """
        if self._compiled is not compiled:
            return self._compiled
        first, last = compiled.first_day, compiled.last_day
        if beyond.day is not None:
            first = beyond.day - _YEAR // 2 if first == last else min(first, beyond.day - _YEAR)
            last = max(last, beyond.day + 2 * _YEAR)
        elif beyond.later:
            self._raise_if_never(last >= _LAST_DAY or self.pattern.never_opens_after(last))
            last += last - first
        else:
            self._raise_if_never(first <= _FIRST_DAY)
            first -= last - first
        first, last = max(first, _FIRST_DAY), min(last, _LAST_DAY)
        if first >= last or (first, last) == (compiled.first_day, compiled.last_day):
            raise OutsideYears(f"{self.name}: asked for a moment outside 1970..2200")
        self._compiled = Compiled(self.pattern, self.local, first, last)
        return self._compiled

    def _raise_if_never(self, never: bool) -> None:
        if never:
            raise NeverOpen(f"{self.name} is not open enough between 1970 and 2200 to answer")

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at that moment (open at opening, not at closing time)."""
        moment = whole_seconds(at)
        return self.ask(lambda compiled: compiled.is_open(moment))

    def next_opening(self, at: datetime) -> datetime:
        """`at` itself if open then, otherwise the next opening: where a clock starts."""
        moment = whole_seconds(at)
        return moment_at(self.ask(lambda compiled: compiled.next_opening(moment)), self.zone)

    def closes_at(self, at: datetime) -> datetime | None:
        """The end of the stretch open at `at` (of the next one if closed); None for never."""
        moment = whole_seconds(at)

        def closing(compiled: Compiled) -> int | None:
            opening = compiled.next_opening(moment)
            try:
                return compiled.closing(opening)
            except Beyond:
                last = compiled.last_day
                if last >= _LAST_DAY or self.pattern.never_closes_after(last):
                    return None
                raise

        end = self.ask(closing)
        return None if end is None else moment_at(end, self.zone)

    def open_seconds(self, start: datetime, end: datetime) -> int:
        """The open time between two moments in seconds; negative when they are swapped."""
        return self.seconds_between(whole_seconds(start), whole_seconds(end))

    def seconds_between(self, start: int, end: int) -> int:
        """The same on seconds since 1970 in UTC."""
        return self.ask(lambda compiled: compiled.passed(end) - compiled.passed(start))

    def after_open_seconds(self, start: datetime, seconds: int) -> datetime:
        """The first moment at which that much open time has passed since `start`.

        With 0 that is `start` itself. Raises ValueError for less than 0.
        """
        return moment_at(self.seconds_after(whole_seconds(start), seconds), self.zone)

    def seconds_after(self, start: int, seconds: int) -> int:
        """The same on seconds since 1970 in UTC."""
        if seconds < 0:
            raise ValueError(f"open time runs forward: {seconds} s is less than 0")
        if seconds == 0:
            return within_years(start)
        return self.ask(lambda compiled: compiled.after(start, seconds))

    def open_intervals(self, start: datetime, end: datetime) -> list[Interval]:
        """The open stretches between two moments, in order, clipped to them."""
        low, high = whole_seconds(start), whole_seconds(end)
        return [
            Interval(moment_at(opening, self.zone), moment_at(closing, self.zone))
            for opening, closing in self.ask(lambda compiled: compiled.intervals(low, high))
        ]

    def is_working_day(self, day: date) -> bool:
        """Whether it has any open time on that date."""
        return self.working_days_between(day, date.fromordinal(day.toordinal() + 1)) == 1

    def working_days_between(self, start: date, end: date) -> int:
        """The working days from `start` up to, not including, `end`; negative when swapped."""
        low, high = day_number(start), day_number(end)
        return self.ask(lambda compiled: compiled.working_days_before(high) - compiled.working_days_before(low))

# SPDX-License-Identifier: EUPL-1.2
"""Why a deadline is when it is, interval by interval, without a word of any language.

A page turns it into words and a table. Source: spec: timing; the house ("a deadline can explain
itself, interval by interval").
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import chain, pairwise

from akkoord.timing.calendars import Calendar
from akkoord.timing.deadlines import deadline_seconds, target_seconds
from akkoord.timing.durations import Duration
from akkoord.timing.moments import DAY, date_of, moment_at, whole_seconds

ROWS = 14
"""Up to this many rows a page shows every interval; beyond it days, beyond that weeks."""


class Grouping(Enum):
    """What one row of an explanation stands for."""

    INTERVAL = "interval"
    DAY = "day"
    WEEK = "week"


class Reason(Enum):
    """Why a date between start and deadline is no working day."""

    HOLIDAY = "holiday"
    EXCEPTION = "exception"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A date from the report to the target on which the calendar does not open, and why."""

    date: date
    reason: Reason


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of local time [start, end). `seconds` are the ones in it that count.

    `is_open` when any of it counts; `is_past` when it lies before the `now` of the explanation.
    """

    start: datetime
    end: datetime
    is_open: bool
    seconds: int
    is_past: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a deadline came about.

    `start` is where the clock starts (s), `waited` whether that is later than the report.
    `target` is what the duration points at, `by_rule` what the rule makes of it, `moved_back`
    whether those differ; `due` differs from `by_rule` only if something else moved it (a pause,
    a raise). `counts_open_time` tells whether the rows' seconds are open time or all time.
    `total_seconds` count from start to due; `left_seconds` from now on, negative once overdue,
    None without a now. `grouping` says what each of the `rows` from report to due stands for.
    """

    duration: Duration
    report: datetime
    start: datetime
    waited: bool
    target: datetime
    by_rule: datetime
    moved_back: bool
    due: datetime
    counts_open_time: bool
    skipped: tuple[Skipped, ...]
    grouping: Grouping
    rows: tuple[Row, ...]
    total_seconds: int
    left_seconds: int | None


def explain(
    calendar: Calendar,
    duration: Duration,
    start: datetime,
    due: datetime,
    now: datetime | None = None,
) -> Explanation:
    """Why a clock of `duration` that was asked for at `start` is due at `due`.

    With `now`, the row it falls in is split into what is past and what is left.
    Raises as Calendar does.
    """
    report, end = whole_seconds(start), whole_seconds(due)
    present = None if now is None else whole_seconds(now)
    counting = _Counting(calendar, elapses=duration.unit.counts_elapsed_time)
    began = counting.start(report)
    target = target_seconds(calendar, duration, report)
    by_rule = deadline_seconds(calendar, duration, report)
    grouping, cuts = counting.cuts(report, end)
    return Explanation(
        duration=duration,
        report=counting.at(report),
        start=counting.at(began),
        waited=report < began,
        target=counting.at(target),
        by_rule=counting.at(by_rule),
        moved_back=by_rule < target,
        due=counting.at(end),
        counts_open_time=not counting.elapses,
        skipped=counting.skipped(report, max(target, end)),
        grouping=grouping,
        rows=counting.rows(cuts, present),
        total_seconds=counting.seconds(began, end),
        left_seconds=None if present is None else counting.seconds(max(began, present), end),
    )


@dataclass(frozen=True, slots=True)
class _Counting:
    """What counts for one clock: the calendar's open time, or (`elapses`) every second."""

    calendar: Calendar
    elapses: bool

    def at(self, moment: int) -> datetime:
        return moment_at(moment, self.calendar.zone)

    def start(self, report: int) -> int:
        if self.elapses:
            return report
        return self.calendar.ask(lambda compiled: compiled.next_opening(report))

    def seconds(self, low: int, high: int) -> int:
        return high - low if self.elapses else self.calendar.seconds_between(low, high)

    def rows(self, cuts: list[int], now: int | None) -> tuple[Row, ...]:
        if now is not None and cuts[0] < now < cuts[-1]:
            cuts = sorted({*cuts, now})
        return tuple(self._row(low, high, now) for low, high in pairwise(cuts))

    def _row(self, low: int, high: int, now: int | None) -> Row:
        seconds = self.seconds(low, high)
        is_past = now is not None and high <= now
        return Row(self.at(low), self.at(high), seconds > 0, seconds, is_past)

    def cuts(self, report: int, due: int) -> tuple[Grouping, list[int]]:
        """Where one row ends and the next begins, first the report and last the deadline."""
        if self.elapses or due <= report:
            return Grouping.INTERVAL, sorted({report, max(report, due)})
        intervals = self.calendar.ask(lambda compiled: compiled.intervals(report, due))
        cuts = sorted({report, due, *chain.from_iterable(intervals)})
        if len(cuts) <= ROWS + 1:
            return Grouping.INTERVAL, cuts
        days = self._midnights(report, due, mondays=False)
        if len(days) <= ROWS + 1:
            return Grouping.DAY, days
        return Grouping.WEEK, self._midnights(report, due, mondays=True)

    def _midnights(self, report: int, due: int, *, mondays: bool) -> list[int]:
        """Report, deadline and the midnights between them: every day's, or only Mondays'."""
        local = self.calendar.local
        first, last = local.local(report) // DAY + 1, local.local(due) // DAY + 1
        midnights = (local.moment(day * DAY) for day in range(first, last) if not mondays or date_of(day).weekday() == 0)
        return sorted({report, due, *(at for at in midnights if report < at < due)})

    def skipped(self, low: int, high: int) -> tuple[Skipped, ...]:
        if self.elapses:
            return ()
        local, pattern = self.calendar.local, self.calendar.pattern
        days = range(local.local(low) // DAY, local.local(high) // DAY + 1)
        return tuple(Skipped(date_of(day), self._reason(day)) for day in days if not pattern.spans(day))

    def _reason(self, day: int) -> Reason:
        pattern = self.calendar.pattern
        if pattern.is_exception(day):
            return Reason.EXCEPTION
        return Reason.HOLIDAY if pattern.is_closed_by_holiday(day) else Reason.WEEKLY

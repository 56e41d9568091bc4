# SPDX-License-Identifier: EUPL-1.2
"""How a deadline came about, interval by interval: the table behind "Hoe is dit berekend?"."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from akkoord.timing.calendars import Calendar, Interval

AT_MOST = 12  # rows; a longer clock is told by month
Kind = Literal["passed", "left", "late", "shut"]


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One interval, or (`days` given) the open days of one month. `seconds` is its open time."""

    since: datetime
    until: datetime
    kind: Kind
    seconds: int
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """The rows and their total of open seconds up to the deadline; `late_seconds` came after it."""

    rows: tuple[WhyRow, ...]
    total_seconds: int
    late_seconds: int = 0
    has_closed: bool = False


def explain(*, calendar: Calendar, starts_at: datetime, due_at: datetime, until: datetime) -> Why:
    """The intervals from start to deadline, split at `until` (now, or when it stopped), and on to it when that is later."""
    end = max(due_at, until)
    opened = calendar.open_intervals(starts_at, end)
    cuts = sorted({until, due_at})
    rows = _with_closed(_cut(opened, cuts, due_at, until))
    if len(rows) > AT_MOST:
        rows = _by_month(_cut(opened, cuts, due_at, until))
    total = calendar.open_seconds(starts_at, due_at)
    return Why(
        rows=tuple(rows),
        total_seconds=total,
        late_seconds=max(0, calendar.open_seconds(due_at, until)),
        has_closed=total != int((due_at - starts_at).total_seconds()),
    )


def _cut(opened: list[Interval], cuts: list[datetime], due: datetime, until: datetime) -> list[WhyRow]:
    rows: list[WhyRow] = []
    for interval in opened:
        start = interval.start
        for stop in [cut for cut in cuts if interval.start < cut < interval.end] + [interval.end]:
            here = stop.astimezone(interval.start.tzinfo)
            kind: Kind = "left" if start >= until else "late" if start >= due else "passed"
            rows.append(WhyRow(start, here, kind, int((here - start).total_seconds())))
            start = here
    return rows


def _with_closed(rows: list[WhyRow]) -> list[WhyRow]:
    found: list[WhyRow] = []
    for row in rows:
        if found and found[-1].until < row.since:
            found.append(WhyRow(found[-1].until, row.since, "shut", 0))
        found.append(row)
    return found


def _by_month(rows: list[WhyRow]) -> list[WhyRow]:
    found: list[WhyRow] = []
    for row in rows:
        last = found[-1] if found else None
        new_day = last is None or last.until.date() != row.since.date()
        if last and last.kind == row.kind and (last.since.year, last.since.month) == (row.since.year, row.since.month):
            days = (last.days or 0) + (1 if new_day else 0)
            found[-1] = WhyRow(last.since, row.until, row.kind, last.seconds + row.seconds, days)
        else:
            found.append(WhyRow(row.since, row.until, row.kind, row.seconds, 1))
    return found

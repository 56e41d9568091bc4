# SPDX-License-Identifier: EUPL-1.2
"""Where everything on a clock's bar stands, in per cent of its width. Pure geometry; `clock_svg.py` draws it.

Open time is to scale and closed time at one sixth; from a week on, whole days with the closed ones at one third,
and beyond half a year no closed days at all. The bar runs from start to deadline, or on to now when it is late.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Literal

from akkoord.timing.calendars import Calendar
from akkoord.timing.compiled import Compiled
from akkoord.timing.moments import DAY, whole_seconds

WEEK = 7 * DAY
HALF_A_YEAR = 183 * DAY
CLOSED_HOURS = 1 / 6
CLOSED_DAYS = 1 / 3

Kind = Literal["run", "spent", "over", "shut", "dash"]
Pause = tuple[datetime, datetime | None]
UNFILLED = frozenset({"waived", "none", "not_measurable", "waiting"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the bar: `x` and `width` in per cent."""

    kind: Kind
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """What is on the bar; None is not drawn. `due` is 100 unless it is late, `done` is where a kept clock stopped."""

    segments: tuple[Segment, ...]
    due: float
    mark: float | None = None
    now: float | None = None
    done: float | None = None
    late: bool = False


Piece = tuple[int, int, bool, float]
"""From, until (seconds since 1970), open or closed, and the per cent at which it begins."""


class _Scale:
    """Where a moment between start and end falls."""

    def __init__(self, calendar: Calendar, start: int, end: int) -> None:
        stretches, closed = _stretches(calendar, start, end)
        weight = sum((until - since) * (1.0 if is_open else closed) for since, until, is_open in stretches)
        self.per_second = 100 / weight if weight else 0.0
        self.shut_per_second = self.per_second * closed
        self.end = end
        self.pieces: list[Piece] = []
        x = 0.0
        for since, until, is_open in stretches:
            self.pieces.append((since, until, is_open, x))
            x += (until - since) * (self.per_second if is_open else self.shut_per_second)

    def at(self, moment: int) -> float:
        """The per cent of a moment; 0 before the start, 100 after the end."""
        if moment >= self.end:
            return 100.0
        found = 0.0
        for since, _until, is_open, x in self.pieces:
            if moment < since:
                break
            found = x + (moment - since) * (self.per_second if is_open else self.shut_per_second)
        return round(found, 1)

    def between(self, low: int, high: int, kind: Kind) -> list[Segment]:
        """The open parts between two moments, or for `shut` the closed ones."""
        wanted = kind != "shut"
        rate = self.per_second if wanted else self.shut_per_second
        found = []
        for since, until, is_open, x in self.pieces:
            a, b = max(since, low), min(until, high)
            if is_open is wanted and a < b:
                left = round(x + (a - since) * rate, 1)
                if width := round(x + (b - since) * rate - left, 1):
                    found.append(Segment(kind, left, width))
        return found

    @cached_property
    def shut(self) -> list[Segment]:
        """All closed parts; they do not change while the clock runs."""
        return self.between(self.pieces[0][0], self.end, "shut") if self.pieces else []


@lru_cache(maxsize=8192)
def _scale(calendar: Calendar, start: int, end: int) -> _Scale:
    return _Scale(calendar, start, end)


Stretch = tuple[int, int, bool]


def _stretches(calendar: Calendar, start: int, end: int) -> tuple[list[Stretch], float]:
    if end - start >= HALF_A_YEAR:
        return [(start, end, True)], 1.0
    if end - start >= WEEK:
        return _merged(_whole_days(calendar, start, end)), CLOSED_DAYS
    opened = calendar.ask(lambda compiled: compiled.intervals(start, end))
    found: list[Stretch] = []
    reached = start
    for opening, closing in opened:
        if opening > reached:
            found.append((reached, opening, False))
        found.append((opening, closing, True))
        reached = closing
    if reached < end:
        found.append((reached, end, False))
    return _merged(found), CLOSED_HOURS


def _whole_days(calendar: Calendar, start: int, end: int) -> list[Stretch]:
    local = calendar.local
    first, last = local.local(start) // DAY, local.local(end) // DAY

    def days(compiled: Compiled) -> list[int]:
        return [compiled.working_days_before(day) for day in range(first, last + 2)]

    counted = calendar.ask(days)
    found = []
    for index, day in enumerate(range(first, last + 1)):
        since, until = max(start, local.moment(day * DAY)), min(end, local.moment((day + 1) * DAY))
        if since < until:
            found.append((since, until, counted[index + 1] > counted[index]))
    return found


def _merged(stretches: list[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for since, until, is_open in stretches:
        if found and found[-1][2] is is_open:
            found[-1] = (found[-1][0], until, is_open)
        else:
            found.append((since, until, is_open))
    return found


def draw(
    *,
    calendar: Calendar,
    starts_at: datetime,
    due_at: datetime,
    at_risk_at: datetime | None,
    now: datetime,
    verdict: str,
    stopped_at: datetime | None = None,
    paused: Sequence[Pause] = (),
) -> Bar:
    """The bar of a clock as it stands at `now`.

    `verdict` is one of kept, broken, risk (at_risk), running, none (not_measurable), waived, paused, waiting.
    """
    start, due, seen = whole_seconds(starts_at), whole_seconds(due_at), whole_seconds(now)
    until = whole_seconds(stopped_at) if stopped_at else seen
    late = verdict == "broken" and until > due
    scale = _scale(calendar, start, until if late else max(due, start))
    segments = list(scale.shut)
    if verdict not in UNFILLED:
        segments += _late(scale, start, due, until) if late else _run(scale, start, until, [_seconds(p, seen) for p in paused])
    is_open_ended = stopped_at is None and verdict not in ("waived", "none", "not_measurable") and seen >= start
    return Bar(
        segments=tuple(segments),
        due=scale.at(due) if late else 100.0,
        mark=scale.at(whole_seconds(at_risk_at)) if at_risk_at and verdict in _MARKED else None,
        now=scale.at(seen) if is_open_ended else None,
        done=scale.at(until) if verdict == "kept" else None,
        late=late,
    )


_MARKED = frozenset({"running", "risk", "at_risk", "paused", "waiting"})


def _seconds(pause: Pause, seen: int) -> tuple[int, int]:
    return whole_seconds(pause[0]), whole_seconds(pause[1]) if pause[1] else seen


def _late(scale: _Scale, start: int, due: int, until: int) -> list[Segment]:
    return scale.between(start, due, "spent") + scale.between(due, until, "over")


def _run(scale: _Scale, start: int, until: int, pauses: list[tuple[int, int]]) -> list[Segment]:
    found: list[Segment] = []
    reached = start
    for low, high in sorted(pauses):
        found += scale.between(reached, min(low, until), "run")
        x = scale.at(low)
        found.append(Segment("dash", x, round(scale.at(min(high, until)) - x, 1)))
        reached = max(reached, high)
    return found + scale.between(reached, min(until, scale.end), "run")

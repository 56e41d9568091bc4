# SPDX-License-Identifier: EUPL-1.2
"""What a calendar is made of: weekly hours, closed dates, exceptions. Source: spec: timing.

sla:2.2.2 gives the opening hours, the holidays and the deviating hours.
"""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from akkoord.timing.moments import DAY, day_number

Spans = tuple[tuple[int, int], ...]
"""Local [open, close) seconds since midnight of one date, in order and apart."""


class BadCalendar(ValueError):
    """Hours that no calendar can have; the message says which."""


@dataclass(frozen=True, slots=True)
class Block:
    """Open from `open` until `close`, seconds since local midnight, close up to 86 400 (24:00).

    A block over midnight is given as two. Raises BadCalendar unless 0 <= open < close <= 86 400.
    """

    open: int
    close: int
    closed_on_holidays: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.open < self.close <= DAY:
            raise BadCalendar(f"hours {self.open}..{self.close} s are not within 0..{DAY} s")


@dataclass(frozen=True)
class CalendarSpec:
    """A calendar as the agreement names it: plain, hashable, comparable.

    `weekly` holds the blocks of Monday to Sunday, `closed_dates` the holidays for every year that
    will be asked, `exceptions` dates with their own hours (or none), which win over holidays.
    Raises BadCalendar for a week that has not seven days, a zone that does not exist, or a date
    with two exceptions. Source: spec: timing ("Calendars")
    """

    name: str
    zone: str
    weekly: tuple[tuple[Block, ...], ...]
    closed_dates: frozenset[date] = frozenset()
    exceptions: tuple[tuple[date, tuple[Block, ...]], ...] = ()

    def __post_init__(self) -> None:
        if len(self.weekly) != 7:
            raise BadCalendar(f"{self.name}: a week has 7 days, not {len(self.weekly)}")
        if len(dict(self.exceptions)) != len(self.exceptions):
            raise BadCalendar(f"{self.name}: a date has more than one exception")
        try:
            ZoneInfo(self.zone)
        except (KeyError, ValueError, OSError) as error:
            raise BadCalendar(f"{self.name}: {self.zone!r} is no time zone") from error


class Pattern:
    """The hours of any date of a calendar, by day number since 1970."""

    __slots__ = ("_holidays", "_on_holidays", "_special", "_weekly", "last_named")

    def __init__(self, spec: CalendarSpec) -> None:
        self._weekly = [_merged(blocks) for blocks in spec.weekly]
        self._on_holidays = [_merged(tuple(block for block in blocks if not block.closed_on_holidays)) for blocks in spec.weekly]
        self._holidays = {day_number(day) for day in spec.closed_dates}
        self._special = {day_number(day): _merged(blocks) for day, blocks in spec.exceptions}
        self.last_named = max([*self._holidays, *self._special], default=-1)

    def spans(self, day: int) -> Spans:
        """The local opening spans of the date with that day number."""
        special = self._special.get(day)
        if special is not None:
            return special
        week = self._on_holidays if day in self._holidays else self._weekly
        return week[_weekday(day)]

    def is_exception(self, day: int) -> bool:
        """Whether an exception sets the hours of that date."""
        return day in self._special

    def is_closed_by_holiday(self, day: int) -> bool:
        """Whether that date would have had hours, were it no holiday."""
        return day in self._holidays and day not in self._special and not self.spans(day) and bool(self._weekly[_weekday(day)])

    def never_opens_after(self, day: int) -> bool:
        """Whether nothing after that date can be open."""
        return day >= self.last_named and not any(self._weekly)

    def never_closes_after(self, day: int) -> bool:
        """Whether everything after that date is open."""
        return day >= self.last_named and all(spans == ((0, DAY),) for spans in self._weekly)


def _weekday(day: int) -> int:
    """0 for Monday; day 0, 1 January 1970, was a Thursday."""
    return (day + 3) % 7


def _merged(blocks: tuple[Block, ...]) -> Spans:
    spans: list[tuple[int, int]] = []
    for block in sorted(blocks, key=lambda block: block.open):
        if spans and block.open <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], block.close))
        else:
            spans.append((block.open, block.close))
    return tuple(spans)

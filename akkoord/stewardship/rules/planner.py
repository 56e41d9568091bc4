# SPDX-License-Identifier: EUPL-1.2
"""Days of the annual planner as plain values: when something is due, late, to be remembered, or comes back. beheer:4"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_REMINDER = 90  # days before
TOLD_FROM = 7  # o'clock, where the owner is: a reminder does not wake anybody


class EntryKind(StrEnum):
    """What stands in a planner. Ids are stable, labels are data."""

    GOAL = "goal"  # of management, for the year
    VERSION = "version"
    TEST = "test"
    COMMUNICATION = "communication"
    CYCLE = "cycle"  # what comes back: payroll year end, audit, authorisation review, cleaning
    EVENT = "event"
    COURSE = "course"


@dataclass(frozen=True, order=True)
class Days:
    """From a first day to a last one, both included."""

    first: date
    last: date

    def meets(self, other: Days) -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def within(self, other: Days) -> Days | None:
        """The days that are in the other too; None where there are none."""
        return Days(max(self.first, other.first), min(self.last, other.last)) if self.meets(other) else None


def year_days(year: int) -> Days:
    """The days of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def month_days(year: int, month: int) -> Days:
    """The days of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return Days(date(year, month, 1), following - timedelta(days=1))


def weeks_of(year: int, month: int) -> list[list[date]]:
    """Whole weeks, from Monday, that a month touches."""
    return Calendar().monthdatescalendar(year, month)


def in_year(day: date, year: int) -> date:
    """The same date in another year; 29 February is the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def year_later(days: Days, began_on: date) -> Days:
    """When something that comes back every year comes next: on the date it first began on, as long as it takes now.

    The date is that of its beginning, so that 29 February comes back on the 29th in the next leap year.
    """
    first = in_year(began_on, days.first.year + 1)
    return Days(first, first + (days.last - days.first))


def is_overdue(last: date, *, is_done: bool, today: date) -> bool:
    """Whether its last day went by."""
    return not is_done and last < today


def reminder_is_due(days: Days, before: int | None, local: datetime) -> bool:
    """Whether to remind now, `before` days ahead: from the morning of that day where the reader is, until its last day."""
    if before is None or local.hour < TOLD_FROM:
        return False
    return days.first - timedelta(days=before) <= local.date() <= days.last


@dataclass(frozen=True)
class Progress:
    """How much of what belongs to a goal is done."""

    done: int
    all: int

    @property
    def percentage(self) -> int:
        """Whole percents; all of nothing is nothing."""
        return self.done * 100 // self.all if self.all else 0


def progress_of(parts: Iterable[bool], *, is_done: bool) -> Progress:
    """Of a goal: its entries, each done or not; without entries the goal itself."""
    found = list(parts) or [is_done]
    return Progress(sum(found), len(found))


@dataclass(frozen=True)
class Period:
    """A year, or a month of it, as it stands in an address: 2026, 2026-11."""

    year: int
    month: int | None = None

    @property
    def days(self) -> Days:
        """Its days."""
        return year_days(self.year) if self.month is None else month_days(self.year, self.month)

    @property
    def address(self) -> str:
        """How it stands in an address."""
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"

    def moved(self, by: int) -> Period | None:
        """The year or month so many further; None beyond what a planner holds."""
        if self.month is None:
            return Period(self.year + by) if FIRST_YEAR <= self.year + by <= LAST_YEAR else None
        count = self.year * 12 + self.month - 1 + by
        return Period(count // 12, count % 12 + 1) if FIRST_YEAR <= count // 12 <= LAST_YEAR else None


def period_of(text: str) -> Period | None:
    """The period of an address; None where it is none."""
    year, dash, month = text.partition("-")
    if not (text.isascii() and year.isdigit() and len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR):
        return None
    if not dash:
        return Period(int(year))
    if not (month.isdigit() and len(month) == 2 and 1 <= int(month) <= 12):
        return None
    return Period(int(year), int(month))

# SPDX-License-Identifier: EUPL-1.2
"""When the entries of the ready first year fall in a year: by the calendar, or some days before another. beheer:4"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .planner import Days, EntryKind, in_year, month_days

WEEK = 7


class BadTemplate(ValueError):
    """A ready year that names what is not there."""


@dataclass(frozen=True)
class When:
    """One of: a date (`month`, `day`); the so-maniest weekday of a month (`nth` from 1, or -1 for the last; Monday is 0);
    so many days `before` another entry begins, a weekend moved to the Friday before it."""

    month: int = 0
    day: int = 0
    nth: int = 0
    weekday: int = 0
    before: str = ""
    days: int = 0


@dataclass(frozen=True)
class Ready:
    """One entry of the ready year: its words in each language, and what it belongs to."""

    key: str
    kind: EntryKind
    title: Mapping[str, str]
    notes: Mapping[str, str]
    when: When
    lasts: int = 1
    goal: str = ""
    yearly: bool = False
    remind: int | None = None


def days_in(year: int, items: list[Ready]) -> dict[str, Days]:
    """When each falls in that year. Raises BadTemplate for a ring, or a key that is not there."""
    known = {item.key: item for item in items}
    found: dict[str, Days] = {}

    def days_of(key: str, asked: tuple[str, ...]) -> Days:
        if key in found:
            return found[key]
        if key not in known or key in asked:
            raise BadTemplate(f"{asked[-1] if asked else key} names {key}")
        item = known[key]
        if item.when.before:
            first = on_working_day(days_of(item.when.before, (*asked, key)).first - timedelta(days=item.when.days))
        else:
            first = date_in(year, item.when)
        found[key] = Days(first, first + timedelta(days=item.lasts - 1))
        return found[key]

    for item in items:
        days_of(item.key, ())
    return found


def date_in(year: int, when: When) -> date:
    """The date by the calendar of that year."""
    if when.day:
        return in_year(date(2000, when.month, when.day), year)  # a leap year: it has every date
    days = month_days(year, when.month)
    if when.nth > 0:
        first = days.first + timedelta(days=(when.weekday - days.first.weekday()) % WEEK)
        return first + timedelta(days=WEEK * (when.nth - 1))
    last = days.last - timedelta(days=(days.last.weekday() - when.weekday) % WEEK)
    return last + timedelta(days=WEEK * (when.nth + 1))


def on_working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))

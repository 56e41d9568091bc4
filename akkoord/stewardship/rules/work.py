# SPDX-License-Identifier: EUPL-1.2
"""When a task of the work list is to be done, and since when it was not. beheer:4

A task repeats from its first day on. A month that lacks the day gives its last one: what begins on 31 January is due on
28 or 29 February, and on 31 March again. Daily means from Monday to Friday. What was missed is carried over: it is done once.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from akkoord.timing.dates import date_later
from akkoord.timing.durations import Duration, Unit

SATURDAY, WORKDAYS = 5, 5
SOON = 14  # days


class Every(StrEnum):
    """How often a task comes back."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class Area(StrEnum):
    """What a task is about: the daily work of administrators. beheer:4 beheer:5"""

    AUTHORISATIONS = "authorisations"
    SITE = "site"
    PROCESSES = "processes"
    MAINTENANCE = "maintenance"
    UPDATE_TESTS = "update_tests"
    COMMUNICATION = "communication"
    SUPPORT = "support"
    DESK = "desk"
    SYSTEMS = "systems"


MONTHS = {Every.MONTHLY: 1, Every.QUARTERLY: 3, Every.YEARLY: 12}


@dataclass(frozen=True)
class Due:
    """How a task stands on a day: the day that it is for, since when it is open, how often it came by meanwhile."""

    on: date | None  # None: done, and it does not come back
    is_open: bool = False  # to be done now
    since: date | None = None  # the first time that was not done
    times: int = 0

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done on an earlier day."""
        return self.is_open and self.since is not None and self.since < today


def occurrence(first: date, every: Every, number: int) -> date:
    """The day on which a task comes by for the `number`th time, counted from 0."""
    if every is Every.ONCE:
        return first
    if every is Every.DAILY:
        begin = workday_from(first)
        weeks, days = divmod(begin.weekday() + number, WORKDAYS)
        return begin + timedelta(days=weeks * 7 + days - begin.weekday())
    if every is Every.WEEKLY:
        return first + timedelta(weeks=number)
    return date_later(first, Duration(number * MONTHS[every], Unit.MONTH)) if number else first


def workday_from(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def number_until(first: date, every: Every, day: date) -> int | None:
    """Which time was the last one up to and including `day`; None before the first."""
    if day < occurrence(first, every, 0):
        return None
    if every is Every.ONCE:
        return 0
    if every is Every.DAILY:
        begin = workday_from(first)
        weeks, weekday = divmod((day - begin).days + begin.weekday(), 7)
        return weeks * WORKDAYS + min(weekday, WORKDAYS - 1) - begin.weekday()
    if every is Every.WEEKLY:
        return (day - first).days // 7
    passed = ((day.year - first.year) * 12 + day.month - first.month) // MONTHS[every]
    return passed if occurrence(first, every, passed) <= day else passed - 1


def stands(first: date, every: Every, last_done: date | None, today: date) -> Due:
    """How a task stands today; `last_done` is the day that it was last done for, which may lie ahead."""
    latest = number_until(first, every, today)
    done = None if last_done is None else number_until(first, every, last_done)
    settled = -1 if done is None else done
    if latest is not None and settled < latest:
        since = occurrence(first, every, settled + 1)
        return Due(occurrence(first, every, latest), is_open=True, since=since, times=latest - settled)
    if every is Every.ONCE and settled >= 0:
        return Due(None)
    following = max(settled, -1 if latest is None else latest) + 1
    return Due(occurrence(first, every, following))


def may_be_done_for(first: date, every: Every, last_done: date | None, due: date, today: date) -> bool:
    """Whether the task comes by on `due`, was not done for it, and that is not later than the next time."""
    number = number_until(first, every, due)
    if number is None or occurrence(first, every, number) != due or (last_done is not None and due <= last_done):
        return False
    following = stands(first, every, last_done, today).on
    return following is not None and due <= following


def first_day(every: Every, today: date, *, day: int | None = None, month: int | None = None) -> date:
    """From which day on a ready task comes by: the next such weekday (1 is Monday) or day of the month, today included.

    A month that lacks the day is passed over, so that what is due on the 31st stays at the end of the month.
    """
    if every in (Every.ONCE, Every.DAILY) or day is None:
        return workday_from(today)
    if every is Every.WEEKLY:
        return today + timedelta(days=(day - 1 - today.weekday()) % 7)
    for ahead in range(25):
        years, index = divmod(today.month - 1 + ahead, 12)
        candidate = (today.year + years, index + 1)
        if (month is None or month == candidate[1]) and day <= monthrange(*candidate)[1]:
            found = date(*candidate, day)
            if found >= today:
                return found
    raise ValueError(f"no month has a day {day}")


def is_soon(due: Due, today: date) -> bool:
    """Whether a task comes by within two weeks."""
    return not due.is_open and due.on is not None and due.on <= today + timedelta(days=SOON)

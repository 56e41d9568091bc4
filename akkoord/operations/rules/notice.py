# SPDX-License-Identifier: EUPL-1.2
"""Whether planned work keeps what was promised about its announcement and its hours. sla:2.3.1, sla:2.3.4

What is promised is data of the agreement (`..promised` reads it); how it counts is spec: timing ("Before"). Moments are
aware datetimes, cut to whole seconds; periods are half-open. `first_moment` says when work could be instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from akkoord.timing.calendars import Calendar
from akkoord.timing.deadlines import latest_before
from akkoord.timing.durations import Duration
from akkoord.timing.moments import whole_seconds


class What(StrEnum):
    """What a plan does not respect."""

    NOTICE = "notice"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class NoticePromise:
    """Work is announced at least so long ahead; without a duration simply not after it began."""

    promise: str  # 2.3.1/maintenance-announced
    calendar: Calendar
    at_least: Duration | None
    is_aim: bool = False  # strived for and told, never a reason to refuse

    def latest(self, begin: datetime) -> datetime:
        """The last moment at which work that begins then is announced in time."""
        return begin if self.at_least is None else latest_before(self.calendar, self.at_least, begin)

    def holds(self, begin: datetime, announced_at: datetime) -> bool:
        """Whether work that begins then was announced in time."""
        return whole_seconds(announced_at) <= whole_seconds(self.latest(begin))


@dataclass(frozen=True, slots=True)
class WindowPromise:
    """Work is done only while a calendar is open, or only while it is closed."""

    promise: str  # 2.3.1/maintenance-window
    calendar: Calendar
    is_inside: bool = True
    is_aim: bool = False

    def holds(self, begin: datetime, end: datetime) -> bool:
        """Whether all of that time lies where the work may be done."""
        wanted = whole_seconds(end) - whole_seconds(begin) if self.is_inside else 0
        return self.calendar.open_seconds(begin, end) == wanted


@dataclass(frozen=True, slots=True)
class Promised:
    """All that is promised about one sort of work; for emergencies that may well be nothing."""

    notices: tuple[NoticePromise, ...] = ()
    windows: tuple[WindowPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """When work is going to be, and when that was announced."""

    begin: datetime
    end: datetime
    announced_at: datetime


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise that a plan does not keep."""

    what: What
    promise: str
    is_aim: bool
    latest: datetime | None = None  # at which it should have been announced


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a plan was announced in time and lies in its window: planned maintenance is left out only where both are proved."""

    announced: bool
    in_window: bool

    @property
    def is_complete(self) -> bool:
        """Both."""
        return self.announced and self.in_window


def breaches(planned: Planned, promised: Promised) -> tuple[Breach, ...]:
    """Every promise that the plan does not keep, aims too: notices first."""
    late = [
        Breach(What.NOTICE, notice.promise, notice.is_aim, notice.latest(planned.begin))
        for notice in promised.notices
        if not notice.holds(planned.begin, planned.announced_at)
    ]
    outside = [
        Breach(What.WINDOW, window.promise, window.is_aim)
        for window in promised.windows
        if not window.holds(planned.begin, planned.end)
    ]
    return (*late, *outside)


def proof(planned: Planned, promised: Promised) -> Proof:
    """What availability needs to leave the work out; aims prove and disprove nothing."""
    broken = {breach.what for breach in breaches(planned, promised) if not breach.is_aim}
    return Proof(announced=What.NOTICE not in broken, in_window=What.WINDOW not in broken)

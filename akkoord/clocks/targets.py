# SPDX-License-Identifier: EUPL-1.2
"""The deadline that a promise gives, and when it becomes at risk. spec: timing, "The clock"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from akkoord.agreements.terms import DeadlinePromise, Terms
from akkoord.timing.calendars import Calendar
from akkoord.timing.deadlines import at_risk_at
from akkoord.timing.durations import parse_duration
from akkoord.timing.pauses import due_after_pauses

from .rules import Target


def target_of(promise: DeadlinePromise, terms: Terms, start: datetime, rests: Iterable[tuple[datetime, datetime]] = ()) -> Target:
    """What the promise gives from `start`: the deadline, and when it becomes at risk. It takes no time during `rests`."""
    calendar = terms.calendar(promise.calendar)
    due = due_after_pauses(calendar, promise.within, start, rests)
    return target_from(calendar, terms, start, due, str(promise.within))


def target_from(calendar: Calendar, terms: Terms, start: datetime, due: datetime, within: str) -> Target:
    """In UTC: two moments of one zone compare by their wall time, which is wrong in the hour that occurs twice."""
    unit = parse_duration(within).unit
    return Target(due.astimezone(UTC), at_risk_at(calendar, start, due, terms.at_risk_share, unit=unit).astimezone(UTC))

# SPDX-License-Identifier: EUPL-1.2
"""The period in which a requirement counts on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from akkoord.timing.dates import date_later
from akkoord.timing.durations import parse_duration


@dataclass(frozen=True)
class Period:
    """From its first date until the first date after it."""

    first: date
    after: date

    def has(self, day: date) -> bool:
        """Whether a date lies in it."""
        return self.first <= day < self.after


MONTHS = {"month": 1, "quarter": 3, "year": 12}


def period_of(per: str, today: date, since: date) -> Period | None:
    """The calendar month, quarter or year of a day, or the rolling stretch until and with it; None where nothing is counted by period.

    For a rolling one that is younger than the partnership, `since` is its first date, and it lasts as long as it says.
    """
    if per in MONTHS:
        size = MONTHS[per]
        first = date(today.year, (today.month - 1) // size * size + 1, 1)
        return Period(first, date_later(first, parse_duration(f"{size} months")))
    if not per.startswith("rolling "):
        return None
    length = parse_duration(per.removeprefix("rolling "))
    if date_later(since, length) > today:
        return Period(since, date_later(since, length))
    tomorrow = today + timedelta(days=1)
    first = next(day for day in (tomorrow - timedelta(days=n) for n in range(4000)) if date_later(day, length) <= tomorrow)
    return Period(first, tomorrow)

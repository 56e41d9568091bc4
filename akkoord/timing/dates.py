# SPDX-License-Identifier: EUPL-1.2
"""Months on local time: the same day number, or the month's last day. Source: spec: timing."""

from calendar import monthrange
from datetime import date, timedelta

from akkoord.timing.durations import Duration, Unit
from akkoord.timing.moments import DAY, LAST_YEAR, OutsideYears, date_of, day_number


def months_later(local: int, count: int) -> int:
    """The same local time `count` months later (earlier when negative).

    `local` is in seconds since 1970-01-01 00:00 of the wall clock, and so is the answer.
    A month that has no such day gives its last. Raises OutsideYears.
    """
    number, time = divmod(local, DAY)
    day = date_of(number)
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    if not 1960 < year <= LAST_YEAR + 1:
        raise OutsideYears(f"{count} months from {day} is outside the years up to {LAST_YEAR}")
    last = monthrange(year, month + 1)[1]
    return day_number(day.replace(year=year, month=month + 1, day=min(day.day, last))) * DAY + time


def date_later(day: date, duration: Duration) -> date:
    """The date a duration of days, weeks, months or years later. A month that has no such day gives its last.

    Raises ValueError for a duration that counts no dates, OutsideYears.
    """
    if duration.unit in (Unit.MONTH, Unit.YEAR):
        months = duration.count * (12 if duration.unit is Unit.YEAR else 1)
        return date_of(months_later(day_number(day) * DAY, months) // DAY)
    if duration.unit in (Unit.DAY, Unit.WEEK):
        return day + timedelta(days=duration.count * (7 if duration.unit is Unit.WEEK else 1))
    raise ValueError(f"{duration} counts no dates")

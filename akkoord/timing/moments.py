# SPDX-License-Identifier: EUPL-1.2
"""Moments as whole seconds since 1970 in UTC, and back. Source: spec: timing."""

from datetime import UTC, date, datetime, tzinfo
from math import floor

DAY = 86_400
"""Seconds in a day of the wall clock (not of a day on which the clock changes)."""

FIRST_YEAR, LAST_YEAR = 1970, 2200
EARLIEST = 0
LATEST = int(datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC).timestamp()) - 1
"""The last second, in UTC, that this package answers for."""

_EPOCH = date(1970, 1, 1).toordinal()


class NaiveMoment(ValueError):
    """A moment without an offset from UTC: it does not say which second it means."""


class OutsideYears(ValueError):
    """A moment or a result outside 1970..2200, the years this package answers for."""


def whole_seconds(at: datetime) -> int:
    """Seconds since 1970 in UTC, cut to whole seconds.

    Raises NaiveMoment when `at` has no offset, OutsideYears outside 1970..2200. Source: spec: timing ("cut to whole seconds").
    """
    if at.tzinfo is None:
        raise NaiveMoment(f"{at.isoformat()} has no offset from UTC")
    try:
        seconds = floor(at.timestamp())
    except TypeError as error:  # a time zone that knows no offset
        raise NaiveMoment(f"{at.isoformat()} has no offset from UTC") from error
    return within_years(seconds)


def moment_at(seconds: int, zone: tzinfo) -> datetime:
    """The aware moment in `zone` of that many seconds since 1970 in UTC."""
    return datetime.fromtimestamp(seconds, zone)


def within_years(seconds: int) -> int:
    """The same seconds; raises OutsideYears when they fall outside 1970..2200 in UTC."""
    if not EARLIEST <= seconds <= LATEST:
        raise OutsideYears(f"{seconds} s since 1970 is outside the years {FIRST_YEAR}..{LAST_YEAR}")
    return seconds


def day_number(day: date) -> int:
    """Days from 1 January 1970 to `day`."""
    return day.toordinal() - _EPOCH


def date_of(number: int) -> date:
    """The date that many days after 1 January 1970. Raises OutsideYears where none exists."""
    try:
        return date.fromordinal(number + _EPOCH)
    except (ValueError, OverflowError) as error:
        raise OutsideYears(f"day {number} since 1970 is outside the years {FIRST_YEAR}..{LAST_YEAR}") from error

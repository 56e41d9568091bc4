# SPDX-License-Identifier: EUPL-1.2
"""The period in which a date lies, by the wall clock of a time zone. Pure. Source: spec: promises ("periods")."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from akkoord.agreements.document.periods import ROLLING
from akkoord.timing.moments import DAY, day_number, moment_at
from akkoord.timing.zones import local_time


class NoPeriod(ValueError):
    """What is counted over that has no first and last date of its own, such as a case or a migration."""


@dataclass(frozen=True, slots=True)
class Period:
    """The dates from `first` up to, not including, `after`, in `zone`."""

    first: date
    after: date
    zone: str

    @property
    def begin(self) -> datetime:
        """The first moment of it, in UTC."""
        return _midnight(self.first, self.zone)

    @property
    def end(self) -> datetime:
        """The first moment after it, in UTC: a period has its real length, whatever the clock does in it."""
        return _midnight(self.after, self.zone)


def period_of(day: date, per: str, zone: str, *, fiscal_year_begins: int = 1, billing_day: int = 1) -> Period:
    """The period of sort `per` in which `day` lies; a rolling one ends with `day`, which is its last date.

    A fiscal year begins on the 1st of its month; a billing cycle on its day, or the month's last where there is no such day.
    Raises NoPeriod.
    """
    rolling = ROLLING.fullmatch(per)
    if rolling:
        after = day + timedelta(days=1)
        return Period(_earlier(after, int(rolling[1]), rolling[2]), after, zone)
    if per in _MONTHS:
        months, is_fiscal = _MONTHS[per]
        first = _first_of(day, months, fiscal_year_begins if is_fiscal else 1)
        return Period(first, _months_on(first, months), zone)
    if per == "billing cycle":
        return _billing_cycle(day, billing_day, zone)
    if per not in _DAYS:
        raise NoPeriod(f"{per!r} has no first and last date")
    first = _DAYS[per](day)
    return Period(first, first + timedelta(days=7 if per == "week" else 1), zone)


@lru_cache(maxsize=512)
def period_in(month: date, per: str, zone: str, *, fiscal_year_begins: int = 1) -> Period:
    """The period by which a month is judged: that of its last date. A rolling one ends with the month. Raises NoPeriod."""
    last = _months_on(month, 1) - timedelta(days=1)
    return period_of(last, per, zone, fiscal_year_begins=fiscal_year_begins)


_MONTHS = {
    "month": (1, False), "quarter": (3, False), "year": (12, False), "fiscal quarter": (3, True), "fiscal year": (12, True),
}  # fmt: skip
_DAYS: dict[str, Callable[[date], date]] = {"day": lambda day: day, "week": lambda day: day - timedelta(days=day.weekday())}


def _first_of(day: date, months: int, first_month: int) -> date:
    """The first date of the stretch of so many months in which the day lies, counted from a month of the year."""
    since = (day.month - first_month) % 12 % months
    return _months_on(day.replace(day=1), -since)


def _months_on(day: date, count: int, wanted: int | None = None) -> date:
    """The same day number (or the wanted one) so many months on; the month's last where it has none."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(wanted or day.day, monthrange(year, month + 1)[1]))


def _earlier(after: date, count: int, unit: str) -> date:
    """The first date of a stretch of that length that ends before `after`."""
    if unit in ("day", "week"):
        return after - timedelta(days=count * (7 if unit == "week" else 1))
    return _months_on(after, -count * (12 if unit == "year" else 1))


def _billing_cycle(day: date, billing_day: int, zone: str) -> Period:
    first = _months_on(day, 0, billing_day)
    if first > day:
        first = _months_on(day, -1, billing_day)
    return Period(first, _months_on(first, 1, billing_day), zone)


@lru_cache(maxsize=512)
def _midnight(day: date, zone: str) -> datetime:
    return moment_at(local_time(zone).moment(day_number(day) * DAY), UTC)

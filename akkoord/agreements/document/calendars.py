# SPDX-License-Identifier: EUPL-1.2
"""Calendars and holidays as the file writes them: `Mon-Thu 08:00-17:00`."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from akkoord.agreements.document.words import Frozen, Name, Text

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = "|".join(DAYS)
_HOURS = re.compile(rf"({_DAY})(?:-({_DAY}))? (\d\d):(\d\d)-(?:({_DAY}) )?(\d\d):(\d\d)", re.ASCII)
_TIMES = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)", re.ASCII)
ALLOWED_HOURS = (
    "`Mon-Thu 08:00-17:00`, `Fri 08:00-16:00`, over midnight `Mon-Thu 21:00-07:00`, or one stretch `Fri 21:00-Mon 07:00`"
)
DAY_LENGTH = 86_400


class Part(NamedTuple):
    """Open hours within one weekday (0 is Monday), in seconds since local midnight."""

    weekday: int
    open: int
    close: int


CUSTOMERS_ZONE = "customer"


def parts_of(hours: str) -> tuple[Part, ...]:
    """The parts of `hours` day by day, cut at midnight. Raises ValueError naming what is allowed."""
    found = _HOURS.fullmatch(" ".join(hours.split()))
    if found is None:
        raise ValueError(f"{hours!r} are no hours; allowed: {ALLOWED_HOURS}")
    first, last, open_hour, open_minute, end_day, close_hour, close_minute = found.groups()
    opens, closes = _seconds(open_hour, open_minute), _seconds(close_hour, close_minute)
    if opens >= DAY_LENGTH:
        raise ValueError(f"{hours!r} opens at 24:00; write 00:00 of the next day")
    if end_day:
        if last:
            raise ValueError(f"{hours!r}: a stretch from one day into another starts on one day; allowed: {ALLOWED_HOURS}")
        days = (DAYS.index(end_day) - DAYS.index(first)) % 7
        return tuple(_cut(DAYS.index(first), opens, days * DAY_LENGTH + closes, hours))
    if opens == closes:
        raise ValueError(f"{hours!r} is empty; write 00:00-24:00 for a whole day")
    length = closes if closes > opens else DAY_LENGTH + closes
    return tuple(part for day in _days(first, last) for part in _cut(day, opens, length, hours))


def day_hours(times: str) -> tuple[int, int]:
    """The seconds since midnight that `08:00-12:00` opens and closes. Raises ValueError naming what is allowed."""
    found = _TIMES.fullmatch(times.strip())
    if found is None:
        raise ValueError(f"{times!r} are no hours of a day; allowed: `08:00-12:00`")
    opens, closes = _seconds(found[1], found[2]), _seconds(found[3], found[4])
    if opens >= closes:
        raise ValueError(f"{times!r} closes before it opens; give the part after midnight to the next date")
    return opens, closes


def _seconds(hour: str, minute: str) -> int:
    seconds = int(hour) * 3600 + int(minute) * 60
    if int(minute) > 59 or seconds > DAY_LENGTH:
        raise ValueError(f"{hour}:{minute} is no time of day; allowed: 00:00 to 24:00")
    return seconds


def _days(first: str, last: str | None) -> Iterator[int]:
    start = DAYS.index(first)
    for step in range((DAYS.index(last) - start) % 7 + 1 if last else 1):
        yield (start + step) % 7


def _cut(day: int, opens: int, closes: int, hours: str) -> Iterator[Part]:
    if closes <= opens:
        raise ValueError(f"{hours!r} closes before it opens; allowed: {ALLOWED_HOURS}")
    while closes > 0:
        if opens < min(closes, DAY_LENGTH):
            yield Part(day, opens, min(closes, DAY_LENGTH))
        day, opens, closes = (day + 1) % 7, 0, closes - DAY_LENGTH


def _checked(hours: str) -> str:
    parts_of(hours)
    return " ".join(hours.split())


def _block(value: object) -> object:
    return {"block": value} if isinstance(value, str) else value


class HoursBlock(Frozen):
    """Weekly hours; `holidays` says whether they hold on a holiday, where that differs from the calendar."""

    block: Annotated[str, BeforeValidator(lambda value: _checked(value) if isinstance(value, str) else value)]
    holidays: Literal["open", "closed"] | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The block day by day."""
        return parts_of(self.block)


HoursEntry = Annotated[HoursBlock, BeforeValidator(_block, json_schema_input_type=str | HoursBlock)]


class CalendarHours(Frozen):
    """A calendar: weekly hours, and whether holidays close them."""

    title: Text
    extends: Name | None = Field(default=None, description="A calendar whose hours come first")
    hours: tuple[HoursEntry, ...] = Field(default=(), description="Such as " + ALLOWED_HOURS)
    holidays: Literal["open", "closed"] = Field(default="closed", description="Whether holidays close these hours")
    zone: str | None = Field(default=None, description="A time zone of its own, or `customer`: that of the customer")
    union_of: tuple[Name, ...] = Field(default=(), description="Calendars whose hours all count, those of regions for one")
    holidays_of: Name | None = Field(default=None, description="One of `regions`, whose holidays close it instead")


class HolidayName(Frozen):
    """A holiday that counts, perhaps in some years only."""

    name: str
    years_divisible_by: int = Field(default=1, ge=1, description="Only in years divisible by this")


def _holiday(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


class Holidays(Frozen):
    """Which holidays of the `holidays` library close calendars. Dates are never typed here."""

    country: str = Field(pattern=r"^[A-Z]{2}$", description="ISO 3166 code, such as NL")
    subdivision: str | None = Field(default=None, description="A region that the library knows")
    language: str = Field(default="en_US", description="The library's language in which the names are given")
    names: tuple[Annotated[HolidayName, BeforeValidator(_holiday, json_schema_input_type=str | HolidayName)], ...]


def holidays_or_none(value: Any) -> Any:
    """`none` written as a word means that no holiday counts."""
    return None if value == "none" else value

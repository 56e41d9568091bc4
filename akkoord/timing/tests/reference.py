# SPDX-License-Identifier: EUPL-1.2
"""The reference agreement's calendars, and moments written as the page writes them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import holidays

from akkoord.timing.calendars import Block, Calendar, CalendarSpec

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOUR = 3600
COUNTED = {
    "New Year's Day", "Easter Sunday", "Easter Monday", "King's Day", "Liberation Day",
    "Ascension Day", "Pentecost", "Pentecost Monday", "Christmas Day", "Second Day of Christmas",
}  # fmt: skip


def amsterdam(text: str) -> datetime:
    """'Wed 2026-11-18 10:15' in Amsterdam; the weekday must be right."""
    at = datetime.strptime(text[4:], "%Y-%m-%d %H:%M").replace(tzinfo=AMSTERDAM)
    assert at.strftime("%a") == text[:3], text
    return at


def closed_dates() -> frozenset[date]:
    """The reference agreement's holidays, 2020 to 2040, from the library by name."""
    library = holidays.country_holidays("NL", years=range(2020, 2041), language="en_US")
    return frozenset(day for day, name in library.items() if name in COUNTED)


def week(*days: tuple[int, int] | None, closed: bool = True) -> tuple[tuple[Block, ...], ...]:
    """One block of whole hours (or none) for each of Monday to Sunday."""
    return tuple((Block(day[0] * HOUR, day[1] * HOUR, closed),) if day else () for day in days)


def _calendar(name: str, weekly: tuple[tuple[Block, ...], ...]) -> Calendar:
    return Calendar(CalendarSpec(name, "Europe/Amsterdam", weekly, closed_dates()))


_CALAMITY = week(*[(6, 23)] * 5, None, None, closed=False)
_NIGHT = (Block(0, 7 * HOUR, False), Block(19 * HOUR, 24 * HOUR, False))
_MAINTENANCE = (Block(0, 7 * HOUR, False), Block(21 * HOUR, 24 * HOUR, False))
_WHOLE_DAY = (Block(0, 24 * HOUR, False),)

CALENDARS = {
    calendar.name: calendar
    for calendar in [
        _calendar("support", week(*[(8, 17)] * 4, (8, 16), None, None)),
        _calendar("calamity", _CALAMITY),
        _calendar("calamity_first_class", _CALAMITY[:5] + week((8, 22), (8, 22))),
        _calendar("office", week(*[(7, 18)] * 5, None, None, closed=False)),
        _calendar("planned_maintenance", (_MAINTENANCE,) * 5 + (_WHOLE_DAY,) * 2),
        _calendar("patches", (_NIGHT,) * 7),
        _calendar("always", (_WHOLE_DAY,) * 7),
    ]
}

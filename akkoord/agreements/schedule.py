# SPDX-License-Identifier: EUPL-1.2
"""From the calendars of an agreement file to calendars that answer. Pure."""

from collections.abc import Mapping
from datetime import date

from akkoord.agreements.document import Agreement, HoursBlock
from akkoord.agreements.document.calendars import CUSTOMERS_ZONE, CalendarHours
from akkoord.timing.calendars import Block, CalendarSpec

Exceptions = Mapping[str, Mapping[date, tuple[Block, ...]]]
"""By calendar, the dates that have hours of their own, or none."""


def parents_of(calendar: CalendarHours) -> tuple[str, ...]:
    """The calendars whose hours come first."""
    return (calendar.extends, *calendar.union_of) if calendar.extends else calendar.union_of


def unjudged_because(document: Agreement, name: str) -> str | None:
    """Why this release stores a calendar and counts no time in it; None where it does."""
    calendar = document.calendars[name]
    zone = calendar.zone or document.zone
    if zone == CUSTOMERS_ZONE:
        return "no contract names the customer's zone yet"
    if calendar.holidays_of:
        return "only the holidays of the agreement's own country are frozen with a version"
    for parent in calendar.union_of:
        if (document.calendars[parent].zone or document.zone) != zone:
            return f"{parent!r} lies in another time zone"
    for parent in parents_of(calendar):
        if why := unjudged_because(document, parent):
            return f"{parent!r} is not counted in: {why}"
    return None


def hours_in_force(document: Agreement, name: str) -> list[tuple[HoursBlock, bool]]:
    """The blocks of a calendar, inherited ones first, each with whether holidays close it."""
    calendar = document.calendars[name]
    inherited = [block for parent in parents_of(calendar) for block in hours_in_force(document, parent)]
    return inherited + [(block, (block.holidays or calendar.holidays) == "closed") for block in calendar.hours]


def calendar_specs(document: Agreement, closed: frozenset[date], exceptions: Exceptions | None = None) -> dict[str, CalendarSpec]:
    """The specification of every calendar in which time is counted, with those closed dates and exceptions."""
    return {
        name: _spec(document, name, closed, (exceptions or {}).get(name, {}))
        for name in document.calendars
        if unjudged_because(document, name) is None
    }


def _spec(document: Agreement, name: str, closed: frozenset[date], exceptions: Mapping[date, tuple[Block, ...]]) -> CalendarSpec:
    week: list[list[Block]] = [[] for _ in range(7)]
    closes_on_holidays = False
    for block, closes in hours_in_force(document, name):
        closes_on_holidays |= closes
        for part in block.parts:
            week[part.weekday].append(Block(part.open, part.close, closes))
    return CalendarSpec(
        name=name,
        zone=document.calendars[name].zone or document.zone,
        weekly=tuple(tuple(blocks) for blocks in week),
        closed_dates=closed if closes_on_holidays else frozenset(),
        exceptions=tuple(sorted(exceptions.items())),
    )

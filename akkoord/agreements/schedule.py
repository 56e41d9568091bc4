# SPDX-License-Identifier: EUPL-1.2
"""From the calendars of an agreement file to calendars that answer. Pure."""

from collections.abc import Mapping
from datetime import date

from akkoord.agreements.document import Agreement, HoursBlock
from akkoord.timing.calendars import Block, CalendarSpec

Exceptions = Mapping[str, Mapping[date, tuple[Block, ...]]]
"""By calendar, the dates that have hours of their own, or none."""


def hours_in_force(document: Agreement, name: str) -> list[tuple[HoursBlock, bool]]:
    """The blocks of a calendar, inherited ones first, each with whether holidays close it."""
    calendar = document.calendars[name]
    inherited = hours_in_force(document, calendar.extends) if calendar.extends else []
    return inherited + [(block, (block.holidays or calendar.holidays) == "closed") for block in calendar.hours]


def calendar_specs(document: Agreement, closed: frozenset[date], exceptions: Exceptions | None = None) -> dict[str, CalendarSpec]:
    """The specification of every calendar of the agreement, with those closed dates and exceptions."""
    return {name: _spec(document, name, closed, (exceptions or {}).get(name, {})) for name in document.calendars}


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

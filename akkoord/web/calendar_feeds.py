# SPDX-License-Identifier: EUPL-1.2
"""How every iCalendar of ours begins. RFC 5545, RFC 7986"""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event  # type: ignore[import-untyped]  # its stubs are not published

__all__ = ["Calendar", "Event", "new_calendar"]


def new_calendar(title: str, domain: str, *, every: timedelta) -> Calendar:
    """An empty calendar of this name; programs that follow it are asked to look again `every` so often."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{domain}//Akkoord//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", every, parameters={"VALUE": "DURATION"})
    return calendar

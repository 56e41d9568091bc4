# SPDX-License-Identifier: EUPL-1.2
"""Somebody's own duties as an iCalendar feed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event  # type: ignore[import-untyped]  # its stubs are not published

from .models import Duty


def duty_feed(duties: Iterable[Duty], *, title: str, domain: str, at: datetime) -> bytes:
    """One event for each duty; what was taken away is cancelled, so that a calendar that has it removes it."""
    feed = Calendar()
    feed.add("prodid", f"-//{domain}//Akkoord//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", title)
    feed.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for duty in duties:
        event = Event()
        event.add("uid", f"duty-{duty.pk}@{domain}")
        event.add("dtstamp", at)
        event.add("dtstart", duty.begin)
        event.add("dtend", duty.end)
        event.add("summary", title)
        event.add("sequence", duty.sequence)
        event.add("status", "CANCELLED" if duty.removed_at else "CONFIRMED")
        feed.add_component(event)
    return bytes(feed.to_ical())

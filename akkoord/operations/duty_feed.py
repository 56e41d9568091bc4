# SPDX-License-Identifier: EUPL-1.2
"""Somebody's own duties as an iCalendar feed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from akkoord.web.calendar_feeds import Event, new_calendar

from .models import Duty

DUTIES = "duties"  # the name of the feed, with its key in `people`


def duty_feed(duties: Iterable[Duty], *, title: str, domain: str, at: datetime) -> bytes:
    """One event for each duty; what was taken away is cancelled, so that a calendar that has it removes it."""
    feed = new_calendar(title, domain, every=timedelta(hours=1))
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

# SPDX-License-Identifier: EUPL-1.2
"""The deviating days as an iCalendar feed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from akkoord.web.calendar_feeds import Event, new_calendar

from .opening_hours import DeviatingDay


def deviating_days_feed(days: Iterable[DeviatingDay], *, title: str, domain: str, at: datetime) -> bytes:
    """An iCalendar with one whole-day event for each deviating day; `domain` makes the identifiers unique."""
    feed = new_calendar(title, domain, every=timedelta(hours=12))
    for day in days:
        event = Event()
        event.add("uid", f"{day.day.isoformat()}@{domain}")
        event.add("dtstamp", at)
        event.add("dtstart", day.day)
        event.add("dtend", day.day + timedelta(days=1))
        event.add("summary", day.why or title)
        event.add("description", "\n".join(f"{channel}: {hours}" for channel, hours in day.lines))
        event.add("transp", "TRANSPARENT")
        feed.add_component(event)
    return bytes(feed.to_ical())

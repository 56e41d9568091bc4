# SPDX-License-Identifier: EUPL-1.2
"""The planner as iCalendar: whole days. What was taken away is cancelled, so that a calendar that has it removes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from akkoord.web.calendar_feeds import Event, new_calendar

from .models import PlannerEntry
from .planner_words import KINDS
from .rules.planner import Days
from .vendor_dates import VendorDate

PLANNER = "planner"  # the name of the feed, with its key in `people`
DAY = timedelta(days=1)


def planner_calendar(
    entries: Iterable[PlannerEntry], dates: Iterable[VendorDate], *, title: str, domain: str, at: datetime
) -> bytes:
    """One whole-day event for each; names in the running language."""
    calendar = new_calendar(title, domain, every=timedelta(hours=6))
    for entry in entries:
        event = _event(f"planner-{entry.pk}@{domain}", entry.title, entry.days, at)
        event.add("categories", [str(KINDS[entry.kind].label)])
        event.add("sequence", entry.sequence)
        event.add("status", "CANCELLED" if entry.removed_at else "CONFIRMED")
        event.add("url", settings.BASE_URL + entry.get_absolute_url())
        if entry.notes:
            event.add("description", entry.notes)
        calendar.add_component(event)
    for each in dates:
        event = _event(f"{each.uid}@{domain}", f"{settings.VENDOR_NAME}: {each.title}", each.days, at)
        event.add("categories", [each.label])
        event.add("url", settings.BASE_URL + each.address)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(uid: str, title: str, days: Days, at: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", at)
    event.add("dtstart", days.first)
    event.add("dtend", days.last + DAY)  # the first day after it. RFC 5545
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    return event

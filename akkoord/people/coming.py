# SPDX-License-Identifier: EUPL-1.2
"""The deadlines that come for one person, as the floors above know them, and as an iCalendar feed. RFC 5545"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from markupsafe import Markup

from akkoord.scope.database import scoped
from akkoord.web.calendar_feeds import Event, new_calendar
from akkoord.web.moments import moment

from .models import Person
from .slots import COMING

DEADLINES = "deadlines"  # the name of the feed


@dataclass(frozen=True)
class Due:
    """One deadline. `key` stays the same while it moves; `at` is a day where no hour is meant; `changes` counts its moves."""

    key: str  # `clock-12`
    at: datetime | date
    title: str
    path: str
    set_at: datetime
    text: str = ""
    changes: int = 0

    @property
    def moment(self) -> datetime:
        """When it is over, to order by: a day is over at its end where the reader is."""
        if isinstance(self.at, datetime):
            return self.at
        return datetime.combine(self.at + timedelta(days=1), time(), timezone.get_current_timezone())

    @property
    def shown(self) -> Markup:
        """When, as a page says it."""
        if isinstance(self.at, datetime):
            return moment(self.at, "dated")
        return moment(datetime.combine(self.at, time(12), timezone.get_current_timezone()), "dated_day")


def coming_for(person: Person, at: datetime) -> list[Due]:
    """Everything that the floors above name for this person, the first first; read under the person's own scope."""
    with scoped(person.scope):
        found = [due for dues in COMING.gather(person=person, at=at) for due in dues]
    return sorted(found, key=lambda due: (due.moment, due.key))


def deadlines_feed(dues: Iterable[Due], *, title: str, domain: str) -> bytes:
    """One event for each deadline. Moments stand in UTC, so that every program shows them in its own zone; same rows, same bytes."""
    feed = new_calendar(title, domain, every=timedelta(hours=1))
    for due in dues:
        event = Event()
        event.add("uid", f"{due.key}@{domain}")
        event.add("dtstamp", due.set_at.astimezone(UTC))
        event.add("dtstart", due.at.astimezone(UTC) if isinstance(due.at, datetime) else due.at)
        event.add("summary", due.title)
        event.add("sequence", due.changes)
        event.add("transp", "TRANSPARENT")
        event.add("url", settings.BASE_URL + due.path)
        event.add("description", "\n".join(part for part in (due.text, settings.BASE_URL + due.path) if part))
        feed.add_component(event)
    return bytes(feed.to_ical())

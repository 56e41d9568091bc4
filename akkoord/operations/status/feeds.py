# SPDX-License-Identifier: EUPL-1.2
"""Outages as Atom and RSS, maintenance as iCalendar; of everything or of one component."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from akkoord.web.calendar_feeds import Event, new_calendar

from ..models import Component, Maintenance, Outage
from .reading import with_details
from .wording import STATES

MOST = 50
KEPT = timedelta(days=90)  # how long past maintenance stays in the calendar
FORMATS: dict[str, type[Atom1Feed] | type[Rss201rev2Feed]] = {"atom": Atom1Feed, "rss": Rss201rev2Feed}


def outages_feed(form: str, address: str, component: Component | None) -> tuple[bytes, str]:
    """The feed and its content type; `address` is where it is. Raises KeyError for an unknown form."""
    feed = FORMATS[form](
        title=_title(_("Outages"), component),
        link=settings.BASE_URL + "/status",
        description=_("What does not work, and what we do about it."),
        language=get_language(),
        feed_url=settings.BASE_URL + address,
        feed_guid=settings.BASE_URL + address,
    )
    found = Outage.objects.visible_to(None).order_by("-began_at", "-id")
    if component is not None:
        found = found.filter(affected__instance__component=component).distinct()
    for outage in with_details(found)[:MOST]:
        _add(feed, outage)
    return feed.writeString("utf-8").encode(), feed.content_type


def maintenance_feed(component: Component | None, at: datetime) -> bytes:
    """Every maintenance to come and of the last ninety days; one that moves keeps its UID and raises its SEQUENCE."""
    domain = settings.BASE_URL.split("//")[-1].split(":")[0].split("/")[0]
    calendar = new_calendar(_title(_("Maintenance"), component), domain, every=timedelta(hours=1))
    calendar.add("method", "PUBLISH")
    works = Maintenance.objects.visible_to(None).filter(announced_at__lte=at, planned_until__gt=at - KEPT)
    if component is not None:
        works = works.filter(instances__component=component).distinct()
    for work in works.prefetch_related("instances__component", "plans").order_by("planned_from", "id"):
        calendar.add_component(_event(work, domain))
    return bytes(calendar.to_ical())


def _add(feed: Atom1Feed | Rss201rev2Feed, outage: Outage) -> None:
    updates = sorted(outage.updates.all(), key=lambda update: (update.at, update.pk), reverse=True)
    said = format_html_join(
        "", "<p><strong>{}</strong> {}: {}</p>", ((f"{u.at:%Y-%m-%d %H:%M} UTC", STATES[u.state], u.text) for u in updates)
    )
    feed.add_item(
        title=outage.title,
        link=settings.BASE_URL + outage.get_absolute_url(),
        description=format_html("{}", said),
        pubdate=outage.began_at,
        updateddate=updates[0].at if updates else outage.opened_at,
        unique_id=settings.BASE_URL + outage.get_absolute_url(),
        categories=sorted({struck.instance.component.name for struck in outage.affected.all()}),
    )


def _event(work: Maintenance, domain: str) -> Event:
    plans = list(work.plans.all())
    event = Event()
    event.add("uid", f"{work.number}@{domain}")
    event.add("sequence", plans[-1].sequence if plans else 0)
    event.add("dtstamp", work.cancelled_at or work.announced_at)
    event.add("last-modified", work.cancelled_at or work.announced_at)
    event.add("dtstart", work.planned_from)
    event.add("dtend", work.planned_until)
    event.add("summary", work.title)
    touched = ", ".join(dict.fromkeys(instance.title for instance in work.instances.all()))
    event.add("description", "\n".join(line for line in (work.text, touched) if line))
    event.add("url", settings.BASE_URL + work.get_absolute_url())
    event.add("status", "CANCELLED" if work.cancelled_at else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _title(what: str, component: Component | None) -> str:
    return f"{settings.VENDOR_NAME}: {what}" + (f", {component.name}" if component else "")

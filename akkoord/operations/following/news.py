# SPDX-License-Identifier: EUPL-1.2
"""What is told of an event, and to the followers of which components; as the body of a webhook."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation

from akkoord.audit.models import Event
from akkoord.web.moments import page_moment

from ..events import (
    MaintenanceAnnounced,
    MaintenanceBegun,
    MaintenanceCancelled,
    MaintenanceEnded,
    MaintenanceMoved,
    OutageDetailed,
    OutageOpened,
    OutageResolved,
    OutageUpdated,
)
from ..models import Maintenance, Outage, Plan, Subscription
from ..status.reading import with_details
from ..status.statuspage import incident, maintenance, page
from .tokens import link_of

TOLD = {
    OutageOpened.name(): "incident.opened",
    OutageUpdated.name(): "incident.updated",
    OutageDetailed.name(): "incident.updated",
    OutageResolved.name(): "incident.resolved",
    MaintenanceAnnounced.name(): "maintenance.announced",
    MaintenanceMoved.name(): "maintenance.moved",
    MaintenanceCancelled.name(): "maintenance.cancelled",
    MaintenanceBegun.name(): "maintenance.begun",
    MaintenanceEnded.name(): "maintenance.ended",
}
CONFIRMS = "subscription.asked"


@dataclass(frozen=True)
class News:
    """What an event is about, if everybody may know."""

    event: Event
    outage: Outage | None = None
    work: Maintenance | None = None

    @property
    def components(self) -> set[int]:
        """Whom it concerns, by component."""
        if self.outage is not None:
            return {struck.instance.component_id for struck in self.outage.affected.all()}
        return {instance.component_id for instance in self.work.instances.all()} if self.work else set()

    @property
    def touched(self) -> list[str]:
        """The same by name, in the reader's language."""
        if self.outage is not None:
            return list(dict.fromkeys(struck.instance.component.name for struck in self.outage.affected.all()))
        return list(dict.fromkeys(instance.component.name for instance in self.work.instances.all())) if self.work else []

    @property
    def plans(self) -> list[Plan]:
        """Of maintenance: every plan up to the one that was announced here."""
        known = sorted(self.work.plans.all(), key=lambda plan: plan.sequence) if self.work else []
        return [plan for plan in known if plan.sequence <= self.event.data.get("sequence", plan.sequence)]


def news_of(event: Event) -> News | None:
    """The news in an event; None for what is internal, and for events that are none."""
    if event.name not in TOLD:
        return None
    if "outage_id" in event.data:
        outage = with_details(Outage.objects.visible_to(None)).filter(pk=event.data["outage_id"]).first()
        return News(event, outage=outage) if outage else None
    works = Maintenance.objects.visible_to(None).prefetch_related("instances__component", "plans")
    work = works.filter(pk=event.data["maintenance_id"]).first()
    return News(event, work=work) if work else None


def body_of(event: Event, news: News | None, subscription: Subscription) -> bytes:
    """The body of a webhook: the kind, the moment, and the outage or maintenance in the shape of the JSON."""
    with translation.override(subscription.language), timezone.override(settings.TIME_ZONE), page_moment(event.at):
        own = page(event.at)
        data: dict[str, object] = {"page": own}
        if news and news.outage:
            data["incident"] = incident(news.outage, own["id"])
        if news and news.work:
            data["scheduled_maintenance"] = maintenance(news.work, own["id"])
    stop = {"change": link_of(subscription), "unsubscribe": link_of(subscription, "follower_end")}
    told = {"type": TOLD.get(event.name, CONFIRMS), "timestamp": event.at.isoformat(), "data": data, "links": stop}
    return json.dumps(told, ensure_ascii=False).encode()

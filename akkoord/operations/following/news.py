# SPDX-License-Identifier: EUPL-1.2
"""What is told of an event: as a letter, and as the body of a webhook."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.web.mail_layout import Letter
from akkoord.web.moments import page_moment, written

from ..events import (
    MaintenanceAnnounced,
    MaintenanceBegun,
    MaintenanceCancelled,
    MaintenanceEnded,
    MaintenanceMoved,
    OutageOpened,
    OutageResolved,
    OutageUpdated,
)
from ..models import Maintenance, Outage, Subscription
from ..status.reading import with_details
from ..status.statuspage import incident, maintenance, page
from .tokens import link_of

TOLD = {
    OutageOpened.name(): "incident.opened",
    OutageUpdated.name(): "incident.updated",
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


def letter_of(news: News, subscription: Subscription) -> Letter:
    """The mail, in the language of the subscription, which the caller has made the active one."""
    with timezone.override(settings.TIME_ZONE), page_moment(news.event.at):
        heading, said = _of_outage(news) if news.outage else _of_work(news)
        subject = news.outage or news.work
        assert subject is not None  # news is about one of both
        return Letter(
            subject=f"{heading}: {subject.title}",
            heading=subject.title,
            paragraphs=[heading + ".", *said],
            facts=[(_("Components"), ", ".join(_touched(news)))],
            action=(_("Look at the status page"), settings.BASE_URL + subject.get_absolute_url()),
            closing=_("You get this because this address follows the status of %(vendor)s. Stop: %(link)s")
            % {"vendor": settings.VENDOR_NAME, "link": link_of(subscription)},
        )


def body_of(event: Event, news: News | None, language: str) -> bytes:
    """The body of a webhook: the kind, the moment, and the outage or maintenance in the shape of the JSON."""
    with translation.override(language), timezone.override(settings.TIME_ZONE), page_moment(event.at):
        own = page(event.at)
        data: dict[str, object] = {"page": own}
        if news and news.outage:
            data["incident"] = incident(news.outage, own["id"])
        if news and news.work:
            data["scheduled_maintenance"] = maintenance(news.work, own["id"])
    told = {"type": TOLD.get(event.name, CONFIRMS), "timestamp": event.at.isoformat(), "data": data}
    return json.dumps(told, ensure_ascii=False).encode()


def _of_outage(news: News) -> tuple[str, list[str]]:
    outage = news.outage
    assert outage is not None
    heading = {OutageOpened.name(): _("Outage"), OutageUpdated.name(): _("News of an outage")}.get(news.event.name, _("Outage over"))
    updates = sorted(outage.updates.all(), key=lambda update: (update.at, update.pk))
    of_event = news.event.data.get("update_id")
    told = next((u for u in updates if u.pk == of_event), updates[0] if news.event.name == OutageOpened.name() and updates else None)
    if told is None and updates:
        told = updates[-1]
    said = [told.text] if told and told.text else []
    if outage.is_running and outage.workaround:
        said.append(_("What you can do now: %(what)s") % {"what": outage.workaround})
    if outage.is_running and outage.expected_at:
        said.append(_("We expect it to work again by %(when)s.") % {"when": written(outage.expected_at, "spoken")})
    return heading, said


def _of_work(news: News) -> tuple[str, list[str]]:
    work = news.work
    assert work is not None
    heading = {
        MaintenanceAnnounced.name(): _("Maintenance announced"),
        MaintenanceMoved.name(): _("Maintenance moved"),
        MaintenanceCancelled.name(): _("Maintenance called off"),
        MaintenanceBegun.name(): _("Maintenance began"),
    }.get(news.event.name, _("Maintenance done"))
    when = {"begin": written(work.planned_from, "full"), "end": written(work.planned_until, "full")}
    return heading, [_("From %(begin)s until %(end)s.") % when, *([work.text] if work.text else [])]


def _touched(news: News) -> list[str]:
    if news.outage is not None:
        return list(dict.fromkeys(struck.instance.component.name for struck in news.outage.affected.all()))
    return list(dict.fromkeys(instance.component.name for instance in news.work.instances.all())) if news.work else []

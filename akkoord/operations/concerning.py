# SPDX-License-Identifier: EUPL-1.2
"""Which outages concern an organisation, and which belong to a case: for pages of higher floors."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from akkoord.people.models import Person

from .models import Affected, Outage, OutageLink, Placement

MOST = 30
STILL_FELT = timedelta(days=1)  # what is reported so long after the end may still come from it


def running_for(organisation: int, at: datetime) -> QuerySet[Outage]:
    """Running outages on the status page that strike an instance it sits on, the first one first; all for who sits nowhere."""
    sits = Placement.objects.filter(organisation=organisation, since__lte=at).exclude(until__lte=at)
    struck = Affected.objects.filter(outage=OuterRef("pk"))
    hit = struck.filter(Q(instance__for_everyone=True) | Q(instance__in=sits.values("instance")))
    known = Outage.objects.running().filter(is_public=True, began_at__lte=at)
    return known.filter(Exists(hit) | ~Exists(sits)).order_by("began_at", "id")


def outages_of(subject: str, person: Person) -> list[Outage]:
    """The outages that a case (`case:12`) belongs to, as far as this reader may know of them. One query."""
    linked = OutageLink.objects.filter(subject=subject).values("outage")
    return list(Outage.objects.visible_to(person).filter(pk__in=linked).order_by("began_at", "id"))


def linkable(subject: str, person: Person, opened_at: datetime) -> list[Outage]:
    """Those that a case opened then could belong to and does not yet: running ones first, then those over last. One query."""
    linked = OutageLink.objects.filter(subject=subject).values("outage")
    lately = Q(ended_at=None) | Q(ended_at__gte=opened_at - STILL_FELT)
    known = Outage.objects.visible_to(person).filter(lately).exclude(pk__in=linked)
    return list(known.order_by(F("ended_at").desc(nulls_first=True), "-began_at")[:MOST])

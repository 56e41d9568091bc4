# SPDX-License-Identifier: EUPL-1.2
"""The probes, and what each of them measured: the last day by five minutes, the last ninety days by day."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now

from ..doors import reader_door
from ..measured import picture, read_lines, rows
from ..models import Certificate, Probe
from ..samples import DAY, EPOCH, coarser, series

FIVE, HOUR = timedelta(minutes=5), timedelta(hours=1)
DAYS, SLOTS, MOST = 90, 288, 10


@reader_door
@require_safe
def show_probes(request: PersonRequest) -> HttpResponse:
    """All that are in use."""
    return render(request, "operations/probes.html", {"lines": read_lines(now())})


@reader_door
@require_safe
def show_probe(request: PersonRequest, code: str) -> HttpResponse:
    """One, with what it asks and what came of it."""
    probe = get_object_or_404(Probe.objects.select_related("instance__component").prefetch_related("places"), code=code)
    at = now()
    today = EPOCH + (at - EPOCH) // DAY * DAY
    first, last = EPOCH + (at - EPOCH) // FIVE * FIVE - (SLOTS - 1) * FIVE, today - (DAYS - 1) * DAY
    slots = series(probe, first, at, FIVE)
    days = [*series(probe, last, today, DAY), *coarser((slot for slot in slots if slot.begin >= today), DAY)]
    context = {
        "probe": probe,
        "certificate": Certificate.objects.filter(probe=probe).first(),
        "gaps": list(probe.gaps.select_related("place").order_by("-begin")[:MOST]),
        "day": picture(_("Last 24 hours"), slots, first, FIVE, SLOTS),
        "day_from": first,
        "at": at,
        "hours": rows(coarser(slots, HOUR), "dated"),
        "days": picture(_("Last 90 days"), days, last, DAY, DAYS),
        "days_from": last,
        "day_rows": rows(days, "date"),
    }
    return render(request, "operations/probe.html", context)

# SPDX-License-Identifier: EUPL-1.2
"""The page of operations: what runs, what is past its bound, who is on duty. sla:2.3.6"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akkoord.people.doors import PersonRequest
from akkoord.people.rules import StaffRole
from akkoord.web.moments import now

from ..doors import reader_door
from ..models import Maintenance, Outage
from ..roster import coverage, last_handover
from ..rules.findings import findings
from ..rules.watching import Level
from ..slots import OPERATIONS_SIDE
from ..watch.readings import read
from ..watch.words import line_of

MOST = 20
WORST_FIRST = [Level.CROSSED, Level.SOON, Level.UNKNOWN, Level.WELL]


@reader_door
@require_safe
def show_operations(request: PersonRequest) -> HttpResponse:
    """Everything that is watched, what is past its bound first; fetched again while the page is seen."""
    at = now()
    reading = read(at)
    found = [finding for finding in findings(reading, settings.WATCH) if finding.kind != "outage"]
    found.sort(key=lambda finding: WORST_FIRST.index(finding.level))
    context = {
        "at": at,
        "lines": [line_of(finding) for finding in found],
        "crossed": sum(finding.level == Level.CROSSED for finding in found),
        "outages": list(Outage.objects.running().order_by("began_at")[:MOST]),
        "maintenance": list((Maintenance.objects.running() | Maintenance.objects.coming(at)).order_by("planned_from")[:MOST]),
        "reading": reading,
        "covered": coverage(at),
        "handover": last_handover(at),
        "may_write": request.user.has_staff_role(StaffRole.OPERATIONS),
        "side_slot": OPERATIONS_SIDE.name,
        "alone": request.headers.get("HX-Request") == "true",
    }
    return render(request, "operations/operations_now.html" if context["alone"] else "operations/operations.html", context)

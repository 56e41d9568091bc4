# SPDX-License-Identifier: EUPL-1.2
"""Set and assess the priority of an incident. sla:2.2.3"""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now

from ..actions import accept_raise, classify_incident, lower_priority, raise_unasked, reject_raise
from ..doors import back, case_for, desk_door, tried
from ..kinds import INCIDENT
from ..rules import is_raise


@desk_door
@require_POST
def set_priority(request: PersonRequest, number: str) -> HttpResponse:
    """The first time it is a classification, which counts from the report; later it raises or lowers."""
    case = case_for(request.user, number, INCIDENT.name)
    wanted = request.POST.get("priority", "")
    priority = int(wanted) if wanted.isdecimal() and len(wanted) < 3 else 0
    if case.incident.classified_at is None:
        act = classify_incident
    elif is_raise(priority, case.priority):
        act = raise_unasked
    else:
        act = lower_priority
    said = _("Priority %(priority)s. The clocks follow.") % {"priority": priority}
    tried(request, lambda: act(case=case, by=request.user, at=now(), priority=priority), said)
    return back(request, case.get_absolute_url())


@desk_door
@require_POST
def decide_raise(request: PersonRequest, number: str) -> HttpResponse:
    """Accept or reject the customer's request, with the reason that the customer reads."""
    case = case_for(request.user, number, INCIDENT.name)
    reason = request.POST.get("reason", "")
    accepted = request.POST.get("decision") == "yes"
    act = accept_raise if accepted else reject_raise
    said = _("Raised. The new clocks count from the request.") if accepted else _("Kept as it is. The customer reads why.")
    done = tried(request, lambda: act(case=case, by=request.user, at=now(), reason=reason), said)
    if not done and reason.strip():  # what was written is not lost
        request.session[f"raise-reason:{case.pk}"] = reason[:5000]
    return back(request, case.get_absolute_url())

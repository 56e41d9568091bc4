# SPDX-License-Identifier: EUPL-1.2
"""Put a calamity on the status page, and link a case to an outage. sla:2.2.2, sla:2.2.3"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.operations.answering import Done, FormPage, answered, sent
from akkoord.operations.models import Outage
from akkoord.operations.outage_forms import OutageForm
from akkoord.operations.staff_views.outages import in_use
from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.said import url

from ..actions import link_outage, put_on_status_page
from ..doors import back, case_for, desk_door, tried
from ..kinds import CALAMITY


@desk_door
@require_http_methods(["GET", "HEAD", "POST"])
def put_on_page(request: PersonRequest, number: str) -> HttpResponse:
    """What everybody may read of a calamity; nothing of the customer's words is filled in."""
    case, at = case_for(request.user, number, CALAMITY.name), now()
    form = OutageForm(in_use(at), sent(request), initial={"began_at": case.opened_at, "severity": "critical"})
    page = FormPage(
        _("Put it on the status page"),
        _("Put it on the status page"),
        ((_("Calamities"), url("calamities")), (case.number, case.get_absolute_url())),
        case.get_absolute_url(),
        _("Everybody reads this: name no customer, and nobody's words."),
        "urgent",
    )

    def act(given: dict[str, Any]) -> Done:
        put_on_status_page(case=case, by=request.user, at=at, instances=form.struck, **form.told)
        return case.get_absolute_url(), _("It stands on the status page.")

    return answered(request, form, page, act)


@desk_door
@require_POST
def link(request: PersonRequest, number: str) -> HttpResponse:
    """Say that it comes from an outage."""
    case = case_for(request.user, number)
    outage = Outage.objects.visible_to(request.user).filter(number=request.POST.get("outage", "").replace("\x00", "")).first()
    if outage is None:
        raise Http404
    said = _("It belongs to %(outage)s now.") % {"outage": outage.number}
    tried(request, lambda: link_outage(case=case, outage=outage, by=request.user, at=now()), said)
    return back(request, case.get_absolute_url())

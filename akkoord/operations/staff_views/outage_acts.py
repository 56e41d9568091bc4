# SPDX-License-Identifier: EUPL-1.2
"""What operations do with an outage: tell, close, write down, correct, decide. Each refusal keeps what was typed. sla:2.3.1"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.outages import ask_correction, close_outage, decide_correction, detail_outage, update_outage
from ..answering import Done, FormPage, answered, outage_of, see_other, sent
from ..doors import operator_door
from ..models import Outage
from ..outage_forms import CloseForm, CorrectionForm, DetailsForm, UpdateForm
from .outages import in_use, page_of, steps

READ = ["GET", "HEAD", "POST"]


@operator_door
@require_http_methods(READ)
def tell(request: PersonRequest, number: str) -> HttpResponse:
    """Say how far it is, or look back on it."""
    outage = outage_of(request, number)
    title = _("Tell how far we are") if outage.is_running else _("Look back on it")

    def act(given: dict[str, Any]) -> Done:
        update_outage(outage=outage, by=request.user, at=now(), **given)
        return _home(outage), _("It stands on the status page.")

    return answered(request, UpdateForm(outage, sent(request), auto_id="update_%s"), _page(outage, title, _("Tell it")), act)


@operator_door
@require_http_methods(READ)
def close(request: PersonRequest, number: str) -> HttpResponse:
    """Say that it works again."""
    outage, at = outage_of(request, number), now()
    form = CloseForm(at.replace(microsecond=0), sent(request), auto_id="close_%s")

    def act(given: dict[str, Any]) -> Done:
        close_outage(outage, by=request.user, at=at, **given)
        return _home(outage), _("It is over. The status page says so.")

    return answered(request, form, _page(outage, _("It works again"), _("Close the outage")), act)


@operator_door
@require_http_methods(READ)
def detail(request: PersonRequest, number: str) -> HttpResponse:
    """Write down what is known by now."""
    outage, at = outage_of(request, number), now()
    form = DetailsForm(outage, in_use(at, *outage.struck_now), sent(request))

    def act(given: dict[str, Any]) -> Done:
        if form.changes:
            detail_outage(outage=outage, by=request.user, at=at, **form.changes)
        return _home(outage), _("Written down.")

    return answered(request, form, _page(outage, _("What we know"), _("Save")), act)


@operator_door
@require_http_methods(READ)
def correct(request: PersonRequest, number: str) -> HttpResponse:
    """Say that it was recorded wrongly; a second person decides."""
    outage, at = outage_of(request, number), now()
    form = CorrectionForm(outage, in_use(at, *outage.struck_now), sent(request))
    lead = _("A second person decides. Until then, and afterwards too, what was recorded stays to be seen.")
    page = _page(outage, _("Correct what was recorded"), _("Ask for the correction"), lead)

    def act(given: dict[str, Any]) -> Done:
        asked = {name: given.get(name) for name in ("began_at", "ended_at", "responsible")}
        ask_correction(outage=outage, reason=given["reason"], instances=form.struck, by=request.user, at=at, **asked)
        return _home(outage), _("Asked. A colleague decides.")

    return answered(request, form, page, act)


@operator_door
@require_POST
def decide(request: PersonRequest, number: str) -> HttpResponse:
    """Confirm the correction that waits, or not."""
    outage, text = outage_of(request, number), request.POST.get("text", "").replace("\x00", "")
    confirm = request.POST.get("decision") == "yes"
    try:
        decide_correction(outage=outage, confirm=confirm, text=text, by=request.user, at=now())
    except Refusal as refusal:
        return page_of(request, outage, decision=text, error=str(refusal.message))
    messages.success(request, _("The correction holds from now on.") if confirm else _("It stays as it was recorded."))
    return see_other(_home(outage))


def _home(outage: Outage) -> str:
    return url("staff_outage", outage.number)


def _page(outage: Outage, title: str, label: str, lead: str = "") -> FormPage:
    before = (*steps(), (_("Outages"), url("outages")), (outage.number, _home(outage)))
    return FormPage(title, label, before, _home(outage), lead)

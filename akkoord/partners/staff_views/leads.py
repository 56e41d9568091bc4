# SPDX-License-Identifier: EUPL-1.2
"""Leads, assignments and what needs an agreement, for whoever looks after partners. partner:gedragscode"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.conduct import decide_permission
from ..actions.leads import decide_lead, register_lead
from ..asking import Question, ask, do, first_error, once, sent
from ..doors import manager_door, reader_door
from ..forms.conduct import DecideForm, DeskLeadForm
from ..models import Lead, Permission
from ..page import show_desk
from ..programme import partners_at
from ..rights import is_manager
from ..wording.conduct import LEADS, PERMISSIONS

GET_OR_POST = ["GET", "HEAD", "POST"]
MOST = 200


@reader_door
@require_safe
def show_leads(request: PersonRequest) -> HttpResponse:
    """What waits for a decision first; a company that several registered stands with the others."""
    leads = list(
        Lead.objects.select_related("organisation", "by").order_by(F("decided_at").asc(nulls_first=True), "-registered_at")[:MOST]
    )
    keys = [lead.company_key for lead in leads]
    also: dict[str, set[str]] = defaultdict(set)
    for lead in Lead.objects.filter(company_key__in=keys).select_related("organisation"):
        also[lead.company_key].add(lead.organisation.name)
    context = {
        "leads": [(lead, sorted(also[lead.company_key] - {lead.organisation.name})) for lead in leads],
        "states": {str(state): word for state, word in LEADS.items()},
        "is_manager": is_manager(request.user),
    }
    return show_desk(request, "network/desk_leads", context)


@manager_door
@require_http_methods(GET_OR_POST)
def new_lead(request: PersonRequest) -> HttpResponse:
    """Register a lead for a partner."""
    form = DeskLeadForm(partners_at(now()).select_related("organisation"), sent(request), initial=once())

    def act(given: dict[str, Any]) -> str:
        partner = form.partners[given.pop("partner")]
        register_lead(organisation=partner.organisation, by=request.user, at=now(), **given)
        return _("Registered for %(partner)s.") % {"partner": partner.name}

    return ask(request, form, Question(_("Register a lead"), _("Register"), [(_("Leads"), url("partner_desk_leads"))]), act)


@manager_door
@require_POST
def decide(request: PersonRequest, pk: int) -> HttpResponse:
    """Agree on a lead, or say why not."""
    lead = get_object_or_404(Lead, pk=pk)

    def act() -> str:
        given = _decision(request)
        decide_lead(lead=lead, is_agreed=given["decision"], reason=given["reason"], by=request.user, at=now())
        return _("Decided. The partner gets a mail.")

    return do(request, act, url("partner_desk_leads"))


@reader_door
@require_safe
def show_permissions(request: PersonRequest) -> HttpResponse:
    """What partners ask and what was agreed: the register of domains and campaigns too."""
    found = Permission.objects.select_related("organisation", "by", "decided_by")
    context = {
        "permissions": found.order_by(F("decided_at").desc(nulls_first=True))[:MOST],
        "kinds": {str(kind): word for kind, word in PERMISSIONS.items()},
        "is_manager": is_manager(request.user),
    }
    return show_desk(request, "network/desk_permissions", context)


@manager_door
@require_POST
def decide_on_permission(request: PersonRequest, pk: int) -> HttpResponse:
    """Agree on what a partner asks, or say why not."""
    permission = get_object_or_404(Permission, pk=pk)

    def act() -> str:
        given = _decision(request)
        decide_permission(permission=permission, is_agreed=given["decision"], reason=given["reason"], by=request.user, at=now())
        return _("Decided. The partner gets a mail.")

    return do(request, act, url("partner_desk_permissions"))


def _decision(request: PersonRequest) -> dict[str, Any]:
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise Refusal(first_error(form))
    return form.cleaned_data

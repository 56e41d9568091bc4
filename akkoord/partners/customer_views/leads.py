# SPDX-License-Identifier: EUPL-1.2
"""Leads and assignments for a partner's people. partner:gedragscode"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.people.rules import PortalRole
from akkoord.web.moments import now
from akkoord.web.said import url

from ..actions.assignments import tell_status
from ..actions.leads import end_lead, register_lead
from ..asking import Question, ask, do, once, sent
from ..assignment_stands import assignment_stands
from ..doors import partner_door
from ..forms.conduct import LeadForm, StatusForm
from ..models import Assignment, Lead
from ..models.partners import Partner
from ..page import show_partner
from ..rights import may_act
from ..wording.conduct import LEADS, PROGRESS
from ..wording.experts import day_words

GET_OR_POST = ["GET", "HEAD", "POST"]
ACTING = (PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_SUBMITTER)


@partner_door()
@require_safe
def show_leads(request: PersonRequest, partner: Partner) -> HttpResponse:
    """The partner's leads, newest first."""
    context = {
        "leads": Lead.objects.filter(organisation=partner.organisation).select_related("by"),
        "states": {str(state): word for state, word in LEADS.items()},
        "may_act": may_act(request.user, partner.organisation_id),
    }
    return show_partner(request, partner, "network/leads", context)


@partner_door(*ACTING)
@require_http_methods(GET_OR_POST)
def new_lead(request: PersonRequest, partner: Partner) -> HttpResponse:
    """Register a lead."""
    form = LeadForm(sent(request), initial=once())

    def act(given: dict[str, Any]) -> str:
        register_lead(organisation=partner.organisation, by=request.user, at=now(), **given)
        return _("Registered. You hear soon whether we agree.")

    return ask(
        request,
        form,
        Question(_("Register a lead"), _("Register"), [(_("Leads"), url("partnership_leads"))]),
        act,
        partner=partner,
    )


@partner_door(*ACTING)
@require_POST
def end(request: PersonRequest, partner: Partner, pk: int) -> HttpResponse:
    """A lead was won or lost."""
    lead, is_won = get_object_or_404(Lead, pk=pk, organisation=partner.organisation), request.POST.get("won") == "yes"

    def act() -> str:
        end_lead(lead=lead, is_won=is_won, by=request.user, at=now())
        return _("Won. Well done.") if is_won else _("Written down as lost.")

    return do(request, act, url("partnership_leads"))


@partner_door()
@require_safe
def show_assignments(request: PersonRequest, partner: Partner) -> HttpResponse:
    """The assignments with when the next status is due, what is late first."""
    found = Assignment.objects.filter(organisation=partner.organisation)
    context = {"stands": assignment_stands(found, now()), "day_words": day_words}
    return show_partner(request, partner, "network/assignments", context)


@partner_door()
@require_http_methods(GET_OR_POST)
def show_assignment(request: PersonRequest, partner: Partner, pk: int) -> HttpResponse:
    """One assignment: tell how it goes, and what was told before."""
    assignment = get_object_or_404(
        Assignment.objects.select_related("expert__person", "consultant"), pk=pk, organisation=partner.organisation
    )
    own = assignment.expert.person_id if assignment.expert else None
    (stand,) = assignment_stands(Assignment.objects.filter(pk=pk), now())
    form = StatusForm(sent(request), initial=once())

    def act(given: dict[str, Any]) -> str:
        tell_status(assignment=assignment, by=request.user, at=now(), **given)
        return _("Told. %(who)s gets a mail.") % {"who": assignment.consultant.name}

    if request.method == "POST":
        crumbs = [(_("Assignments"), url("partnership_assignments")), (assignment.customer, url("partnership_assignment", pk))]
        return ask(request, form, Question(_("Tell how it goes"), _("Tell"), crumbs), act, partner=partner)
    context = {
        "assignment": assignment,
        "stand": stand.stand,
        "form": form,
        "reports": assignment.reports.select_related("by"),
        "may_tell": may_act(request.user, partner.organisation_id, own=own) and stand.is_running,
        "progress": {str(progress): word for progress, word in PROGRESS.items()},
        "day_words": day_words,
    }
    return show_partner(request, partner, "network/assignment", context)

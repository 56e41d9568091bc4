# SPDX-License-Identifier: EUPL-1.2
"""The yearly check, an invitation and the end of a partnership, for whoever looks after partners."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.cases.models import Case
from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.checks import decide_check, start_check
from ..actions.endings import earliest_end, end_partnership, turn_back
from ..actions.partners import invite_product_partner
from ..asking import Question, ask, sent
from ..doors import manager_door, partner_named
from ..forms.checks import DecisionForm, EndingForm, InvitationForm, StartForm
from ..judging import judged_requirements
from ..kinds.checks import IMPROVING, PARTNER_CHECK
from ..page import show_desk, to
from ..programme import benefits_of, grounds_of, may_be_turned_back, terms_of_partner
from ..rules.partners import TURNED_BACK
from ..sheet import sheet_of


@manager_door
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PersonRequest, slug: str) -> HttpResponse:
    """Start the yearly check of a partner."""
    partner = partner_named(slug)
    form = StartForm(request.POST or None, initial={"once": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            case = start_check(
                partner=partner, text=form.cleaned_data["text"], once=form.cleaned_data["once"], by=request.user, at=now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The check has started. The partner's administrators get a mail."))
            return to(case.get_absolute_url())
    context = {"partner": partner, "form": form, "sheet": sheet_of(judged_requirements(partner, now()))}
    return show_desk(request, "check_start", context, status=422 if form.errors else 200)


@manager_door
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: PersonRequest, number: str) -> HttpResponse:
    """Go on together, or ask for improvement."""
    if "\x00" in number:  # no text in the database has it
        raise Http404
    found = Case.objects.visible_to(request.user).filter(number=number, kind_name=PARTNER_CHECK.name)
    case = found.select_related("partner_check__partner__organisation").first()
    if case is None:
        raise Http404
    form = DecisionForm(
        request.POST or None, initial={"once": uuid4()}, may_improve=case.state != IMPROVING or request.method == "POST"
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            decide_check(case=case, move=given["move"], text=given["text"], once=given["once"], by=request.user, at=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Decided. The partner reads it."))
            return to(case.get_absolute_url())
    partner = case.partner_check.partner
    context = {"case": case, "partner": partner, "form": form, "sheet": sheet_of(judged_requirements(partner, now()))}
    return show_desk(request, "check_decision", context, status=422 if form.errors else 200)


@manager_door
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PersonRequest, slug: str) -> HttpResponse:
    """End the partnership on a ground, or turn a product partner back, with what ends when."""
    at, partner = now(), partner_named(slug)
    terms = terms_of_partner(partner, at)
    form = EndingForm(grounds_of(terms, at), request.POST or None, may_turn_back=may_be_turned_back(terms, at))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if given["ground"] == TURNED_BACK:
                turn_back(partner=partner, reason=given["reason"], by=request.user, at=at)
            else:
                end_partnership(
                    partner=partner, ground=given["ground"], reason=given["reason"], ends_on=given["ends_on"], by=request.user, at=at
                )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The end is entered."))
            return to(url("partner_one", slug))
    context = {"partner": partner, "form": form, "for_desk": True, "benefits": benefits_of(terms, at)}
    context["first"] = earliest_end(partner=partner, by=request.user, at=at)
    return show_desk(request, "partner_ending", context, status=422 if form.errors else 200)


@manager_door
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask a partner to become product partner."""
    partner = partner_named(slug)

    def act(given: dict[str, Any]) -> str:
        invite_product_partner(partner=partner, text=given["text"], by=request.user, at=now())
        return _("The partner is invited.")

    crumbs = [(partner.name, url("partner_one", slug))]
    return ask(request, InvitationForm(sent(request)), Question(_("Invite as product partner"), _("Invite"), crumbs), act)

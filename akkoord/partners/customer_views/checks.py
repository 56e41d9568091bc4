# SPDX-License-Identifier: EUPL-1.2
"""A partner answers its yearly check, and gives notice."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.cases.models import Case
from akkoord.clocks.rules import Verdict
from akkoord.people.doors import PersonRequest
from akkoord.people.rules import PortalRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.checks import answer_check
from ..actions.endings import earliest_end, end_partnership
from ..doors import partner_door
from ..forms.checks import AnswerForm, EndingForm
from ..models.partners import Partner
from ..page import show_partner, to
from ..programme import benefits_of, terms_of_partner
from ..rights import ACTORS
from ..rules.partners import NOTICE

ASKS = (Verdict.BROKEN, Verdict.AT_RISK, Verdict.NOT_MEASURABLE)


@partner_door(*ACTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PersonRequest, partner: Partner, number: str) -> HttpResponse:
    """The form, with a remark on each requirement that is not simply kept; sent, the vendor decides."""
    if "\x00" in number:  # no text in the database has it
        raise Http404
    case = (
        Case.objects.visible_to(request.user)
        .filter(number=number, partner_check__partner__organisation__in=request.user.scope.organisations)
        .first()
    )
    if case is None:
        raise Http404
    lines = [line for line in case.check_lines.filter(round=1) if line.verdict in ASKS]
    form = AnswerForm(lines, request.POST or None, initial={"once": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            answer_check(case=case, text=given["text"], remarks=form.remarks, once=given["once"], by=request.user, at=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Sent. You hear what is decided."))
            return to(case.get_absolute_url())
    context = {"case": case, "form": form, "rows": [(line, form[f"line_{line.pk}"]) for line in lines]}
    return show_partner(request, partner, "check_answer", context, status=422 if form.errors else 200)


@partner_door(PortalRole.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def give_notice(request: PersonRequest, partner: Partner) -> HttpResponse:
    """End the partnership from the partner's side, with what ends when."""
    if partner.until is not None:
        raise Http404
    form = EndingForm((), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            end_partnership(
                partner=partner, ground=NOTICE, reason=given["reason"], ends_on=given["ends_on"], by=request.user, at=now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The end is entered."))
            return to(url("partnership"))
    context = {
        "form": form,
        "first": earliest_end(partner=partner, by=request.user, at=now()),
        "benefits": benefits_of(terms_of_partner(partner, now()), now()),
    }
    return show_partner(request, partner, "partner_ending", context, status=422 if form.errors else 200)

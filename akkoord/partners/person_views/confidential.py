# SPDX-License-Identifier: EUPL-1.2
"""Report a breach of the code in confidence; for who decides: hear the other side, and decide. partner:gedragscode"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.cases.finding import find_case
from akkoord.cases.models import Case
from akkoord.people.doors import PersonRequest, person_door
from akkoord.people.models import Organisation, Person
from akkoord.people.rules import OrganisationKind
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions.confidential import decide_report, hear_other_side, name_other_decider, report_breach
from ..asking import once, sent
from ..code import code_at
from ..confidants import concerned, deciders, hearable
from ..forms.confidential import BreachForm, DeciderForm, DecisionForm, HearForm
from ..kinds.confidential import BREACH_REPORT, decider_of

GET_OR_POST = ["GET", "HEAD", "POST"]


@person_door
@require_http_methods(GET_OR_POST)
def report(request: PersonRequest) -> HttpResponse:
    """For everybody of a partner and of the vendor."""
    organisation = _own(request.user)
    if organisation is None and not request.user.is_staff:
        raise Http404
    form = BreachForm(concerned(now()), deciders(request.user), _rules(), sent(request), initial=once())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            case = report_breach(
                organisation=organisation, partner=form.partners[given["partner"]], decider=form.deciders[given["decider"]],
                rule=given["rule"], text=given["text"], by=request.user, at=now(), once=given["once"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(
                request,
                _("Received in confidence. Only you and %(who)s can read it.") % {"who": form.deciders[given["decider"]].name},
            )
            return _to(case)
    title = _("Report a breach in confidence")
    lead = _("Only you and the colleague whom you name can read it. They hear both sides before they decide.")
    return _shown(request, form, title, lead, _("Send in confidence"))


@person_door
@require_http_methods(GET_OR_POST)
def name_decider(request: PersonRequest, number: str) -> HttpResponse:
    """The reporter names who decides, when the one whom they named no longer can."""
    case = find_case(number, request.user)
    if case is None or case.kind_name != BREACH_REPORT.name or not case.is_reported_by(request.user):
        raise Http404
    form = DeciderForm(deciders(request.user), sent(request))
    if request.method == "POST" and form.is_valid():
        decider = form.deciders[form.cleaned_data["decider"]]
        try:
            name_other_decider(report=case, decider=decider, by=request.user, at=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("From now on %(who)s decides.") % {"who": decider.name})
            return _to(case)
    lead = _("They read everything that was written here, and hear both sides before they decide.")
    return _shown(request, form, _("Name another colleague"), lead, _("Let them decide"), case)


@person_door
@require_http_methods(GET_OR_POST)
def hear(request: PersonRequest, number: str) -> HttpResponse:
    """Ask the other side."""
    case = _decided_by(request.user, number)
    form = HearForm(hearable(case.breach_report.partner, case.reporter_id), sent(request), initial=once())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            hearing = hear_other_side(
                report=case, whom=form.people[given["whom"]], text=given["text"], by=request.user, at=now(), once=given["once"]
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return _to(hearing)
    lead = _("This becomes a case of its own. They read neither the report nor who sent it.")
    return _shown(request, form, _("Hear the other side"), lead, _("Ask"), case)


@person_door
@require_http_methods(GET_OR_POST)
def decide(request: PersonRequest, number: str) -> HttpResponse:
    """Decide, once both sides were heard."""
    case = _decided_by(request.user, number)
    form = DecisionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            decide_report(
                report=case,
                is_breach=given["decision"] == "breach",
                text=given["text"],
                told=given["told"],
                by=request.user,
                at=now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return _to(case)
    return _shown(request, form, _("Decide"), _("Each side reads only what is meant for them."), _("Decide"), case)


def _own(person: Person) -> Organisation | None:
    """The partner that somebody works for."""
    found = (m.organisation for m in person.memberships_in_force if m.organisation.kind == OrganisationKind.PARTNER)
    return next(found, None)


def _decided_by(person: Person, number: str) -> Case:
    case = find_case(number, person)
    if case is None or case.kind_name != BREACH_REPORT.name or decider_of(case).pk != person.pk:
        raise Http404
    return case


def _rules() -> list[tuple[str, str]]:
    code, language = code_at(now()), (get_language() or "nl")[:2]
    return [(rule["id"], rule["text"].get(language) or rule["text"]["nl"]) for rule in code.rules] if code else []


def _shown(request: PersonRequest, form: Form, title: str, lead: str, label: str, case: Case | None = None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "title": title, "lead": lead, "label": label, "case": case}
    return render(request, "partners/network/confidential.html", context, status=422 if form.errors else 200)


def _to(case: Case) -> HttpResponse:
    answer = redirect(case.get_absolute_url())
    answer.status_code = 303
    return answer

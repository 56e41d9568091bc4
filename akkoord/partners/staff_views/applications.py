# SPDX-License-Identifier: EUPL-1.2
"""Applications for whoever looks after partners: the list, the criteria, the agreement. The case itself has the kernel's page."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akkoord.agreements.refusals import CannotSign
from akkoord.cases.models import Case
from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.applications import agree_application, assess_criteria
from ..criteria import criteria_of, found_of
from ..doors import manager_door, reader_door
from ..forms.applications import AgreementForm, CriteriaForm
from ..kinds.applications import PARTNER_APPLICATION
from ..page import show_desk, to
from ..programme import kind_titles, programme_at, today_of
from ..rules.applications import may_agree

MOST = 200


@reader_door
@require_safe
def show_applications(request: PersonRequest) -> HttpResponse:
    """Those that run, the first due first, and then the last that were decided."""
    found = (
        Case.objects.visible_to(request.user)
        .filter(kind_name=PARTNER_APPLICATION.name)
        .select_related("partner_application", "assignee")
    )
    running = list(found.open().order_by("next_due_at", "pk")[:MOST])
    decided = list(found.exclude(closed_at=None).order_by("-closed_at")[:20])
    context = {"running": running, "decided": decided, "titles": kind_titles(programme_at(now()))}
    return show_desk(request, "applications", context)


@manager_door
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: PersonRequest, number: str) -> HttpResponse:
    """The criteria as a check list; what was found of each."""
    case = _application(request, number)
    if not case.is_open:
        return to(case.get_absolute_url())
    form = CriteriaForm(criteria_of(case), found_of(case), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            assess_criteria(case=case, found=form.found, by=request.user, at=now())
        except Refusal as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("Written down."))
        return to(case.get_absolute_url())
    return show_desk(request, "application_criteria", {"case": case, "form": form}, status=422 if form.errors else 200)


@manager_door
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: PersonRequest, number: str) -> HttpResponse:
    """The agreement: from when, for which organisation; then it is a partner."""
    case = _application(request, number)
    if case.partner_application.partner is not None:  # sent twice
        return to(url("partner_one", case.partner_application.partner.slug))
    form = AgreementForm(request.POST or None, initial={"once": uuid4(), "since": today_of(now())})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            partner = agree_application(
                case=case, since=given["since"], text=given["text"], organisation=given["organisation"], once=given["once"], by=request.user, at=now()
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        except CannotSign as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(
                request,
                _("%(name)s is a partner. %(who)s is invited by e-mail.") % {"name": partner.name, "who": case.reporter_name},
            )
            return to(url("partner_one", partner.slug))
    names = {said.id for said in criteria_of(case)}
    ready = may_agree(names, {name: row.found for name, row in found_of(case).items()})
    return show_desk(
        request, "application_agreement", {"case": case, "form": form, "is_ready": ready}, status=422 if form.errors else 200
    )


def _application(request: PersonRequest, number: str) -> Case:
    if "\x00" in number:  # no text in the database has it
        raise Http404
    found = Case.objects.visible_to(request.user).filter(number=number, kind_name=PARTNER_APPLICATION.name)
    case = found.select_related("partner_application__partner").first()
    if case is None:
        raise Http404
    return case

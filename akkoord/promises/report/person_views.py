# SPDX-License-Identifier: EUPL-1.2
"""Reports, for whoever may see every case of the organisation and for the vendor. sla:2.6.2"""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akkoord.audit.actions import note_reading
from akkoord.cases.models import Case
from akkoord.cases.store import stream_of
from akkoord.people.chooser import choose_organisation
from akkoord.people.doors import PersonRequest, person_door
from akkoord.people.models import Organisation
from akkoord.web.calendar_words import words
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..rules import month_before, months_until
from .actions import ask_report
from .files import csv_of, json_of
from .forms import month_asked, organisation_asked
from .jobs import call_maker
from .models import DueReport, MadeReport
from .oscal import oscal_of
from .progress import batches
from .rights import READERS, language_of, may_run
from .rules import LOOK_BACK
from .sections import sections, title_of, written_for


@person_door
@require_http_methods(["GET", "HEAD", "POST"])
def show_reports(request: PersonRequest) -> HttpResponse:
    """The months of an organisation with their reports; for staff without one, the batches. Sent, a report is asked for."""
    if not request.user.is_staff and not request.user.organisations_with(*READERS):
        raise Http404
    if request.method == "POST":
        return _asked(request)
    organisation = organisation_asked(request.GET, request.user)
    context: dict[str, Any] = {"organisation": organisation, "month_name": _month_name}
    if organisation is not None:
        months = _months(organisation)
        context |= {"months": months, "is_waiting": any(each["due"] and not each["due"].failure for each in months)}
        context["choice"] = choose_organisation(request, request.user, *READERS)
    else:
        before = month_before(_today())
        shown = batches()
        context |= {"batches": shown, "is_waiting": not all(each.is_over for each in shown)}
        context |= {"may_run": may_run(request.user), "before": before}
    return render(request, "promises/report/reports.html", context)


@person_door
@require_safe
def show_report(request: PersonRequest, month: str) -> HttpResponse:
    """A month as it was reported."""
    organisation, made = _made(request, month)
    value = made.value
    with written_for(value, get_language() or "nl"):
        title, parts = title_of(value), sections(value)
    context = {
        "organisation": organisation,
        "made": made,
        "title": title,
        "sections": parts,
        "subjects": _subjects(request, [case.number for case in value.cases]),
        "month": month,
    }
    return render(request, "promises/report/report.html", context)


@person_door
@require_safe
def download_report(request: PersonRequest, month: str, form: str) -> HttpResponseBase:
    """The report as a file: the PDF as it was made; CSV, JSON and OSCAL from the same facts."""
    organisation, made = _made(request, month)
    name = f"{organisation.key}-{month}.{form}"
    headers = {
        "Content-Disposition": f'attachment; filename="report-{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    if form == "pdf":
        file = made.files.get(language_of(get_language() or ""), next(iter(made.files.values())))
        headers |= {"Content-Length": str(file["size"]), "Content-Encoding": "identity"}
        return StreamingHttpResponse(stream_of(file["key"]), content_type="application/pdf", headers=headers)
    if form == "csv":
        return HttpResponse(csv_of(made.value), content_type="text/csv; charset=utf-8", headers=headers)
    if form == "json":
        return HttpResponse(json_of(made.value), content_type="application/json", headers=headers)
    if form == "oscal":
        headers["Content-Disposition"] = f'attachment; filename="report-{organisation.key}-{month}.oscal.json"'
        body = oscal_of(made.value, language_of(get_language() or ""))
        return HttpResponse(body, content_type="application/json", headers=headers)
    raise Http404


def _asked(request: PersonRequest) -> HttpResponse:
    organisation = organisation_asked(request.POST, request.user)
    if organisation is None:
        raise Http404
    try:
        ask_report(organisation=organisation, month=month_asked(request.POST.get("month", "")), by=request.user, at=now())
        call_maker()
        messages.success(request, _("The report is being made. It stands here in a moment."))
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect(f"{url('reports')}?organisation={organisation.key}")


def _made(request: PersonRequest, month: str) -> tuple[Organisation, MadeReport]:
    """The newest report of a month. Raises Http404; staff who read it are noted. sla:5.3"""
    organisation = organisation_asked(request.GET, request.user)
    first = month_asked(month)
    if organisation is None:
        raise Http404
    made = MadeReport.objects.filter(organisation=organisation, month=first).order_by("-id").first()
    if made is None:
        raise Http404
    if request.user.is_staff:
        note_reading(by=request.user.pk, at=now(), subject=f"report:{made.pk}", organisation=organisation.pk)
    return organisation, made


def _months(organisation: Organisation) -> list[dict[str, Any]]:
    """Every month that has a report or can have one, the newest first."""
    made = {report.month: report for report in MadeReport.objects.filter(organisation=organisation).in_force().defer("facts")}
    due = {each.month: each for each in DueReport.objects.filter(organisation=organisation, done_at=None)}
    offered = months_until(month_before(_today()), LOOK_BACK)
    return [
        {"month": month, "code": f"{month:%Y-%m}", "made": made.get(month), "due": due.get(month), "is_offered": month in offered}
        for month in sorted({*offered, *made}, reverse=True)
    ]


def _subjects(request: PersonRequest, numbers: list[str]) -> dict[str, str]:
    """What the cases are about, which the report itself does not keep: whoever is forgotten is forgotten here too."""
    return dict(Case.objects.visible_to(request.user).filter(number__in=numbers).values_list("number", "subject"))


def _today() -> date:
    return now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def _month_name(month: date) -> str:
    return f"{words(get_language()).months[month.month - 1]} {month.year}"

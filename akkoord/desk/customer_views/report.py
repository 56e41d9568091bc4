# SPDX-License-Identifier: EUPL-1.2
"""Report an incident: the form, what the agreement gives before it is sent, and sending it. sla:2.2.1"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akkoord.cases.actions import attach_file
from akkoord.cases.models import Case
from akkoord.operations.concerning import running_for
from akkoord.people.doors import PersonRequest, customer_door
from akkoord.people.models import Organisation, Person
from akkoord.people.rules import PortalRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions import report_incident
from ..expectations import Expectation, expect_incident, may_ask_first, most_urgent
from ..forms import IncidentForm
from ..rules import Category, Impact
from ..similar import similar_cases

MOST_FILES = 20
MOST_OUTAGES = 5


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PersonRequest) -> HttpResponse:
    """The form; sent, it is the case. Who may not report reads who in the organisation can."""
    organisations = may_report_for(request.user)
    if not organisations:
        return render(
            request,
            "desk/cannot_report.html",
            {"contacts": submitters(request.user)},
            status=403 if request.method == "POST" else 200,
        )
    sent = request.method == "POST"
    form = _form(request, organisations, request.POST if sent else None)
    if sent and "preview" not in request.POST and form.is_valid():
        try:
            return _reported(request, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    context = {"form": form, **_beside(form, request.user, request.POST if sent else request.GET)}
    context["is_preview"] = sent and "preview" in request.POST
    return render(request, "desk/report.html", context, status=422 if sent and form.errors and not context["is_preview"] else 200)


@customer_door(PortalRole.INCIDENT_SUBMITTER)
@require_safe
def show_expectation(request: PersonRequest) -> HttpResponse:
    """What stands beside the form, for what is chosen in it now."""
    form = _form(request, may_report_for(request.user), None)
    return render(request, "desk/parts/report_changed.html", {"form": form, **_beside(form, request.user, request.GET)})


def may_report_for(person: Person) -> list[Organisation]:
    """The organisations for which this person is an incident submitter."""
    return [m.organisation for m in person.memberships_in_force if PortalRole.INCIDENT_SUBMITTER in m.role_set]


def submitters(person: Person) -> list[tuple[Organisation, list[str]]]:
    """Who can report instead: for each of one's organisations the submitters whom one may know of."""
    found = []
    for own in person.memberships_in_force:
        others = own.organisation.memberships.in_force().filter(roles__contains=[str(PortalRole.INCIDENT_SUBMITTER)])
        names = list(others.order_by("person__name").values_list("person__name", flat=True)[:20])
        found.append((own.organisation, names))
    return found


def _form(request: HttpRequest, organisations: list[Organisation], data: QueryDict | None) -> IncidentForm:
    wanted = (data or request.GET).get("organisation", "")
    chosen = next((o for o in organisations if str(o.pk) == wanted or o.key == wanted), organisations[0])
    initial: dict[str, Any] = {"once": uuid4(), "organisation": chosen.pk}
    for name in ("subject", "text", "area", "category", "impact"):
        if name in request.GET:
            initial[name] = request.GET[name]
    return IncidentForm(organisations, data, initial=initial, may_ask_first=may_ask_first(chosen.pk, now()))


def _beside(form: IncidentForm, person: Person, chosen: QueryDict) -> dict[str, Any]:
    """The deadlines and the own similar cases for what is chosen, valid or not."""
    organisation = next(
        (pk for pk in form.organisations if str(pk) == chosen.get("organisation")), next(iter(form.organisations))
    )
    return {
        "expectation": _expected(organisation, chosen, "ask_first" in form.fields),
        "similar": similar_cases(person, chosen.get("subject", "")),
        "words": chosen.get("subject", ""),
        "outages": list(running_for(organisation, now())[:MOST_OUTAGES]),
    }


def _expected(organisation_id: int, chosen: QueryDict, may_ask: bool) -> Expectation | None:
    try:
        category, impact = Category(chosen.get("category", Category.ERROR)), Impact(chosen.get("impact", Impact.HINDERED))
    except ValueError:
        category, impact = Category.ERROR, Impact.HINDERED
    at = now()
    asked = most_urgent(organisation_id, at) if may_ask and chosen.get("ask_first") else None
    return expect_incident(organisation_id=organisation_id, category=category, impact=impact, at=at, asked=asked)


def _reported(request: PersonRequest, form: IncidentForm) -> HttpResponse:
    given, at = form.cleaned_data, now()
    case = report_incident(
        by=request.user,
        at=at,
        organisation=form.the_organisation,
        subject=given["subject"],
        text=given["text"],
        category=Category(given["category"]),
        impact=Impact(given["impact"]),
        area=given["area"],
        expected=given["expected"],
        error_message=given["error_message"],
        environment=given["environment"],
        steps=given["steps"],
        once=given["once"],
        priority=most_urgent(form.the_organisation.pk, at) if given.get("ask_first") else None,
    )
    if not case.is_repeated:
        attach_all(request, case)
        messages.success(request, _("Received as %(number)s. You get a mail with this too.") % {"number": case.number})
    answer = redirect(case.get_absolute_url())
    answer.status_code = 303
    return answer


def attach_all(request: PersonRequest, case: Case) -> None:
    """Attach the files that came with a report to its first message; one that is refused does not take the report with it."""
    files = request.FILES.getlist("attachments")
    first = case.messages.order_by("at", "pk").first() if files else None
    for file in files[:MOST_FILES]:
        try:
            attach_file(
                case=case,
                by=request.user,
                at=now(),
                name=file.name or "",
                size=file.size or 0,
                chunks=file.chunks(),
                message=first,
            )
        except Refusal as refusal:
            said = _("Your report is kept, but not the file %(name)s: %(reason)s")
            messages.error(request, said % {"name": file.name, "reason": refusal.message})
    if len(files) > MOST_FILES:
        messages.error(request, _("Only the first %(count)d files were kept. Add the others below.") % {"count": MOST_FILES})

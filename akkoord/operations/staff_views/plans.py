# SPDX-License-Identifier: EUPL-1.2
"""Improvement plans: which are due, writing one, and publishing it. sla:2.3.1"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.people.rules import StaffRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.plans import publish_plan, write_plan
from ..availability.wording import month_name, one_share
from ..doors import operator_door, reader_door
from ..improvement.forms import PlanForm
from ..improvement.reading import figure_of, plan_of, shown
from ..models import ImprovementPlan

MOST = 36
DECIMALS = 4


@reader_door
@require_safe
def show_plans(request: PersonRequest) -> HttpResponse:
    """The plans of the last years, the newest month first."""
    plans = shown(list(ImprovementPlan.objects.order_by("-month", "promise")[:MOST]), now())
    return render(request, "operations/improvement/plans.html", {"plans": plans, "month_name": month_name})


@reader_door
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: PersonRequest, month: str) -> HttpResponseBase:
    """One month's plan, to be written by whoever works in operations; sent, what was written is kept."""
    if request.method == "POST":
        return _save(request, month)
    return _page(request, plan_of(month, ImprovementPlan.objects.all()))


@operator_door
def _save(request: PersonRequest, month: str) -> HttpResponse:
    found = plan_of(month, ImprovementPlan.objects.all())
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        write_plan(plan=found, **form.cleaned_data, by=request.user, at=now())
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, found, form)
    messages.success(request, _("Kept. Nobody outside reads it until you publish it."))
    return _to(url("improvement_plan", month))


@operator_door
@require_POST
def publish(request: PersonRequest, month: str) -> HttpResponse:
    """Let everybody read it."""
    found = plan_of(month, ImprovementPlan.objects.all())
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        publish_plan(plan=found, **form.cleaned_data, by=request.user, at=now())
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, found, form)
    messages.success(request, _("Published. The clock has stopped."))
    return _to(url("improvement_plan", month))


def _page(request: PersonRequest, found: ImprovementPlan, form: PlanForm | None = None) -> HttpResponse:
    at = now()
    best, bound = figure_of(found, at)
    context = {
        "shown": shown([found], at)[0],
        "plan": found,
        "month": month_name(found.month),
        "address": f"{found.month:%Y-%m}",
        "best": one_share(best, DECIMALS) if best is not None else "",
        "bound": one_share(bound, DECIMALS) if bound is not None else "",
        "form": form or PlanForm(initial={"text_nl": found.text_nl, "text_en": found.text_en}),
        "may_write": request.user.has_staff_role(StaffRole.OPERATIONS) and found.published_at is None,
    }
    return render(request, "operations/improvement/plan.html", context, status=422 if form is not None and form.errors else 200)


def _to(address: str) -> HttpResponse:
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer

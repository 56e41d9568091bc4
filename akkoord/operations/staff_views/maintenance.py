# SPDX-License-Identifier: EUPL-1.2
"""Maintenance as operations see it: what runs and comes, what was, one with every plan it had, and a new one. sla:2.3.1"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.people.rules import StaffRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.maintenance import plan_maintenance
from ..answering import Done, FormPage, maintenance_of, see_other, sent, shown
from ..doors import operator_door, reader_door
from ..maintenance_forms import PlanForm, WhenForm
from ..models import Maintenance
from ..refusals import PlanRefused
from ..rules.formula import CountsAs
from ..status.wording import KINDS
from ..weighing import PlanReading, read_plan, reading_of_plan
from .outages import in_use, steps

PAGE = 50
TEMPLATE = "operations/plan_form.html"


@reader_door
@require_safe
def show_maintenances(request: PersonRequest) -> HttpResponse:
    """What runs and what comes, then what was done or called off, the newest first."""
    at = now()
    known = Maintenance.objects.prefetch_related("instances__component", "plans")
    ahead = known.running() | known.filter(begun_at=None, cancelled_at=None, planned_until__gt=at)
    over = known.exclude(pk__in=ahead.values("pk")).order_by("-planned_from", "-id")
    before = Maintenance.objects.filter(number=request.GET.get("before", "").replace("\x00", "")).first()
    if before is not None:
        earlier = Q(planned_from__lt=before.planned_from) | Q(planned_from=before.planned_from, pk__lt=before.pk)
        over = over.filter(earlier)
    past = list(over[: PAGE + 1])
    context = {
        "ahead": list(ahead.order_by("planned_from", "id")) if before is None else [],
        "past": past[:PAGE],
        "next_url": f"{url('maintenances')}?before={past[PAGE - 1].number}" if len(past) > PAGE else None,
        "is_first": before is None,
        "kinds": KINDS,
        "at": at,
        "may_write": request.user.has_staff_role(StaffRole.OPERATIONS),
    }
    return render(request, "operations/maintenances.html", context)


@reader_door
@require_safe
def show_maintenance(request: PersonRequest, number: str) -> HttpResponse:
    """One maintenance: what it touches, every plan it had, and how its time counts."""
    work, at = maintenance_of(request, number), now()
    plans = list(work.plans.select_related("by"))
    last = next((plan for plan in reversed(plans) if not plan.is_cancelled), None)
    context = {
        "work": work,
        "plans": plans,
        "reading": reading_of_plan(work, last) if last else None,
        "kinds": KINDS,
        "at": at,
        "is_over_time": work.begun_at is not None and (work.ended_at or at) > work.planned_until,
        "is_early": work.begun_at is not None and work.begun_at < work.planned_from,
        "may_write": request.user.has_staff_role(StaffRole.OPERATIONS),
        "counts_as": CountsAs,
    }
    return render(request, "operations/maintenance.html", context)


@operator_door
@require_http_methods(["GET", "HEAD", "POST"])
def new_maintenance(request: PersonRequest) -> HttpResponse:
    """Plan work. What it means stands there before it is announced."""
    at = now().replace(microsecond=0)
    form = PlanForm(in_use(at), sent(request))
    page = FormPage(
        _("Plan maintenance"),
        _("Announce it"),
        (*steps(), (_("Maintenance"), url("maintenances"))),
        url("maintenances"),
        template=TEMPLATE,
    )

    def read(given: dict[str, Any]) -> PlanReading:
        return read_plan(given["kind"], is_security=given["is_security"], **_when(given, at))

    def act(given: dict[str, Any]) -> Done:
        wanted = {name: value for name, value in given.items() if name not in ("instances", "take")}
        made = plan_maintenance(instances=form.touched, by=request.user, at=at, **wanted)
        return url("staff_maintenance", made.number), _("Announced. It stands on the status page.")

    return weighed(request, form, page, read, act)


def weighed(
    request: PersonRequest,
    form: WhenForm,
    page: FormPage,
    read: Callable[[dict[str, Any]], PlanReading],
    act: Callable[[dict[str, Any]], Done],
) -> HttpResponse:
    """Show what a plan means, and act on it when it is sent again, or when the moment that was offered is taken."""
    if request.method != "POST" or not form.is_valid():
        return shown(request, form, page, reading=None)
    given = form.cleaned_data
    reading = read(given)
    if given["take"] or request.POST.get("seen") == reading.mark:
        try:
            to, said = act(given)
        except PlanRefused as refusal:
            form.add_error("exception", str(refusal.message))
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, said)
            return see_other(to)
    return shown(request, form, page, reading=reading, counts_as=CountsAs)


def _when(given: dict[str, Any], at: datetime) -> dict[str, datetime]:
    return {"begin": given["planned_from"], "end": given["planned_until"], "at": at}

# SPDX-License-Identifier: EUPL-1.2
"""What operations do with maintenance: move it, call it off, begin and end the work. sla:2.3.1"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.maintenance import begin_maintenance, cancel_maintenance, end_maintenance, move_maintenance
from ..answering import Done, FormPage, answered, maintenance_of, see_other, sent
from ..doors import operator_door
from ..maintenance_forms import DoneForm, MoveForm
from ..models import Maintenance
from ..weighing import PlanReading, read_plan
from .maintenance import TEMPLATE, weighed
from .outages import steps

READ = ["GET", "HEAD", "POST"]


@operator_door
@require_http_methods(READ)
def move(request: PersonRequest, number: str) -> HttpResponse:
    """Another moment: it is announced anew."""
    work, at = maintenance_of(request, number), now().replace(microsecond=0)
    last = work.plans.last()
    form = MoveForm(work, last.sequence if last else 0, sent(request))
    lead = _("It is announced anew, and the time ahead that we promise counts from now.")

    def read(given: dict[str, Any]) -> PlanReading:
        when = {"begin": given["planned_from"], "end": given["planned_until"], "at": at}
        return read_plan(work.kind, is_security=work.is_security, **when)

    def act(given: dict[str, Any]) -> Done:
        wanted = {name: value for name, value in given.items() if name != "take"}
        move_maintenance(maintenance=work, by=request.user, at=at, **wanted)
        return _home(work), _("Moved, and announced anew.")

    return weighed(request, form, _page(work, _("Move it"), _("Announce it anew"), lead, TEMPLATE), read, act)


@operator_door
@require_http_methods(READ)
def cancel(request: PersonRequest, number: str) -> HttpResponse:
    """Call it off, after saying what that does."""
    work = maintenance_of(request, number)
    if request.method == "POST":
        try:
            cancel_maintenance(maintenance=work, by=request.user, at=now())
        except Refusal as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("Called off. The status page says so."))
        return see_other(_home(work))
    page = _page(work, _("Call it off"), _("Call it off"))
    return render(request, "operations/cancel_maintenance.html", {"work": work, "page": page})


@operator_door
@require_http_methods(READ)
def begin(request: PersonRequest, number: str) -> HttpResponse:
    """The work begins."""
    work, title = maintenance_of(request, number), _("The work begins")
    lead = _("What is done before the announced begin, or after the announced end, counts as an outage.")

    def act(given: dict[str, Any]) -> Done:
        begin_maintenance(maintenance=work, begun_at=given["moment"], by=request.user, at=now())
        return _home(work), _("Begun. The status page says so.")

    return _done(request, _page(work, title, _("The work began then"), lead), act)


@operator_door
@require_http_methods(READ)
def end(request: PersonRequest, number: str) -> HttpResponse:
    """The work is done."""
    work, title = maintenance_of(request, number), _("The work is done")
    lead = _("What is done after the announced end counts as an outage.")

    def act(given: dict[str, Any]) -> Done:
        end_maintenance(maintenance=work, ended_at=given["moment"], by=request.user, at=now())
        return _home(work), _("Done. The status page says so.")

    return _done(request, _page(work, title, _("The work was done then"), lead), act)


def _done(request: PersonRequest, page: FormPage, act: Callable[[dict[str, Any]], Done]) -> HttpResponse:
    return answered(request, DoneForm(now().replace(microsecond=0), sent(request)), page, act)


def _home(work: Maintenance) -> str:
    return url("staff_maintenance", work.number)


def _page(work: Maintenance, title: str, label: str, lead: str = "", template: str = "operations/form.html") -> FormPage:
    before = (*steps(), (_("Maintenance"), url("maintenances")), (work.number, _home(work)))
    return FormPage(title, label, before, _home(work), lead, template=template)

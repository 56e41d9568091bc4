# SPDX-License-Identifier: EUPL-1.2
"""Outages as operations see them: those that run, those of before, one with all that is known of it, and a new one. sla:2.3.1"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akkoord.cases.models import Case
from akkoord.cases.visibility import FOR_STAFF
from akkoord.people.doors import PersonRequest
from akkoord.people.models import Person
from akkoord.people.rules import StaffRole
from akkoord.web.moments import now
from akkoord.web.said import url

from ..actions.outages import open_outage
from ..answering import Done, FormPage, answered, outage_of, sent
from ..doors import operator_door, reader_door
from ..models import Bounds, Instance, Outage
from ..outage_forms import CloseForm, OutageForm, UpdateForm
from ..outage_words import IMPACTS, RESPONSIBLES, SEVERITIES, SEVERITY_LOOKS, STATES

PAGE = 50
WORDS = {
    "states": STATES,
    "impacts": IMPACTS,
    "severities": SEVERITIES,
    "severity_looks": SEVERITY_LOOKS,
    "responsibles": RESPONSIBLES,
}


@reader_door
@require_safe
def show_outages(request: PersonRequest) -> HttpResponse:
    """Those that run first, then those that are over, the newest first."""
    waiting = Bounds.objects.filter(outage=OuterRef("pk"), is_correction=True, decided_at=None)
    known = Outage.objects.annotate(waits=Exists(waiting)).prefetch_related("affected__instance__component")
    before = Outage.objects.filter(number=request.GET.get("before", "").replace("\x00", "")).first()
    over = known.exclude(ended_at=None).order_by("-began_at", "-id")
    if before is not None:
        over = over.filter(Q(began_at__lt=before.began_at) | Q(began_at=before.began_at, pk__lt=before.pk))
    past = list(over[: PAGE + 1])
    context = {
        "running": list(known.running().order_by("began_at")) if before is None else [],
        "past": past[:PAGE],
        "next_url": f"{url('outages')}?before={past[PAGE - 1].number}" if len(past) > PAGE else None,
        "is_first": before is None,
        "may_write": _may_write(request.user),
        **WORDS,
    }
    return render(request, "operations/outages.html", context)


@operator_door
@require_http_methods(["GET", "HEAD", "POST"])
def new_outage(request: PersonRequest) -> HttpResponse:
    """Say that something does not work."""
    at = now()
    form = OutageForm(in_use(at), sent(request), initial={"began_at": at.replace(microsecond=0)})
    page = FormPage(
        _("A new outage"),
        _("Put it on the status page"),
        (*steps(), (_("Outages"), url("outages"))),
        url("outages"),
        _("It stands on the status page at once. You can tell more later."),
        "urgent",
    )

    def act(given: dict[str, Any]) -> Done:
        outage = open_outage(instances=form.struck, by=request.user, at=at, **form.told)
        return url("staff_outage", outage.number), _("It stands on the status page.")

    return answered(request, form, page, act)


@reader_door
@require_safe
def show_outage(request: PersonRequest, number: str) -> HttpResponse:
    """One outage with everything that is known of it."""
    return page_of(request, outage_of(request, number))


def page_of(request: PersonRequest, outage: Outage, *, decision: str = "", error: str = "") -> HttpResponse:
    """The page of an outage; with a decision about its correction that was refused, that text and why."""
    at = now()
    bounds = list(outage.bounds.select_related("by", "decided_by"))
    waiting = next((row for row in bounds if row.is_correction and row.decided_at is None), None)
    context = {
        "outage": outage,
        "struck": list(outage.affected.select_related("instance__component").order_by("instance__component__position")),
        "updates": list(outage.updates.select_related("by")),
        "bounds": bounds,
        "in_force": next((row for row in reversed(bounds) if not row.is_correction or row.is_confirmed), None),
        "waiting": waiting,
        "names": {i.code: i.title for i in Instance.objects.filter(code__in=_codes(bounds)).select_related("component")},
        "may_write": _may_write(request.user),
        "may_decide": waiting is not None and _may_write(request.user) and waiting.by_id != request.user.pk,
        "decision": decision,
        "error": error,
        "update_form": UpdateForm(outage, auto_id="update_%s"),
        "close_form": CloseForm(at.replace(microsecond=0), auto_id="close_%s") if outage.is_running else None,
        "cases": cases_of(outage, request.user),
        "at": at,
        **WORDS,
    }
    return render(request, "operations/outage.html", context, status=409 if error else 200)


@dataclass(frozen=True)
class LinkedCase:
    """A case that belongs to an outage; its subject and page only for who may open it."""

    number: str
    organisation: str
    subject: str
    address: str | None
    opened_at: datetime


def cases_of(outage: Outage, person: Person) -> list[LinkedCase]:
    """The cases that belong to it, the first one first. Three queries."""
    keys = [int(link.subject.removeprefix("case:")) for link in outage.cases.all() if link.subject.startswith("case:")]
    found = list(Case.objects.filter(pk__in=keys, audience__in=FOR_STAFF).select_related("organisation").order_by("opened_at"))
    seen = set(Case.objects.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True))
    return [
        LinkedCase(
            case.number,
            case.organisation.name if case.organisation else "",
            case.subject if case.pk in seen else "",
            case.get_absolute_url() if case.pk in seen else None,
            case.opened_at,
        )
        for case in found
    ]


def in_use(at: datetime, *struck: str) -> list[Instance]:
    """The instances that run, and those that were struck though they no longer do, in the order of the status page."""
    running = Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
    found = Instance.objects.filter(running | Q(code__in=struck)).select_related("component")
    return list(found.order_by("component__position", "component_id", "id"))


def steps() -> tuple[tuple[str, str | None], ...]:
    """The first crumb."""
    return ((_("Operations"), url("operations")),)


def _may_write(person: Person) -> bool:
    return person.has_staff_role(StaffRole.OPERATIONS)


def _codes(bounds: list[Bounds]) -> set[str]:
    return {code for row in bounds for code in row.struck}

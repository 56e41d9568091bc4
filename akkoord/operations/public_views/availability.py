# SPDX-License-Identifier: EUPL-1.2
"""How much of the time everything worked: twelve months, a month, a component's intervals. Own figures first. sla:2.3.1"""

from __future__ import annotations

import csv
from datetime import UTC, date
from io import StringIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akkoord.people.doors import public_door
from akkoord.timing.moments import moment_at
from akkoord.web.calendar_words import words
from akkoord.web.frame import language
from akkoord.web.moments import now

from ..availability.chosen import Chosen, chosen_by
from ..availability.document import document_of
from ..availability.intervals import HEAD, as_records, intervals_of
from ..availability.month import copies_of, headline_of, interval_rows, month_facts, month_lines, published_plan
from ..availability.wording import month_name, share_words, verdict_of
from ..availability.year import all_components, clause_of, read_year, visible
from ..evidence import MonthReading, availability
from ..models import Component
from ..rights import may_dispute
from ..rules.availability import Share
from ..rules.months import Why, month_before, next_month
from ..status.addresses import first_day
from .language import in_asked_language


@public_door
@require_safe
@in_asked_language
def show_availability(request: HttpRequest) -> HttpResponse:
    """Twelve months, of all components together and of each."""
    chosen = chosen_by(request)
    context = {
        "chosen": chosen,
        "year": read_year(chosen, now()),
        "verdict_of": verdict_of,
        "short": words(language()).months_short,
    }
    return render(request, "operations/availability/year.html", context)


@public_door
@require_safe
@in_asked_language
def show_month(request: HttpRequest, month: str) -> HttpResponse:
    """One month: its figures, how they were counted, and what is done about it."""
    chosen = chosen_by(request)
    reading = _reading(month, chosen)
    counted = all_components(reading, chosen.person)
    context = {
        **_around(reading, chosen),
        "headline": headline_of(reading),
        "facts": month_facts(reading),
        "lines": month_lines(reading, counted, chosen),
        "plan": published_plan(reading),
        "formula": reading.agreed.formula,
    }
    return render(request, "operations/availability/month.html", context)


@public_door
@require_safe
@in_asked_language
def show_component(request: HttpRequest, month: str, code: str) -> HttpResponse:
    """One component in a month, down to the intervals."""
    chosen = chosen_by(request)
    reading = _reading(month, chosen)
    component = _component(reading, chosen, code)
    counted = all_components(reading, chosen.person)
    figure = counted.components[code]
    context = {
        **_around(reading, chosen),
        "component": component,
        "figure": figure,
        "copies": copies_of(counted, code),
        "share": share_words(Share(figure.worst, figure.best), 4),
        "rows": interval_rows(reading, chosen, component),
        "zone": reading.agreed.zone,
    }
    return render(request, "operations/availability/component.html", context)


@public_door
@require_safe
def show_intervals(request: HttpRequest, month: str, form: str) -> HttpResponse:
    """The intervals for a program: all, or those of one component (`?component=`)."""
    chosen = chosen_by(request)
    reading = _reading(month, chosen)
    counted = all_components(reading, chosen.person)
    code = request.GET.get("component", "")
    wanted = {_component(reading, chosen, code).code} if code else None
    rows = as_records(intervals_of(counted, chosen.person, wanted), {i.pk: i.code for i in reading.facts.instances})
    if form == "json":
        return JsonResponse(document_of(reading, counted, rows))
    if form != "csv":
        raise Http404
    return _csv(rows, f"availability-{month}{'-' + code if code else ''}.csv")


def _csv(rows: list[dict[str, Any]], name: str) -> HttpResponse:
    text = StringIO()
    writer = csv.DictWriter(text, HEAD)
    writer.writeheader()
    writer.writerows({**row, "also": " ".join(row["also"])} for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _reading(month: str, chosen: Chosen) -> MonthReading:
    """The month, if there is anything to say about it."""
    reading = availability(first_day(month), at=now(), organisation=chosen.pk)
    if reading.why in (Why.NOT_BEGUN, Why.NO_COMPONENTS) or not reading.own.components:
        raise Http404
    return reading


def _component(reading: MonthReading, chosen: Chosen, code: str) -> Component:
    codes = all_components(reading, chosen.person).components
    found = next((c for c in visible(reading.facts.components, chosen.person) if c.code == code and c.code in codes), None)
    if found is None:
        raise Http404
    return found


def _around(reading: MonthReading, chosen: Chosen) -> dict[str, Any]:
    first: date = reading.month
    return {
        "chosen": chosen,
        "reading": reading,
        "month": f"{first:%Y-%m}",
        "month_name": month_name(first),
        "verdict": verdict_of(reading.stand),
        "clause_number": clause_of([reading]),
        "may_dispute": may_dispute(chosen.person),
        "before": f"{month_before(first):%Y-%m}" if _ran_before(reading) else None,
        "after": None if reading.is_running else f"{next_month(first):%Y-%m}",
    }


def _ran_before(reading: MonthReading) -> bool:
    return Component.objects.filter(code__in=reading.own.components, since__lt=moment_at(reading.begin, UTC)).exists()

# SPDX-License-Identifier: EUPL-1.2
"""The status page, its history by month, and the pages of an outage and of a maintenance. sla:2.3.1"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from akkoord.people.doors import public_door
from akkoord.people.models import Person
from akkoord.web.calendar_words import words
from akkoord.web.frame import language
from akkoord.web.moments import now

from ..models import Maintenance, Outage
from ..rights import may_dispute
from ..status.addresses import first_day
from ..status.page import page_of
from ..status.reading import read_scene, with_details
from ..status.wording import IMPACTS, KINDS, STATES
from .language import in_asked_language


@public_door
@require_safe
@in_asked_language
def show_status(request: HttpRequest) -> HttpResponse:
    """How everything is now."""
    return render(request, "operations/status/status.html", page_of(read_scene(now(), _person(request)), _person(request)))


@public_door
@require_safe
def show_history_now(request: HttpRequest) -> HttpResponse:
    """This month's history."""
    return redirect("status_history", f"{now().astimezone(_zone()):%Y-%m}")


@public_door
@require_safe
@in_asked_language
def show_history(request: HttpRequest, month: str) -> HttpResponse:
    """What began in a month of the vendor's calendar, and where to go on."""
    first = first_day(month)
    begin, end = _midnight(first), _midnight(_next(first))
    outages = Outage.objects.visible_to(_person(request))
    works = Maintenance.objects.visible_to(_person(request))
    month_outages = with_details(outages.filter(began_at__gte=begin, began_at__lt=end).order_by("-began_at", "-id"))
    month_works = works.filter(planned_from__gte=begin, planned_from__lt=end, announced_at__lte=now())
    context = {
        "month": f"{words(language()).months[first.month - 1]} {first.year}",
        "outages": month_outages,
        "works": month_works.prefetch_related("instances__component").order_by("-planned_from", "-id"),
        "earlier": _month_of(outages.filter(began_at__lt=begin).order_by("-began_at").first(), works.filter(planned_from__lt=begin).order_by("-planned_from").first(), latest=True),
        "later": _month_of(outages.filter(began_at__gte=end).order_by("began_at").first(), works.filter(planned_from__gte=end, announced_at__lte=now()).order_by("planned_from").first(), latest=False),
        "states": STATES,
        "kinds": KINDS,
    }  # fmt: skip
    return render(request, "operations/status/history.html", context)


@public_door
@require_safe
@in_asked_language
def show_outage(request: HttpRequest, number: str) -> HttpResponse:
    """One outage: what, how long, and every word said about it."""
    outage = _one(with_details(Outage.objects.visible_to(_person(request))), number)
    bounds = [row for row in outage.bounds.all() if row.is_confirmed or not row.is_correction]
    corrected = [row for row in bounds if row.is_correction]
    return render(
        request,
        "operations/status/outage.html",
        {
            "outage": outage,
            "first": bounds[0] if corrected else None,
            "corrected": corrected,
            "states": STATES,
            "impacts": IMPACTS,
            "may_dispute": may_dispute(request.user),
        },
    )


@public_door
@require_safe
@in_asked_language
def show_maintenance(request: HttpRequest, number: str) -> HttpResponse:
    """One maintenance: when, what, and every plan it ever had."""
    found = Maintenance.objects.visible_to(_person(request)).filter(announced_at__lte=now())
    work = _one(found.prefetch_related("instances__component"), number)
    return render(request, "operations/status/maintenance.html", {"work": work, "plans": list(work.plans.all()), "kinds": KINDS})


def _one(among: Any, number: str) -> Any:
    found = None if "\x00" in number else among.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _person(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=_zone())


def _next(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _month_of(outage: Outage | None, work: Maintenance | None, *, latest: bool) -> str | None:
    """The month of the nearest of both."""
    moments = [outage.began_at] if outage else []
    moments += [work.planned_from] if work else []
    if not moments:
        return None
    return f"{(max if latest else min)(moments).astimezone(_zone()):%Y-%m}"

# SPDX-License-Identifier: EUPL-1.2
"""Kick-offs, events, expert days and meetings for whoever looks after partners. partner:dienstverlenend, partner:expert"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.said import url

from ..actions.gatherings import cancel_gathering, plan_gathering, write_attendance
from ..asking import Question, ask, do, once, sent
from ..doors import manager_door, reader_door
from ..forms.experts import GatheringForm
from ..models import Attendance, Expert, Gathering
from ..page import show_desk
from ..programme import partners_at
from ..rights import is_manager
from ..wording.experts import GATHERINGS

GET_OR_POST = ["GET", "HEAD", "POST"]
PAST = 20


@reader_door
@require_safe
def show_gatherings(request: PersonRequest) -> HttpResponse:
    """What is to come, and what has been, with whether attendance was written down."""
    at = now()
    there = Gathering.objects.filter(cancelled_at=None).select_related("organisation")
    context = {
        "coming": list(there.filter(starts_at__gt=at)),
        "past": list(there.filter(starts_at__lte=at).order_by("-starts_at")[:PAST]),
        "is_manager": is_manager(request.user),
        "kinds": {str(kind): word for kind, word in GATHERINGS.items()},
    }
    return show_desk(request, "network/desk_gatherings", context)


@manager_door
@require_http_methods(GET_OR_POST)
def new_gathering(request: PersonRequest) -> HttpResponse:
    """Plan something that partners come to."""
    form = GatheringForm(partners_at(now()).select_related("organisation"), sent(request), initial=once())

    def act(given: dict[str, Any]) -> str:
        chosen = given.pop("partner")
        organisation = form.partners[chosen].organisation if chosen else None
        plan_gathering(organisation=organisation, by=request.user, at=now(), **given)
        return _("Planned. Partners see it on their page.")

    return ask(
        request, form, Question(_("Plan a gathering"), _("Plan"), [(_("Gatherings"), url("partner_desk_gatherings"))]), act
    )


@reader_door
@require_safe
def show_gathering(request: PersonRequest, pk: int) -> HttpResponse:
    """Who comes; afterwards, who was there and who presented."""
    gathering = get_object_or_404(Gathering.objects.select_related("organisation"), pk=pk)
    said = {a.expert_id: a for a in Attendance.objects.filter(gathering=gathering)}
    rows = [(expert, said.get(expert.pk)) for expert in _experts(gathering)]
    context = {
        "gathering": gathering,
        "rows": sorted(rows, key=lambda row: (row[1] is None or row[1].withdrawn_at is not None, row[0].person.name)),
        "is_past": gathering.starts_at <= now(),
        "is_manager": is_manager(request.user) and gathering.cancelled_at is None,
        "kinds": {str(kind): word for kind, word in GATHERINGS.items()},
    }
    return show_desk(request, "network/desk_gathering", context)


@manager_door
@require_POST
def attendance(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down who was there."""
    gathering = get_object_or_404(Gathering, pk=pk)
    there, speaking = set(request.POST.getlist("came")), set(request.POST.getlist("presented"))
    experts = list(_experts(gathering))

    def act() -> str:
        came = [expert for expert in experts if str(expert.pk) in there]
        presented = [expert for expert in experts if str(expert.pk) in speaking]
        write_attendance(gathering=gathering, came=came, presented=presented, by=request.user, at=now())
        return _("Written down.")

    return do(request, act, url("partner_desk_gathering", pk))


@manager_door
@require_POST
def cancel(request: PersonRequest, pk: int) -> HttpResponse:
    """It does not go ahead."""
    gathering = get_object_or_404(Gathering, pk=pk)

    def act() -> str:
        cancel_gathering(gathering=gathering, by=request.user, at=now())
        return _("Cancelled. Who would come gets a mail.")

    return do(request, act, url("partner_desk_gatherings"))


def _experts(gathering: Gathering) -> list[Expert]:
    """Who can have been there: experts now, and whoever said to come."""
    found = Expert.objects.filter(ended_at=None) | Expert.objects.filter(attendances__gathering=gathering)
    if gathering.organisation_id is not None:
        found = found.filter(organisation=gathering.organisation_id)
    return list(found.select_related("person", "organisation").distinct())

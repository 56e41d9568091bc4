# SPDX-License-Identifier: EUPL-1.2
"""The board of what stands still, and looking back on it. sla:2.2.2"""

from __future__ import annotations

from collections import defaultdict
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akkoord.cases.actions import make_move
from akkoord.cases.calendars import calendar_of_clock
from akkoord.cases.case_clocks import view_of
from akkoord.cases.kind import Purpose
from akkoord.cases.models import Case, Message
from akkoord.clocks.models import Clock
from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now

from ..actions import review_calamity
from ..doors import back, case_for, desk_door, once_of, tried
from ..forms import ReviewForm
from ..kinds import CALAMITY, RESOLVED

MOST = 50


@desk_door
@require_safe
def show_calamities(request: PersonRequest) -> HttpResponse:
    """Running calamities with their clocks and contacts; those resolved that still need a review; the last reviewed."""
    return _board(request, typed={}, status=200)


def _board(request: PersonRequest, *, typed: dict[int, str], status: int) -> HttpResponse:
    at = now()
    seen = Case.objects.visible_to(request.user).filter(kind_name=CALAMITY.name, merged_into=None)
    seen = seen.select_related("organisation", "assignee", "reporter", "calamity")
    running = list(seen.open().order_by("opened_at")[:MOST])
    clocks, contacts = defaultdict(list), defaultdict(list)
    for clock in Clock.objects.of(*(case.key for case in running)):
        view = view_of(clock, kind=CALAMITY, calendar=calendar_of_clock(clock.version_id, clock.calendar, at), at=at)
        clocks[clock.subject].append(view)
    for message in Message.objects.filter(case__in=running, purpose=Purpose.CONTACT).select_related("by").order_by("-at", "-pk"):
        contacts[message.case_id].append(message)
    context = {
        "running": [(case, clocks[case.key], contacts[case.pk]) for case in running],
        "to_review": list(seen.filter(state=RESOLVED).order_by("closed_at")[:MOST]),
        "reviewed": list(seen.filter(state="reviewed").order_by("-closed_at")[:10]),
    }
    return render(request, "desk/calamities.html", {**context, "typed": typed, "new_key": uuid4}, status=status)


@desk_door
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: PersonRequest, number: str) -> HttpResponse:
    """Cause, what was done, and what prevents it."""
    case = case_for(request.user, number, CALAMITY.name)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(
            request,
            lambda: review_calamity(case=case, by=request.user, at=now(), **given),
            _("Written. The customer gets a mail."),
        ):
            return back(request, case.get_absolute_url())
    return render(request, "desk/review.html", {"case": case, "form": form}, status=422 if form.errors else 200)


@desk_door
@require_http_methods(["POST"])
def log_contact(request: PersonRequest, number: str) -> HttpResponse:
    """Note that the customer was spoken to, and what was said."""
    case = case_for(request.user, number, CALAMITY.name)
    text = request.POST.get("text", "")
    move = "contact_again" if case.state in CALAMITY.move("contact_again").start else "contact"
    once = once_of(request)
    done = tried(
        request, lambda: make_move(case=case, move=move, by=request.user, at=now(), text=text, once=once), _("Contact noted.")
    )
    return back(request, reverse("calamities")) if done else _board(request, typed={case.pk: text}, status=409)

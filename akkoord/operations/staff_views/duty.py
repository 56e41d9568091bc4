# SPDX-License-Identifier: EUPL-1.2
"""The duty roster: who is on duty, handing over, a rotation, and one's own calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.people.feed_door import fresh_address, show_once
from akkoord.people.rules import StaffRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.duty import hand_over, make_duty_feed, remove_duty, set_duty, set_rotation
from ..doors import operator_door, reader_door
from ..duty_feed import DUTIES
from ..duty_forms import DutyForm, HandOverForm, RotationForm
from ..models import Duty
from ..roster import coverage, last_handover, on_duty_at, operators
from ..rules.roster import weekly_rotation


@reader_door
@require_safe
def show_duty(request: PersonRequest) -> HttpResponse:
    """Who is on duty, the coming weeks with their holes in words, and the last hand-over."""
    at = now()
    context = {
        "covered": coverage(at),
        "handover": last_handover(at),
        "may_write": request.user.has_staff_role(StaffRole.OPERATIONS),
        "feed_url": fresh_address(request, DUTIES, "duty_feed"),
        "at": at,
    }
    return render(request, "operations/duty.html", context)


@operator_door
@require_http_methods(["GET", "HEAD", "POST"])
def new_duty(request: PersonRequest) -> HttpResponse:
    """Put one person on duty."""
    people = operators()
    form = DutyForm(people, request.POST if request.method == "POST" else None)

    def act(given: dict[str, Any]) -> str:
        person = form.people[given["person"]]
        set_duty(person=person, begin=given["begin"], end=given["end"], by=request.user, at=now())
        return _("%(who)s is on duty then.") % {"who": person.name}

    return _form_page(request, form, _("Put somebody on duty"), _("Save"), act)


@operator_door
@require_http_methods(["GET", "HEAD", "POST"])
def new_rotation(request: PersonRequest) -> HttpResponse:
    """Fill the coming weeks in turn, wherever nobody is on duty yet."""
    at = now()
    today = at.astimezone(timezone.get_current_timezone()).date()
    monday = today + timedelta(days=-today.weekday() % 7)
    form = RotationForm(operators(), request.POST if request.method == "POST" else None, first_day=monday)

    def act(given: dict[str, Any]) -> str:
        wanted = {name: given[name] for name in ("first_day", "weeks", "change_at", "nights", "night_from")}
        shifts = weekly_rotation(form.in_turn, **wanted, zone=str(timezone.get_current_timezone()))
        made = len(set_rotation(shifts=shifts, by=request.user, at=at))
        return ngettext("%(count)d duty was added.", "%(count)d duties were added.", made) % {"count": made}

    return _form_page(request, form, _("Fill the weeks in turn"), _("Fill the weeks"), act)


@operator_door
@require_http_methods(["GET", "HEAD", "POST"])
def new_handover(request: PersonRequest) -> HttpResponse:
    """Write what the next one must know."""
    duty = on_duty_at(now())
    if duty is None:
        raise Http404
    form = HandOverForm(operators(), request.POST if request.method == "POST" else None)

    def act(given: dict[str, Any]) -> str:
        to = form.people.get(given["to"]) if given["to"] else None
        following = hand_over(duty=duty, note=given["note"], to=to, by=request.user, at=now())
        if following is None:
            return _("Written down. Nobody is on duty after this.")
        return _("Written down. %(who)s gets a mail.") % {"who": following.person.name}

    return _form_page(request, form, _("Hand over"), _("Hand over"), act)


@operator_door
@require_POST
def new_feed(request: PersonRequest) -> HttpResponse:
    """A new address for one's own calendar, shown once."""
    show_once(request, DUTIES, make_duty_feed(by=request.user, at=now()))
    return _to_roster()


@operator_door
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a duty away."""
    duty = get_object_or_404(Duty, pk=pk)
    try:
        remove_duty(duty=duty, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Taken away. Calendars show it as cancelled."))
    return _to_roster()


def _form_page(request: PersonRequest, form: Form, title: str, label: str, act: Callable[[dict[str, Any]], str]) -> HttpResponse:
    """The form, or what came of it: a refusal stands above the form with what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return _to_roster()
    context = {"form": form, "title": title, "label": label}
    return render(request, "operations/duty_form.html", context, status=422 if form.errors else 200)


def _to_roster() -> HttpResponse:
    answer = HttpResponseRedirect(url("duty"))
    answer.status_code = 303
    return answer

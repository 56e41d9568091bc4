# SPDX-License-Identifier: EUPL-1.2
"""One task of the work list: making, changing and taking off; and choosing from the ready list. beheer:4 beheer:5"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.people.doors import PersonRequest, customer_door
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.work import add_ready_work, add_work, change_work, take_off_work
from ..forms.work import WorkForm
from ..here import Here, here, here_of
from ..models import WorkDone, WorkTask
from ..page import show, to
from ..ready_work import ready_left
from ..work_list import as_shown
from ..work_words import AREAS, EVERY, ready_title, title_of
from .work import one_task, today_of

MOST = 30


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Put a task on the list."""
    stands = _worker(here(request))
    sent = request.method == "POST"
    initial = {"once": uuid4(), "first_on": today_of(), "every": "once"}
    form = WorkForm(stands.colleagues, request.POST if sent else None, initial=initial)
    if sent and form.is_valid():
        once = form.cleaned_data["once"]
        try:
            add_work(organisation=stands.organisation, **form.chosen, once=once, by=request.user, at=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("It is on the list."))
            return to(url("steward_work") + stands.query)
    return show(request, stands, "work_form", {"form": form, "task": None}, status=422 if form.errors else 200)


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def ready(request: PersonRequest) -> HttpResponse:
    """Choose from the ready list what is not on ours yet."""
    stands = _worker(here(request))
    left = ready_left(stands.organisation, today_of())
    if request.method == "POST":
        wanted = set(request.POST.getlist("key"))
        chosen = [(r.key, r.area, r.role, r.every, r.first_on) for r in left if r.key in wanted]
        try:
            made = add_ready_work(organisation=stands.organisation, chosen=chosen, by=request.user, at=now())
        except Refusal as refusal:
            messages.error(request, str(refusal.message))
        else:
            said = ngettext("%(num)d task is on the list.", "%(num)d tasks are on the list.", len(made)) % {"num": len(made)}
            (messages.success if made else messages.info)(
                request, said if made else _("You chose nothing, or it was there already.")
            )
        return to(url("steward_work") + stands.query)
    return show(request, stands, "work_ready", {"left": left, "areas": AREAS, "every": EVERY})


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: PersonRequest, pk: int) -> HttpResponse:
    """One task: how it stands, changing it, and when it was done."""
    found = one_task(request, pk)
    stands = here_of(request, found.organisation)
    form = None
    if stands.may_work and found.ended_at is None:
        sent = request.method == "POST"
        form = WorkForm(stands.colleagues, request.POST if sent else None, initial=_initial(found), is_ready=bool(found.key))
        if sent and form.is_valid():
            try:
                change_work(task=found, **_changed(found, form), by=request.user, at=now())
            except Refusal as refusal:
                form.add_error(None, str(refusal.message))
            else:
                messages.success(request, _("Kept."))
                return to(url("steward_task", found.pk))
    doings = WorkDone.objects.filter(task=found).select_related("done_by", "undone_by").order_by("-pk")[:MOST]
    context = {
        "task": found,
        "shown": as_shown([found], today_of())[0],
        "form": form,
        "doings": doings,
        "areas": AREAS,
        "every": EVERY,
    }
    return show(request, stands, "work_task", context, status=422 if form is not None and form.errors else 200)


@customer_door()
@require_POST
def taking_off(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a task off the list."""
    found = one_task(request, pk)
    try:
        take_off_work(task=found, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        return to(url("steward_task", found.pk))
    messages.success(request, _("%(task)s is off the list.") % {"task": title_of(found)})
    return to(url("steward_work") + here_of(request, found.organisation).query)


def _worker(stands: Here) -> Here:
    if not stands.may_work:
        raise Http404
    return stands


def _initial(found: WorkTask) -> dict[str, Any]:
    return {
        "title": found.title or title_of(found),
        "area": found.area,
        "role": found.role,
        "every": found.every,
        "first_on": found.first_on,
        "owner": found.owner_id,
        "note": found.note,
    }


def _changed(found: WorkTask, form: WorkForm) -> dict[str, Any]:
    """What was chosen; the words of the ready list, left as they were, stay words in the reader's language."""
    chosen = form.chosen
    if found.key and chosen["title"] == ready_title(found.key):
        chosen["title"] = ""
    return chosen

# SPDX-License-Identifier: EUPL-1.2
"""The work list: what is for today, doing it, and undoing that. beheer:4 beheer:5"""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akkoord.people.doors import PersonRequest, customer_door
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.work import do_work, undo_work
from ..forms.work import DoneForm
from ..here import here, here_of
from ..models import WorkDone, WorkTask
from ..models.work import OF_ADMINISTRATORS
from ..page import show, to
from ..rules.roles import StewardRole
from ..rules.work import Area, Every
from ..wording import WORDS
from ..work_list import Chosen, work_list
from ..work_words import AREAS, EVERY, title_of


def today_of() -> date:
    """The day where the reader is."""
    return timezone.localdate(now())


@customer_door()
@require_safe
def work(request: PersonRequest) -> HttpResponse:
    """What is to be done now, soon and later."""
    stands, today = here(request), today_of()
    asked = request.GET
    chosen = Chosen(
        area=asked.get("area", "") if asked.get("area") in set(Area) else "",
        role=asked.get("role", "") if asked.get("role") in set(StewardRole) else "",
        mine=asked.get("mine") == "1",
    )
    listed = work_list(stands, today, chosen)
    context = {
        "listed": listed,
        "chosen": chosen,
        "choices": [(str(area), words, listed.areas[area]) for area, words in AREAS.items() if area in listed.areas],
        "roles": [(str(role), WORDS[role].label, None) for role in OF_ADMINISTRATORS],
        "title_of": title_of,
        "area_of": lambda task: AREAS[Area(task.area)],
        "every_of": lambda task: EVERY[Every(task.every)],
    }
    return show(request, stands, "work", context)


@customer_door()
@require_POST
def done(request: PersonRequest, pk: int) -> HttpResponse:
    """It was done."""
    task = one_task(request, pk)
    form = DoneForm(request.POST)
    address = url("steward_work") + here_of(request, task.organisation).query
    if not form.is_valid():
        messages.error(request, _("It was not clear for which day. Open the work list again."))
        return to(address)
    try:
        do_work(task=task, due=form.cleaned_data["due"], today=today_of(), by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Done: %(task)s.") % {"task": title_of(task)})
    return to(address)


@customer_door()
@require_POST
def undone(request: PersonRequest, pk: int) -> HttpResponse:
    """It was not done after all."""
    visible = WorkTask.objects.visible_to(request.user)
    found = WorkDone.objects.filter(pk=pk, task__in=visible).select_related("task__organisation").first()
    if found is None:
        raise Http404
    try:
        undo_work(done=found, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("It is back on the list."))
    return to(url("steward_work") + here_of(request, found.task.organisation).query)


def one_task(request: PersonRequest, pk: int) -> WorkTask:
    """A task that the reader may see. Raises Http404."""
    found = (
        WorkTask.objects.visible_to(request.user).with_last_done().select_related("organisation", "owner").filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    return found

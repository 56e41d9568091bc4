# SPDX-License-Identifier: EUPL-1.2
"""One entry of the planner: read it, put it in, change it, finish it, take it away. beheer:3,4"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.people.doors import PersonRequest, customer_door
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.planner import change_entry, finish_entry, plan_entry, remove_entry, reopen_entry
from ..forms.planner import EntryForm, initial_of, reminder_words
from ..here import Here, here, here_of
from ..models import PlannerEntry, Process
from ..page import show, to
from ..planner_reading import item_of
from ..planner_words import KINDS, days_words
from ..planning import may_finish, may_plan, may_plan_something, plannable_processes, stewards_of
from ..rules.planner import EntryKind, Period, period_of, progress_of
from .planner import today_here


@customer_door()
@require_safe
def entry(request: PersonRequest, pk: int) -> HttpResponse:
    """One entry, for everybody of the organisation."""
    found = _found(request, pk)
    today = today_here()
    parts = list(found.parts.standing().select_related("owner").order_by("first", "pk")) if found.kind == EntryKind.GOAL else []
    follower = PlannerEntry.objects.standing().filter(follows=found).first()
    context = {
        "entry": found,
        "item": item_of(found, today),
        "kind": KINDS[found.kind],
        "days": days_words(found.days, today.year),
        "reminder": reminder_words(found.remind_before) if found.remind_before is not None else "",
        "parts": [item_of(part, today) for part in parts],
        "share": progress_of((part.is_done for part in parts), is_done=found.is_done),
        "follower": follower,
        "may_plan": may_plan(request.user, found.organisation_id, found.process_id),
        "may_finish": may_finish(request.user, found),
        "period": Period(found.first.year),
        "days_words": days_words,
        "today": today,
    }
    return show(request, here_of(request, found.organisation), "planner_entry", context)


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Put something in the planner; `on` in the address proposes the month."""
    stands = here(request)
    if not may_plan_something(request.user, stands.organisation.pk):
        raise Http404
    sent = request.method == "POST"
    period = period_of(request.GET.get("on", ""))
    initial = {"once": uuid4(), "kind": str(EntryKind.EVENT), "remind_before": 7}
    if period is not None and period.month is not None:
        initial["first"] = max(period.days.first, min(today_here(), period.days.last))
    form = _form(request, stands, request.POST if sent else None, initial=initial)

    def act() -> PlannerEntry:
        return plan_entry(
            organisation=stands.organisation, wanted=form.wanted, by=request.user, at=now(), once=form.cleaned_data["once"]
        )

    return _answer(request, stands, form, act, title=_("Add to the planner"), said=_("It stands in the planner."))


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change an entry."""
    found = _found(request, pk)
    if not may_plan(request.user, found.organisation_id, found.process_id):
        raise Http404
    stands = here_of(request, found.organisation)
    form = _form(request, stands, request.POST if request.method == "POST" else None, initial=initial_of(found), known=found)

    def act() -> PlannerEntry:
        return change_entry(entry=found, wanted=form.wanted, by=request.user, at=now())

    return _answer(request, stands, form, act, title=_("Change"), said=_("Changed."), known=found)


@customer_door()
@require_POST
def completion(request: PersonRequest, pk: int) -> HttpResponse:
    """It is done."""
    return _act(request, pk, lambda found: finish_entry(entry=found, by=request.user, at=now()), _("Done."))


@customer_door()
@require_POST
def reopening(request: PersonRequest, pk: int) -> HttpResponse:
    """It is not done after all."""
    return _act(request, pk, lambda found: reopen_entry(entry=found, by=request.user, at=now()), _("It is open again."))


@customer_door()
@require_POST
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    """Take it out of the planner; `following`: next year's too."""
    following = bool(request.POST.get("following"))
    answer = _act(
        request,
        pk,
        lambda found: remove_entry(entry=found, by=request.user, at=now(), following=following),
        _("Taken out of the planner. Calendars show it as cancelled."),
    )
    gone = PlannerEntry.objects.visible_to(request.user).filter(pk=pk).exclude(removed_at=None).first()
    return answer if gone is None else to(_year_url(request, gone))


def _act(request: PersonRequest, pk: int, act: Callable[[PlannerEntry], None], said: str) -> HttpResponse:
    found = _found(request, pk)
    try:
        act(found)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, said)
    return to(found.get_absolute_url())


def _answer(
    request: PersonRequest,
    stands: Here,
    form: EntryForm,
    act: Callable[[], PlannerEntry],
    *,
    title: str,
    said: str,
    known: PlannerEntry | None = None,
) -> HttpResponse:
    """The form, or what came of it: a refusal stands above the form with what was typed."""
    if form.is_bound and form.is_valid():
        try:
            made = act()
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, said)
            return to(made.get_absolute_url())
    context = {"form": form, "title": title, "entry": known}
    return show(request, stands, "planner_form", context, status=422 if form.errors else 200)


def _form(
    request: PersonRequest, stands: Here, data: object, *, initial: dict[str, object], known: PlannerEntry | None = None
) -> EntryForm:
    """What may be chosen here; what the entry has already stays among it."""
    owners = stewards_of(stands.organisation)
    processes: list[Process] = plannable_processes(request.user, stands.organisation.pk)
    goals = _goals(stands, request, known)
    if known is not None and known.owner is not None and known.owner not in owners:
        owners.append(known.owner)
    if known is not None and known.process is not None and known.process not in processes:
        processes.append(known.process)
    return EntryForm(data, owners=owners, processes=processes, goals=goals, free=stands.may_administer, initial=initial)


def _goals(stands: Here, request: PersonRequest, known: PlannerEntry | None) -> list[PlannerEntry]:
    """Goals from this year on, and that of the entry."""
    since = date((known.first if known is not None else today_here()).year, 1, 1)
    found = PlannerEntry.objects.visible_to(request.user).standing().filter(kind=EntryKind.GOAL)
    goals = found.filter(organisation=stands.organisation, last__gte=since).order_by("first", "pk")
    return [goal for goal in goals if known is None or goal.pk != known.pk]


def _found(request: PersonRequest, pk: int) -> PlannerEntry:
    visible = PlannerEntry.objects.visible_to(request.user).standing()
    return get_object_or_404(visible.select_related("organisation", "owner", "process", "goal", "done_by", "created_by"), pk=pk)


def _year_url(request: PersonRequest, entry: PlannerEntry) -> str:
    return url("planner_period", Period(entry.first.year).address) + here_of(request, entry.organisation).query

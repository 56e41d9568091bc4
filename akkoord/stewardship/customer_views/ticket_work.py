# SPDX-License-Identifier: EUPL-1.2
"""What is done on a ticket besides writing: the investigation sheet, tasks, looking back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.cases.finding import find_case
from akkoord.cases.models import Case
from akkoord.cases.rights import agent
from akkoord.people.doors import PersonRequest, customer_door
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions.tickets import add_task, drop_task, finish_task, plan_task, review_ticket, write_sheet
from ..forms.tickets import ReviewForm, SheetForm, TaskForm
from ..here import colleagues_of, here_of
from ..kinds import TICKET
from ..models import Process, TicketSheet, TicketTask
from ..page import show, to
from ..rules.tickets import Level, Worked
from ..ticket_words import task_words


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: PersonRequest, number: str) -> HttpResponse:
    """The investigation sheet: what it says now, and changing it."""
    case = worked_on(request, number)
    last = case.ticket_sheets.last()
    start: dict[str, Any] = {"process": case.ticket.process_id or ""}
    if last is not None:
        start |= {name: getattr(last, name) for name in ("impact", "effort_hours", "value", "risk", "advice")}
        start["process"] = last.process_id or ""
    form = SheetForm(_processes(case, last), request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            write_sheet(
                case=case,
                process=form.the_process,
                impact=Level(given["impact"]),
                effort_hours=given["effort_hours"],
                value=Level(given["value"]),
                risk=Level(given["risk"]),
                advice=given["advice"],
                by=request.user,
                at=now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The sheet stands on the ticket."))
            return to(case.get_absolute_url())
    return form_page(request, case, "ticket_sheet", form)


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def tasks(request: PersonRequest, number: str) -> HttpResponse:
    """One more task."""
    case = worked_on(request, number)
    assert case.organisation is not None  # a ticket always has one
    form = TaskForm(
        colleagues_of(case.organisation), request.POST if request.method == "POST" else None, initial={"once": uuid4()}
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            add_task(
                case=case, what=given["what"], owner=form.the_owner, due_on=given["due_on"], once=given["once"],
                by=request.user, at=now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return to(f"{case.get_absolute_url()}#tasks")
    return form_page(request, case, "ticket_task", form)


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: PersonRequest, number: str, pk: int) -> HttpResponse:
    """Who does a task, and by when."""
    case = worked_on(request, number)
    found = _task(request, case, pk)
    assert case.organisation is not None  # a ticket always has one
    start = {"owner": found.owner_id or "", "due_on": found.due_on}
    form = TaskForm(
        colleagues_of(case.organisation), request.POST if request.method == "POST" else None, initial=start, is_known=True
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            plan_task(task=found, owner=form.the_owner, due_on=form.cleaned_data["due_on"], by=request.user, at=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return to(f"{case.get_absolute_url()}#tasks")
    return form_page(request, case, "ticket_task", form, {"task": found, "task_words": task_words})


@customer_door()
@require_POST
def task_done(request: PersonRequest, number: str, pk: int) -> HttpResponse:
    """A task was done; its owner or who works on the ticket says so."""
    case = _seen(request, number)
    return _back_after(request, case, lambda: finish_task(task=_task(request, case, pk), by=request.user, at=now()))


@customer_door()
@require_POST
def task_dropped(request: PersonRequest, number: str, pk: int) -> HttpResponse:
    """A task is not needed."""
    case = worked_on(request, number)
    return _back_after(request, case, lambda: drop_task(task=_task(request, case, pk), by=request.user, at=now()))


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: PersonRequest, number: str) -> HttpResponse:
    """Look back and close it."""
    case = worked_on(request, number)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            review_ticket(
                case=case, worked=Worked(given["worked"]), text=given["text"], instruction_updated=given["instruction_updated"],
                by=request.user, at=now(), once=given["once"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("You looked back; the ticket is closed."))
            return to(case.get_absolute_url())
    return form_page(request, case, "ticket_review", form)


def _seen(request: PersonRequest, number: str) -> Case:
    case = find_case(number, request.user)
    if case is None or case.kind_name != TICKET.name:
        raise Http404
    return case


def worked_on(request: PersonRequest, number: str) -> Case:
    """The ticket, for who works on it; 404 for everybody else."""
    case = _seen(request, number)
    if not agent(request.user, case):
        raise Http404
    return case


def _task(request: PersonRequest, case: Case, pk: int) -> TicketTask:
    found = TicketTask.objects.filter(case=case, pk=pk).select_related("case").first()
    if found is None:
        raise Http404
    return found


def _processes(case: Case, last: TicketSheet | None) -> list[Process]:
    """Those in use; and what the sheet says already, so that writing it again does not drop a process that ended."""
    known = last.process_id if last is not None else case.ticket.process_id
    return list(Process.objects.filter(Q(ended_at=None) | Q(pk=known), organisation=case.organisation_id))


def _back_after(request: PersonRequest, case: Case, act: Any) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return to(f"{case.get_absolute_url()}#tasks")


def form_page(request: PersonRequest, case: Case, template: str, form: Form, more: dict[str, Any] | None = None) -> HttpResponse:
    """A form about a ticket, with what was typed and refused still in it."""
    assert case.organisation is not None  # a ticket always has one
    context = {"case": case, "form": form, **(more or {})}
    is_asking = bool((more or {}).get("is_asking"))
    status = 422 if form.is_bound and form.errors and not is_asking else 200
    return show(request, here_of(request, case.organisation), template, context, status=status)

# SPDX-License-Identifier: EUPL-1.2
"""Ask something; the board of what was asked."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akkoord.cases.actions import attach_file
from akkoord.cases.models import Case
from akkoord.people.doors import PersonRequest, customer_door
from akkoord.people.models import Organisation, Person
from akkoord.people.rules import OrganisationKind
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.tickets import ask_ticket
from ..addresses import address_of
from ..board import COLUMNS, Chosen, columns_of, figures_of
from ..forms.tickets import AskForm
from ..here import here
from ..kinds import TICKET
from ..models import Process, TicketSettings
from ..page import show, to
from ..ticket_words import PHASES

MOST_FILES = 20


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PersonRequest) -> HttpResponse:
    """The form; sent, it is the ticket."""
    stands = here(request)
    sent = request.method == "POST"
    form = _form(request, stands.organisation)
    if sent and form.is_valid():
        try:
            return _asked(request, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    settings = TicketSettings.objects.filter(organisation=stands.organisation).first()
    context = {"form": form, "address": address_of(settings) if settings else ""}
    return show(request, stands, "ticket_ask", context, status=422 if form.errors else 200)


@customer_door()
@require_safe
def board(request: PersonRequest) -> HttpResponse:
    """What was asked, by phase; and figures at its foot."""
    stands = here(request)
    processes = Process.objects.in_use().visible_to(request.user).filter(organisation=stands.organisation)
    wanted = request.GET.get("process", "")
    process = processes.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 12 else None
    chosen = Chosen(mine=request.GET.get("whose") == "mine", process=process)
    context = {
        "chosen": chosen,
        "columns": columns_of(stands, chosen),
        "processes": [(p.pk, p.name, None) for p in processes],
        "figures": figures_of(stands, now()),
        "phase_words": [PHASES[phase] for phase in COLUMNS],
    }
    return show(request, stands, "ticket_board", context)


@customer_door()
@require_safe
def tickets(request: PersonRequest) -> HttpResponse:
    """The list: the kernel's own, of tickets."""
    return redirect(f"{url('cases')}?kind={TICKET.name}&whose=all")


def _form(request: HttpRequest, chosen: Organisation) -> AskForm:
    person = request.user
    assert isinstance(person, Person)
    own = [m.organisation for m in person.memberships_in_force if m.organisation.kind != OrganisationKind.VENDOR]
    processes = list(Process.objects.in_use().visible_to(person).order_by("organisation", "name"))
    start = {"once": uuid4(), "organisation": chosen.pk, "question": request.GET.get("question", "").replace("\x00", "")[:200]}
    return AskForm(own, processes, request.POST if request.method == "POST" else None, initial=start)


def _asked(request: PersonRequest, form: AskForm) -> HttpResponse:
    given = form.cleaned_data
    case = ask_ticket(
        organisation=form.organisations[given["organisation"]],
        subject=given["question"],
        text=given["text"],
        process=form.the_process,
        by=request.user,
        at=now(),
        once=given["once"],
    )
    if not case.is_repeated:
        _attach(request, case)
        messages.success(request, _("Received as %(number)s. You get a mail with this too.") % {"number": case.number})
    return to(case.get_absolute_url())


def _attach(request: PersonRequest, case: Case) -> None:
    """Attach what came along; one that is refused is named, and the ticket stays."""
    first = case.messages.order_by("pk").first()
    for file in request.FILES.getlist("attachments")[:MOST_FILES]:
        try:
            attach_file(
                case=case,
                by=request.user,
                at=now(),
                name=file.name or "",
                size=file.size or 0,
                chunks=file.chunks(),
                message=first,
            )
        except Refusal as refusal:
            said = _("Your question is kept, but not the file %(name)s: %(reason)s")
            messages.error(request, said % {"name": file.name, "reason": refusal.message})

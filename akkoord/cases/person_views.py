# SPDX-License-Identifier: EUPL-1.2
"""The page of a case and what people do on it: one address for the customer and for the vendor, each with its own page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akkoord.audit.actions import note_reading
from akkoord.people.doors import PersonRequest, person_door
from akkoord.scope.rules import Audience
from akkoord.web.refusals import Refusal

from . import actions, slots
from .case_page import CasePage, Written, offered_moves
from .finding import find_case
from .finding_people import chosen, who_may_follow
from .forms import NOTE, REPLY, Said, pieces_of, read_said
from .kind import Move
from .models import Case, Message
from .refusals import CannotMove, ClosedForGood, NothingSaid
from .timeline import Before


def fetch(request: PersonRequest, number: str) -> Case:
    """The case with this number; 404 for whoever may not see it."""
    case = find_case(number, request.user)
    if case is None:
        raise Http404
    return case


def at_of(request: HttpRequest) -> datetime:
    """The moment of the act."""
    at: datetime = request.at  # type: ignore[attr-defined]  # set by the middleware of `web`
    return at


@person_door
@require_GET
def show_case(request: PersonRequest, number: str) -> HttpResponse:
    """The case; staff who open it are noted once an hour."""
    return shown(request, fetch(request, number))


@person_door
@require_GET
def explain_clock(request: PersonRequest, number: str, pk: int) -> HttpResponse:
    """How the deadline of one clock came about, for within the page."""
    case = fetch(request, number)
    page = CasePage(case, request.user, at_of(request), Before(), explained=str(pk))
    clock = next((c for c in page.clocks if c.pk == pk), None)
    if clock is None:
        raise Http404
    return render(request, "cases/parts/why.html", {"view": clock.view})


def shown(request: PersonRequest, case: Case, *, writes: Written | None = None, status: int = 200) -> HttpResponse:
    """The page, with what was refused still in it."""
    at = at_of(request)
    page = CasePage(
        case, request.user, at, Before.read(request.GET.get("before", "")), writes, explained=request.GET.get("why", "")
    )
    if request.user.is_staff:
        is_named = case.audience == Audience.NAMED_PERSONS  # that it was read tells an organisation that it is there
        note_reading(by=request.user.pk, at=at, subject=case.key, organisation=None if is_named else case.organisation_id)
    template = "cases/case_staff.html" if page.for_handler else "cases/case_customer.html"
    context: dict[str, Any] = {"case": case, "page": page, "person": request.user}
    return render(request, template, context, status=status)


def back(case: Case, anchor: str = "") -> HttpResponse:
    """To the page of the case."""
    answer = HttpResponseRedirect(case.get_absolute_url() + (f"#{anchor}" if anchor else ""))
    answer.status_code = 303
    return answer


def refused(request: PersonRequest, case: Case, refusal: Refusal, said: Said | None = None) -> HttpResponse:
    """Say why; what was typed stays in the composer."""
    if said is None:
        messages.error(request, str(refusal.message))
        return back(case)
    fresh = fetch(request, case.number)
    writes = Written(text=said.text, tab=said.tab, move=said.move, error=str(refusal.message), once=said.once)
    return shown(request, fresh, writes=writes, status=409)


@person_door
@require_POST
def say_on_case(request: PersonRequest, number: str) -> HttpResponse:
    """Send what stands in the composer: a note, the chosen move, or an addition that changes no state."""
    case = fetch(request, number)
    said = read_said(request)
    move = next((m for m in offered_moves(case, request.user) if m.name == said.move), None) if said.move else None
    if said.move and move is None and not said.is_note:
        return refused(request, case, CannotMove(), said)
    return _say(request, case, said, None if said.is_note else move)


@person_door
@require_POST
def write_note(request: PersonRequest, number: str) -> HttpResponse:
    """Write an internal note."""
    return _say(request, fetch(request, number), read_said(request, tab=NOTE), None)


@person_door
@require_POST
def change_case(request: PersonRequest, number: str, noun: str) -> HttpResponse:
    """Make the move that the kind gives this noun: `POST /cases/INC-2026-000123/reopening`."""
    case = fetch(request, number)
    move = next((m for m in case.kind.moves if m.noun == noun and not m.has_form), None)
    if move is None:
        raise Http404
    return _say(request, case, read_said(request, tab=REPLY, move=move.name), move)


def _say(request: PersonRequest, case: Case, said: Said, move: Move | None) -> HttpResponse:
    person, at = request.user, at_of(request)
    try:
        message = _act(case, said, move, request)
    except ClosedForGood as refusal:
        return _follow_up(request, case, said, refusal)
    except Refusal as refusal:
        return refused(request, case, refusal, said)
    actions.keep_draft(by=person, at=at, place=f"{case.key}/{said.tab}", text="")
    if message is not None:
        _attach(request, case, said, message)
    messages.success(request, _told(case, said, move))
    return back(case, f"m{message.pk}" if message else "")


def _act(case: Case, said: Said, move: Move | None, request: PersonRequest) -> Message | None:
    person, at = request.user, at_of(request)
    if said.is_note:
        return actions.write_note(case=case, by=person, at=at, text=said.text, once=said.once)
    if move is not None:
        return actions.make_move(case=case, move=move.name, by=person, at=at, text=said.text, once=said.once)
    if said.files and not said.text.strip():
        _attach(request, case, said, None)
        return None
    return actions.add_to_case(case=case, by=person, at=at, text=said.text, once=said.once)


def _told(case: Case, said: Said, move: Move | None) -> str:
    if said.is_note and case.kind.worked_by is not None:
        return _("The note stands on the case. Only who works on it sees it.")
    if said.is_note:
        return _("The note stands on the case. The customer does not see it.")
    if move is None or (move.says is not None and said.text.strip()):
        return _("Sent.")
    return _("Done: %(what)s.") % {"what": str(move.label)}


def _attach(request: PersonRequest, case: Case, said: Said, message: Message | None) -> None:
    """Attach the files one by one; one that is refused is named, and the text and the others stay."""
    if message is not None and message.attachments.exists():
        return  # the same form for the second time
    for file in said.files:
        try:
            actions.attach_file(
                case=case,
                by=request.user,
                at=at_of(request),
                name=file.name or "",
                size=file.size or 0,
                chunks=pieces_of(file),
                message=message,
            )
        except Refusal as refusal:
            messages.error(request, f"{file.name}: {refusal.message}")


def _follow_up(request: PersonRequest, case: Case, said: Said, refusal: Refusal) -> HttpResponse:
    """A reply after the period of reopening becomes a new case, linked to this one."""
    if not said.text.strip():
        return refused(request, case, NothingSaid(), said)
    try:
        new = slots.CASE_FOLLOW_UP.first(case=case, by=request.user, at=at_of(request), text=said.text, once=said.once)
    except Refusal as other:
        return refused(request, case, other, said)
    if new is None:
        return refused(request, case, refusal, said)
    actions.keep_draft(by=request.user, at=at_of(request), place=f"{case.key}/{said.tab}", text="")
    _attach(request, new, said, new.messages.order_by("pk").first())
    messages.success(request, _("This became a new case, linked to %(number)s.") % {"number": case.number})
    return back(new)


@person_door
@require_POST
def follow(request: PersonRequest, number: str) -> HttpResponse:
    """Follow a case oneself (`who=me`), or let a colleague follow it."""
    case, typed = fetch(request, number), request.POST.get("who", "")
    try:
        person = request.user if typed == "me" else chosen(typed, who_may_follow(case, typed))
        actions.follow_case(case=case, by=request.user, at=at_of(request), person=person)
    except Refusal as refusal:
        return refused(request, case, refusal)
    return back(case, "followers")


@person_door
@require_POST
def unfollow(request: PersonRequest, number: str) -> HttpResponse:
    """Stop following; the desk may do so for others."""
    case, who = fetch(request, number), request.POST.get("who", "")
    follower = case.followers.select_related("person").filter(person=int(who) if who.isdecimal() else request.user.pk).first()
    try:
        if follower is not None:
            actions.unfollow_case(case=case, by=request.user, at=at_of(request), person=follower.person)
    except Refusal as refusal:
        return refused(request, case, refusal)
    return back(case, "followers")


@person_door
@require_POST
def keep_draft(request: PersonRequest) -> HttpResponse:
    """Keep what somebody is writing on a case; moved to the other tab, it is one draft and not two."""
    case = fetch(request, request.POST.get("case", ""))
    tab = NOTE if request.POST.get("kind") == NOTE else REPLY
    text, at = request.POST.get("text", ""), at_of(request)
    for each in (NOTE, REPLY):
        actions.keep_draft(by=request.user, at=at, place=f"{case.key}/{each}", text=text if each == tab else "")
    return HttpResponse(status=204)

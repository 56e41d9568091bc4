# SPDX-License-Identifier: EUPL-1.2
"""The texts that the desk uses often."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.cases.actions import keep_draft
from akkoord.cases.models import Case
from akkoord.people.doors import PersonRequest
from akkoord.people.models import Person
from akkoord.people.rules import StaffRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions import remove_saved_reply, write_saved_reply
from ..doors import back, case_for, desk_door, tried
from ..forms import ReplyForm
from ..models import SavedReply


@desk_door
@require_safe
def show_replies(request: PersonRequest) -> HttpResponse:
    """All saved replies; a desk lead also changes them."""
    context = {"replies": list(SavedReply.objects.all()), "may_write": _may_write(request)}
    return render(request, "desk/replies.html", context)


@desk_door
@require_http_methods(["GET", "HEAD", "POST"])
def edit_reply(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """Write a new one, or change one."""
    if not _may_write(request):
        raise Http404
    reply = get_object_or_404(SavedReply, pk=pk) if pk is not None else None
    initial = {"title": reply.title, "language": reply.language, "text": reply.text} if reply else {}
    form = ReplyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            write_saved_reply(by=request.user, at=now(), reply=reply, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("title", str(refusal.message))
        else:
            answer = redirect("saved_replies")
            answer.status_code = 303
            return answer
    return render(request, "desk/reply.html", {"form": form, "reply": reply}, status=422 if form.errors else 200)


@desk_door
@require_POST
def remove_reply(request: PersonRequest, pk: int) -> HttpResponse:
    """Take one away."""
    reply = get_object_or_404(SavedReply, pk=pk)
    tried(request, lambda: remove_saved_reply(by=request.user, at=now(), reply=reply), _("Removed. What was sent with it stays."))
    return back(request, "/saved-replies")


@desk_door
@require_POST
def insert_reply(request: PersonRequest, number: str) -> HttpResponse:
    """Put a saved reply under what stands in the composer of a case, as the draft that its page shows."""
    case, chosen = case_for(request.user, number), request.POST.get("saved", "")
    reply = SavedReply.objects.filter(pk=int(chosen[:9]) if chosen.isdecimal() else 0).first()
    tab = "note" if request.POST.get("kind") == "note" else "reply"
    if reply is not None:
        parts = [request.POST.get("text", "").rstrip(), filled_in(reply.text, case, request.user)]
        keep_draft(by=request.user, at=now(), place=f"{case.key}/{tab}", text="\n\n".join(part for part in parts if part))
    return back(request, case.get_absolute_url() + "#reply")


def filled_in(text: str, case: Case, agent: Person) -> str:
    """The text with its fields filled in; braces that are no field stay as they are."""
    reporter = case.reporter.first_name if case.reporter else case.reporter_name.split(" ")[0]
    for name, value in (("reporter", reporter), ("number", case.number), ("agent", agent.name)):
        text = text.replace("{" + name + "}", value)
    return text


def _may_write(request: PersonRequest) -> bool:
    return request.user.has_staff_role(StaffRole.DESK_LEAD)

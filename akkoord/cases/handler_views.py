# SPDX-License-Identifier: EUPL-1.2
"""What who works on a case does with it besides writing: assign, link, merge, see who else has it open.

That is the vendor's desk; on a kind that the vendor knows nothing of, those whom the kind names in the organisation.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from akkoord.people.doors import PersonRequest, person_door
from akkoord.people.models import Person
from akkoord.web.refusals import Refusal

from . import actions
from .case_page import HOWS, CasePage
from .finding import find_case
from .finding_people import chosen, desk_people, who_may_follow
from .models import Case
from .person_views import at_of, back, fetch, refused
from .refusals import NotAllowed
from .rights import agent
from .timeline import Before


class NoSuchCase(Refusal):
    """No case with this number that the person may see."""

    code = "no_such_case"
    message = gettext_lazy("There is no case with this number that you may see.")


@person_door
@require_POST
def assign(request: PersonRequest, number: str) -> HttpResponse:
    """Make somebody of the desk responsible: `to` is `me`, `nobody`, a name or an e-mail address."""
    case, typed = _worked_on(request, number), request.POST.get("to", "").strip()
    try:
        to = _assignee(case, typed, request.user)
        actions.assign_case(case=case, by=request.user, at=at_of(request), to=to)
    except Refusal as refusal:
        return refused(request, case, refusal)
    messages.success(
        request, _("%(name)s looks after this case now.") % {"name": to.name} if to else _("Nobody looks after this case now.")
    )
    return back(case)


def _worked_on(request: PersonRequest, number: str) -> Case:
    """The case; 404 for whoever is on the other side of it."""
    case = fetch(request, number)
    if not (request.user.is_staff or agent(request.user, case)):
        raise Http404
    return case


def _assignee(case: Case, typed: str, person: Person) -> Person | None:
    if typed == "me":
        return person
    return None if typed == "nobody" else chosen(typed, desk_people(case, typed))


@person_door
@require_POST
def link(request: PersonRequest, number: str) -> HttpResponse:
    """Link another case by its number."""
    case = _worked_on(request, number)
    how = request.POST.get("how", "")
    try:
        other = _other(request)
        if not agent(request.user, case) or other.pk == case.pk:
            raise NotAllowed
        actions.link_cases(case=case, other=other, how=how if how in HOWS else "same_cause", by=request.user, at=at_of(request))
    except Refusal as refusal:
        return refused(request, case, refusal)
    return back(case, "links")


@person_door
@require_POST
def merge(request: PersonRequest, number: str) -> HttpResponse:
    """Let another case go on for both."""
    case = _worked_on(request, number)
    try:
        into = _other(request)
        actions.merge_case(case=case, into=into, by=request.user, at=at_of(request))
    except Refusal as refusal:
        return refused(request, case, refusal)
    messages.success(request, _("%(one)s was merged into %(other)s.") % {"one": case.number, "other": into.number})
    return back(into)


def _other(request: PersonRequest) -> Case:
    other = find_case(request.POST.get("number", "").strip().upper(), request.user)
    if other is None:
        raise NoSuchCase
    return other


@person_door
@require_POST
def note_presence(request: PersonRequest, number: str) -> HttpResponse:
    """Say that one has the case open; answers who else has."""
    case = _worked_on(request, number)
    at = at_of(request)
    try:
        actions.note_presence(case=case, by=request.user, at=at, is_writing=bool(request.POST.get("writing")))
    except NotAllowed:
        return HttpResponse(status=204)
    page = CasePage(case, request.user, at, Before())
    return render(request, "cases/parts/presence.html", {"case": case, "others": page.others_here})


@person_door
@require_GET
def suggest_people(request: PersonRequest, number: str) -> HttpResponse:
    """The names for a field, as options: of the desk, or of all who may follow."""
    case = _worked_on(request, number)
    people = who_may_follow(case) if request.GET.get("among") == "followers" else desk_people(case)
    return render(request, "cases/parts/people_options.html", {"people": people})

# SPDX-License-Identifier: EUPL-1.2
"""The desk's own door, and the case behind an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from akkoord.cases.models import Case
from akkoord.cases.rights import DESK
from akkoord.people.doors import PersonRequest, staff_door
from akkoord.people.models import Person
from akkoord.web.refusals import Refusal

desk_door = staff_door(*DESK)


def case_for(person: Person, number: str, kind: str = "") -> Case:
    """The case with this number if the person may see it (and is of that kind); otherwise as if there were none."""
    found = Case.objects.visible_to(person).select_related("organisation", "reporter", "assignee").filter(number=number)
    if kind:
        found = found.filter(kind_name=kind)
    case = found.first()
    if case is None:
        raise Http404
    return case


def once_of(request: HttpRequest) -> UUID:
    """The form's own key, so that what is sent twice happens once; a new one where the form brought none."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return uuid4()


def tried(request: PersonRequest, act: Callable[[], Any], done: str) -> bool:
    """Do it and say so; a refusal becomes a message. Returns whether it was done."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        return False
    if done:
        messages.success(request, done)
    return True


def back(request: HttpRequest, usual: str) -> HttpResponse:
    """To the page that the form came from, if it is ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(wanted if wanted.startswith("/") and ours else usual)
    answer.status_code = 303
    return answer

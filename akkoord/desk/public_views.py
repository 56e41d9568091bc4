# SPDX-License-Identifier: EUPL-1.2
"""The front door: each finds their own home behind it."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from akkoord.cases.rights import DESK
from akkoord.people.doors import PersonRequest, public_door
from akkoord.people.models import Person
from akkoord.web.moments import now

from .customer_views.home import show_home
from .expectations import desk_hours
from .queue import counts


@public_door
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The desk goes to its queue, other staff see how it stands, a customer what waits, a visitor what this is."""
    person = request.user
    if not isinstance(person, Person):
        return render(request, "desk/welcome.html", {"hours": desk_hours(None, now())})
    if person.has_staff_role(*DESK):
        return redirect("queue")
    if person.is_staff:
        at = now()
        return render(request, "desk/staff_home.html", {"counted": counts(person, at), "hours": desk_hours(None, at)})
    return show_home(cast("PersonRequest", request))

# SPDX-License-Identifier: EUPL-1.2
"""Who may stand before a view. Every view says so with one of these; `tests/test_house.py` holds every URL against it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from akkoord.web.doors import public_door

from .models import Person
from .rules import PortalRole, StaffRole

View = Callable[..., HttpResponseBase]
__all__ = ["PersonRequest", "customer_door", "is_keeper", "keeper_door", "person_door", "public_door", "staff_door"]


class PersonRequest(HttpRequest):
    """A request behind a door: the user is a person who signed in."""

    user: Person


def _door(name: str, allows: Callable[[Person], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, Person):
                return redirect_to_login(request.get_full_path())
            if not allows(request.user):
                raise Http404  # neither says whether the thing exists
            return view(request, *args, **kwargs)

        guarded.door = name  # type: ignore[attr-defined]  # read by tests/test_house.py
        return guarded

    return decorate


def person_door(view: View) -> View:
    """Anybody who signed in."""
    return _door("person", lambda person: True)(view)


def is_keeper(person: Person) -> bool:
    """Whether somebody gives access somewhere, to people and to programs."""
    return bool(person.organisations_with(PortalRole.ADMINISTRATOR)) or person.has_staff_role(StaffRole.STAFF_ADMINISTRATOR)


def keeper_door(view: View) -> View:
    """Whoever gives access: administrators of a customer or partner for theirs, the vendor's administrators for the vendor's."""
    return _door("person", is_keeper)(view)


def customer_door(*roles: PortalRole) -> Callable[[View], View]:
    """Members of a customer or partner; with roles: those who hold any of them somewhere."""
    return _door("customer", lambda p: bool(p.organisations_with(*roles) if roles else p.scope.organisations))


def staff_door(*roles: StaffRole) -> Callable[[View], View]:
    """People of the vendor; with roles: those who hold any of them."""
    return _door("staff", lambda p: p.is_staff and (not roles or p.has_staff_role(*roles)))

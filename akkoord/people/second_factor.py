# SPDX-License-Identifier: EUPL-1.2
"""A second factor is compulsory for everybody, outside the demonstration: without it only the pages to set it up open. sla:2.3.3

Whether it was passed stands in the session, so that a request asks the database nothing more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.signals import authentication_failed, authenticator_removed, authenticator_used
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from akkoord.web.moments import now

from .actions import note_failed_sign_in
from .models import Person

PASSED = "second_factor"
SET_UP = "mfa_activate_totp"
OPEN = frozenset({
    SET_UP, "account_login", "account_logout", "account_reauthenticate", "account_inactive", "mfa_authenticate",
    "mfa_reauthenticate", "language", "choose_language",
})  # fmt: skip


def note_passed(request: HttpRequest, person: Person) -> None:
    """Remember for this session that the second factor was given."""
    request.session[PASSED] = person.pk


def has_passed(request: HttpRequest, person: Person) -> bool:
    """Whether the second factor was given in this session, by this person."""
    return bool(request.session.get(PASSED) == person.pk)


class SecondFactor:
    """Leads somebody who signed in without a second factor to the page that sets it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Everything but the set-up pages waits."""
        person = request.user
        if settings.DEMO or not isinstance(person, Person) or has_passed(request, person):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        return None if name in OPEN else redirect(SET_UP)


def connect() -> None:
    """Hear from allauth when the second factor is given or taken off."""
    authenticator_used.connect(_used, dispatch_uid="second_factor_used")
    authenticator_removed.connect(_removed, dispatch_uid="second_factor_removed")
    authentication_failed.connect(_failed, dispatch_uid="second_factor_failed")


def _used(request: HttpRequest, user: Person, **_: Any) -> None:
    note_passed(request, user)


def _failed(**_: Any) -> None:
    note_failed_sign_in(by=None, at=now())


def _removed(request: HttpRequest, **_: Any) -> None:
    request.session.pop(PASSED, None)

# SPDX-License-Identifier: EUPL-1.2
"""Who may stand before an address for programs: whoever brings a token with the right scope. Cookies count for nothing there.

Answers are JSON: `{"error": code, "message": words}`, in English, for a program's log.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from akkoord.scope.database import scoped, set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.web.moments import now

from .actions import note_token_use
from .models import ApiToken
from .rules import OrganisationKind, TokenScope, scope_of_token
from .tokens import bearer_of, hash_of

View = Callable[..., HttpResponse]


class TokenRequest(HttpRequest):
    """A request behind this door."""

    token: ApiToken


def refused(status: int, code: str, message: str, **more: Any) -> JsonResponse:
    """An answer that says what is wrong; further members stand beside the words."""
    answer = JsonResponse({"error": code, "message": message, **more}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def token_door(scope: TokenScope) -> Callable[[View], View]:
    """A program with a token that is in force and has `scope`; the transaction then has the rows of its organisation.

    401 without such a token (it does not tell whether there ever was one), 403 for one with other scopes.
    """

    def decorate(view: View) -> View:
        @csrf_exempt  # a browser adds no such header by itself
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            token = _known(request)
            if token is None:
                answer = refused(401, "unauthorised", "Send `Authorization: Bearer TOKEN` with a token that is in force.")
                answer["WWW-Authenticate"] = 'Bearer realm="akkoord"'
                return answer
            if not token.may(scope):
                return refused(403, "wrong_scope", f"This token may {', '.join(token.scopes)}; this address asks for {scope}.")
            set_scope(scope_of_token(OrganisationKind(token.organisation.kind), token.organisation_id))
            request.token = token  # type: ignore[attr-defined]  # ours; `TokenRequest` says so
            return view(request, *args, **kwargs)

        guarded.door = "token"  # type: ignore[attr-defined]  # read by tests/test_house.py
        return guarded

    return decorate


def _known(request: HttpRequest) -> ApiToken | None:
    given, at = bearer_of(request.headers.get("Authorization", "")), now()
    if given is None:
        return None
    with scoped(SYSTEM):  # before it is known there is no scope
        found = ApiToken.objects.in_force(at).select_related("organisation").filter(token_hash=hash_of(given)).first()
        if found is not None:
            note_token_use(token=found, by=None, at=at)
    return found

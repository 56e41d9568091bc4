# SPDX-License-Identifier: EUPL-1.2
"""Who is reading: the scope of the request's transaction, and the reader's language and time zone."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC, Scope, Side

from .models import Person


class Reader:
    """Sets scope, side, language and time zone from the signed-in person, or the public's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.user = person = get_user(request)  # itself, where Django leaves a wrapper that is slow to ask
        if isinstance(person, Person):
            if not person.has_set_scope:
                # own memberships are readable before there is a scope
                set_scope(Scope(Side.PUBLIC, person_id=person.pk))
                set_scope(person.scope)
            language, zone, side = person.language, person.time_zone, person.scope.side
        else:
            set_scope(PUBLIC)
            language, zone, side = language_of_visitor(request), settings.TIME_ZONE, Side.PUBLIC
        request.side = str(side)  # type: ignore[attr-defined]  # ours, like request.user is Django's; the page's frame reads it
        with translation.override(language), timezone.override(ZoneInfo(zone)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of_visitor(request: HttpRequest) -> str:
    """The language chosen before, else the browser's first that we have, else Dutch."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    for part in request.headers.get("Accept-Language", "").split(","):
        code = part.split(";")[0].strip()[:2].lower()
        if code in dict(settings.LANGUAGES):
            return code
    return settings.LANGUAGE_CODE

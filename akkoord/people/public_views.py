# SPDX-License-Identifier: EUPL-1.2
"""Open to everybody: the language of the pages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.web.moments import now

from .actions import change_own_details
from .doors import public_door
from .models import Person

YEAR = 365 * 24 * 3600


@public_door
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read on in another language: kept with the person, and in a cookie for who is not signed in; back to where one was."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest(_("We do not have that language."))
    if isinstance(request.user, Person):
        change_own_details(by=request.user, at=now(), language=chosen)
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        target = "/"
    answer = redirect(target)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return answer

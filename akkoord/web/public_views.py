# SPDX-License-Identifier: EUPL-1.2
"""Open to everybody: the component gallery (invented contents) and the language of the page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from akkoord.web.doors import public_door
from akkoord.web.gallery import SEEN_FROM, gallery
from akkoord.web.moments import page_moment

YEAR = 365 * 24 * 3600


@public_door
@require_GET
def show_components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, seen from one invented moment."""
    with page_moment(SEEN_FROM):
        return render(request, "web/components.html", gallery())


@public_door
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie and go back; `people` lets a signed-in person's own choice go first."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest(translation.gettext("We do not have that language."))
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        target = "/"
    answer = HttpResponseRedirect(target)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return answer

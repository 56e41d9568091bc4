# SPDX-License-Identifier: EUPL-1.2
"""Open to everybody: the language of the pages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from akkoord.web.moments import now
from akkoord.web.public_views import choose_language

from .actions import change_own_details
from .doors import public_door
from .models import Person


@public_door
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read on in another language: kept with the person, and as `web` does it for who is not signed in."""
    chosen = request.POST.get("language", "")
    if isinstance(request.user, Person) and chosen in dict(settings.LANGUAGES):
        change_own_details(by=request.user, at=now(), language=chosen)
    return choose_language(request)

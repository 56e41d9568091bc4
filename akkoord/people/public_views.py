# SPDX-License-Identifier: EUPL-1.2
"""Open to everybody: the language of the pages; and to whoever has its address: a person's own deadlines."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akkoord.web.moments import now
from akkoord.web.public_views import choose_language

from .actions import change_own_details
from .coming import DEADLINES, coming_for, deadlines_feed
from .doors import public_door
from .feed_door import calendar_answer, reader_of
from .models import Person


@public_door
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read on in another language: kept with the person, and as `web` does it for who is not signed in."""
    chosen = request.POST.get("language", "")
    if isinstance(request.user, Person) and chosen in dict(settings.LANGUAGES):
        change_own_details(by=request.user, at=now(), language=chosen)
    return choose_language(request)


@public_door
@require_safe
def my_deadlines(request: HttpRequest) -> HttpResponse:
    """The deadlines of whose key it is, in their language; 404 for a key that is none or was ended."""
    person = reader_of(DEADLINES, request.GET.get("key", ""))
    if person is None:
        raise Http404
    with translation.override(person.language), timezone.override(person.time_zone):
        dues = coming_for(person, now())
        body = deadlines_feed(dues, title=_("Deadlines in Akkoord"), domain=request.get_host().split(":")[0])
    return calendar_answer(body)

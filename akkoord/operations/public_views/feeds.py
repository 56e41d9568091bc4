# SPDX-License-Identifier: EUPL-1.2
"""For programs: the Statuspage-shaped JSON, Atom, RSS and iCalendar. Open to every origin; nothing in it is anybody's own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from akkoord.people.doors import public_door
from akkoord.web.moments import now

from ..models import Component
from ..status.feeds import FORMATS, maintenance_feed, outages_feed
from ..status.statuspage import ANSWERS, answer
from .language import in_asked_language, open_to_all

JSON = "application/json"
CALENDAR = "text/calendar; charset=utf-8"


@public_door
@require_safe
@in_asked_language
def statuspage(request: HttpRequest, name: str) -> HttpResponse:
    """One endpoint, with or without `.json` behind it."""
    name = name.removesuffix(".json")
    if name not in ANSWERS:
        raise Http404
    return open_to_all(HttpResponse(answer(name, now()), content_type=JSON))


@public_door
@require_safe
@in_asked_language
def outages(request: HttpRequest, form: str, code: str = "") -> HttpResponse:
    """The last fifty outages, of everything or of one component."""
    if form not in FORMATS:
        raise Http404
    body, content_type = outages_feed(form, request.path, _component(code))
    return open_to_all(HttpResponse(body, content_type=content_type))


@public_door
@require_safe
@in_asked_language
def calendar(request: HttpRequest, code: str = "") -> HttpResponse:
    """Maintenance, of everything or of one component."""
    return open_to_all(HttpResponse(maintenance_feed(_component(code), now()), content_type=CALENDAR))


def _component(code: str) -> Component | None:
    if not code:
        return None
    found = Component.objects.visible_to(None).filter(code=code).first()
    if found is None:
        raise Http404
    return found

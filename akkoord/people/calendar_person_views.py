# SPDX-License-Identifier: EUPL-1.2
"""Everybody's own deadlines: what comes, and the private address at which a calendar program reads it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from akkoord.web.moments import now
from akkoord.web.said import url

from .actions import end_feed_key, make_feed_key
from .coming import DEADLINES, coming_for
from .doors import PersonRequest, person_door
from .feed_door import fresh_address, show_once
from .models import FeedKey

SHOWN = 10


@person_door
@never_cache
@require_safe
def my_calendar(request: PersonRequest) -> HttpResponse:
    """What comes, whether there is an address, and right after making one the address itself."""
    dues = coming_for(request.user, now())
    context = {
        "dues": dues[:SHOWN],
        "more": max(len(dues) - SHOWN, 0),
        "fresh": fresh_address(request, DEADLINES, "deadlines_feed"),
        "key": FeedKey.objects.filter(person=request.user, feed=DEADLINES, ended_at=None).first(),
    }
    return render(request, "people/calendar.html", context)


@person_door
@require_POST
def new_address(request: PersonRequest) -> HttpResponse:
    """Make an address; the page then shows it once. The one before stops working."""
    show_once(request, DEADLINES, make_feed_key(feed=DEADLINES, by=request.user, at=now()))
    return _to_calendar()


@person_door
@require_POST
def ending(request: PersonRequest) -> HttpResponse:
    """Let the address answer nothing any more."""
    if end_feed_key(feed=DEADLINES, by=request.user, at=now()):
        messages.success(request, _("The address no longer works. Calendars that follow it show nothing new."))
    return _to_calendar()


def _to_calendar() -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": url("my_calendar")})

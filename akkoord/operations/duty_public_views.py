# SPDX-License-Identifier: EUPL-1.2
"""Open to whoever has the key: a person's own duties, for a calendar program that cannot sign in."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from akkoord.people.doors import public_door
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.web.moments import now

from .duty_feed import duty_feed
from .models import Duty, DutyFeed
from .models.watch import hash_of
from .rights import OPERATORS

BACK = timedelta(weeks=8)


@public_door
@require_safe
def my_duties(request: HttpRequest) -> HttpResponse:
    """The duties of whose key it is; 404 for a key that is none, or whose person no longer works in operations."""
    at = now()
    with scoped(SYSTEM):
        known = DutyFeed.objects.filter(key_hash=hash_of(request.GET.get("key", "")), ended_at=None)
        feed = known.select_related("person").first()
        if feed is None or not feed.person.is_active or not feed.person.has_staff_role(*OPERATORS):
            raise Http404
        duties = list(Duty.objects.filter(person=feed.person, end__gt=at - BACK).order_by("begin"))
        person = feed.person
    with translation.override(person.language), timezone.override(person.time_zone):
        title = gettext("On duty for operations")
    body = duty_feed(duties, title=title, domain=request.get_host().split(":")[0], at=at)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer

# SPDX-License-Identifier: EUPL-1.2
"""Open to whoever has the key: a person's own duties, for a calendar program that cannot sign in."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from akkoord.people.doors import public_door
from akkoord.people.feed_door import calendar_answer, reader_of
from akkoord.scope.database import scoped
from akkoord.web.moments import now

from .duty_feed import DUTIES, duty_feed
from .models import Duty
from .rights import OPERATORS

BACK = timedelta(weeks=8)


@public_door
@require_safe
def my_duties(request: HttpRequest) -> HttpResponse:
    """The duties of whose key it is; 404 for a key that is none, or whose person no longer works in operations."""
    at = now()
    person = reader_of(DUTIES, request.GET.get("key", ""))
    if person is None or not person.has_staff_role(*OPERATORS):
        raise Http404
    with scoped(person.scope):
        duties = list(Duty.objects.filter(person=person, end__gt=at - BACK).order_by("begin"))
    with translation.override(person.language), timezone.override(person.time_zone):
        title = gettext("On duty for operations")
    body = duty_feed(duties, title=title, domain=request.get_host().split(":")[0], at=at)
    return calendar_answer(body)

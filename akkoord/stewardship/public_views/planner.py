# SPDX-License-Identifier: EUPL-1.2
"""The planner for a calendar program that cannot sign in: the address holds a person's own key, and ends with their access."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akkoord.people.doors import public_door
from akkoord.people.feed_door import calendar_answer, reader_of
from akkoord.people.models import Organisation, Person
from akkoord.scope.database import scoped
from akkoord.web.moments import now

from ..models import PlannerEntry
from ..planner_calendar import PLANNER, planner_calendar
from ..rules.planner import Days
from ..vendor_dates import vendor_dates

BACK, AHEAD = timedelta(days=92), timedelta(days=550)


@public_door
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The planners of the organisations that whose key it is belongs to now, three months back and a year and a half on."""
    person = reader_of(PLANNER, request.GET.get("key", ""))
    if person is None or not person.scope.organisations:
        raise Http404
    with scoped(person.scope), translation.override(person.language), timezone.override(person.time_zone):
        return calendar_answer(_calendar(person, request.get_host().split(":")[0]))


def _calendar(person: Person, domain: str) -> bytes:
    at = now()
    today = at.astimezone(timezone.get_current_timezone()).date()
    days = Days(today - BACK, today + AHEAD)
    organisations = list(Organisation.objects.filter(pk__in=person.scope.organisations).order_by("name"))
    entries = PlannerEntry.objects.visible_to(person).meeting(days)
    dates = {each.uid: each for organisation in organisations for each in vendor_dates(organisation, days, at)}
    title = _("Planner of %(organisation)s") % {"organisation": ", ".join(o.name for o in organisations)}
    return planner_calendar(entries, dates.values(), title=title, domain=domain, at=at)

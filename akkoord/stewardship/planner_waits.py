# SPDX-License-Identifier: EUPL-1.2
"""What of the planner waits for somebody on /stewardship: what is theirs and late or near; without an owner, for administrators."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from markupsafe import Markup

from akkoord.people.doors import PersonRequest
from akkoord.web.badges import verdict_text
from akkoord.web.moments import now

from .here import Here
from .models import PlannerEntry
from .planner_words import KINDS, days_words
from .rules.planner import EntryKind, is_overdue
from .waiting import Wait

NEAR = timedelta(days=14)
MOST = 20


def entries_waiting(request: PersonRequest, here: Here) -> list[Wait]:
    """For /stewardship."""
    return entries_for(here, now().astimezone(timezone.get_current_timezone()).date())


def entries_for(here: Here, today: date) -> list[Wait]:
    """Entries that are open and begin within two weeks, or should have been done. Goals wait for nobody."""
    found = PlannerEntry.objects.visible_to(here.person).standing().open().filter(organisation=here.organisation)
    found = found.exclude(kind=EntryKind.GOAL).filter(first__lte=today + NEAR)
    whose = Q(owner=here.person) | Q(owner=None) if here.may_administer else Q(owner=here.person)
    return [
        Wait(
            title=entry.title,
            address=entry.get_absolute_url(),
            sub=(*_late(entry, today), days_words(entry.days, today.year), KINDS[entry.kind].label, *_ownerless(entry)),
            act=_("Open"),
            due=entry.last,
            is_overdue=is_overdue(entry.last, is_done=False, today=today),
        )
        for entry in found.filter(whose).order_by("last", "pk")[:MOST]
    ]


def _late(entry: PlannerEntry, today: date) -> tuple[Markup, ...]:
    is_late = is_overdue(entry.last, is_done=False, today=today)
    return (verdict_text("broken", pgettext("planner", "late")),) if is_late else ()


def _ownerless(entry: PlannerEntry) -> tuple[str, ...]:
    return (_("nobody owns it"),) if entry.owner_id is None else ()

# SPDX-License-Identifier: EUPL-1.2
"""Remind of what comes near in the planner, once for each day that it is planned on. beheer:4"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import DateField, ExpressionWrapper, F, Q
from django.utils import timezone

from akkoord.audit.actions import announce

from ..events.planner import EntryComing
from ..models import PlannerEntry
from ..rules.planner import reminder_is_due

TELL_ON = ExpressionWrapper(F("first") - F("remind_before"), output_field=DateField())
DAY = timedelta(days=1)  # zones differ that much from the date in UTC


@transaction.atomic
def remind_of_entries(*, by: None, at: datetime) -> int:
    """Announce what is to be remembered now and was not yet; how many. Moved to another day, it is told again.

    The day is that of whoever owns it, where they are. Runs in the system's scope; run twice it tells once.
    """
    today = at.date()
    near = PlannerEntry.objects.standing().open().filter(remind_before__isnull=False)
    near = near.annotate(tell_on=TELL_ON).filter(tell_on__lte=today + DAY, last__gte=today - DAY)
    near = near.filter(Q(reminded_for=None) | ~Q(reminded_for=F("first"))).order_by("first", "pk")
    told = 0
    for entry in near.select_for_update(of=("self",), skip_locked=True).select_related("owner"):
        zone = ZoneInfo(entry.owner.time_zone) if entry.owner else timezone.get_default_timezone()
        if reminder_is_due(entry.days, entry.remind_before, at.astimezone(zone)):
            entry.reminded_for = entry.first
            entry.save(update_fields=["reminded_for"])
            announce(EntryComing(entry.pk), by=by, at=at, circle=entry.circle)
            told += 1
    return told

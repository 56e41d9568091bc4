# SPDX-License-Identifier: EUPL-1.2
"""What was recorded of a month that ended has changed: its verdicts are computed again. May run twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max, Min

from akkoord.audit.models import Event
from akkoord.operations.models import Maintenance, Outage
from akkoord.operations.rules.months import next_month
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .actions import judge_month


def judge_again(event: Event) -> None:
    """Judge the ended months anew that an outage (with every bounds it ever had) or a maintenance lies in."""
    with scoped(SYSTEM):
        begin, end = _span(event)
        for month in _ended_months(begin, end, event.at):
            judge_month(month=month, by=None, at=event.at)


def _span(event: Event) -> tuple[datetime, datetime]:
    if (pk := event.data.get("outage_id")) is not None:
        outage = Outage.objects.get(pk=pk)
        ever = outage.bounds.aggregate(first=Min("began_at"), last=Max("ended_at"))
        return min(outage.began_at, ever["first"] or outage.began_at), max(outage.ended_at or event.at, ever["last"] or event.at)
    work = Maintenance.objects.get(pk=event.data["maintenance_id"])
    ends = [work.planned_until, work.ended_at or work.planned_until]
    return min(work.planned_from, work.begun_at or work.planned_from), max(ends)


def _ended_months(begin: datetime, end: datetime, at: datetime) -> Iterator[date]:
    zone = ZoneInfo(settings.TIME_ZONE)
    month, last = begin.astimezone(zone).date().replace(day=1), end.astimezone(zone).date()
    this = at.astimezone(zone).date().replace(day=1)
    while month <= last and month < this:
        yield month
        month = next_month(month)

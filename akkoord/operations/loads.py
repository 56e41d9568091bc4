# SPDX-License-Identifier: EUPL-1.2
"""How long windows took to load, from the rows of their hours. sla:2.3.2

Ours (`Source.PROBES`) are in these rows some minutes after they were measured, those of people when their batch was folded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.conf import settings

from .models import TimingHour
from .rules.histograms import unpacked
from .rules.responses import HOUR, Response, Source, hour_of, hours_between, together

Loads = dict[str, list[Response]]


def response_times(window: str, begin: datetime, end: datetime, *, source: Source | None = None) -> Response:
    """All loads of a window in a stretch, which is widened to whole hours; those of one source, or of all."""
    begin, end = hours_between(begin, end)
    return together(loads(begin, end, windows=[window], source=source).get(window, ()), begin, end)


def hourly(window: str, day: date, *, source: Source | None = None) -> list[Response]:
    """A day of the vendor's calendar by hours: 24 of them, 23 or 25 where the clock changes."""
    edges = hour_edges(day)
    return by_edges(loads(edges[0], edges[-1], windows=[window], source=source).get(window, ()), edges)


def daily(window: str, month: date, *, source: Source | None = None) -> list[Response]:
    """The month of the vendor's calendar in which a day lies, by days."""
    edges = day_edges(month)
    return by_edges(loads(edges[0], edges[-1], windows=[window], source=source).get(window, ()), edges)


def loads(begin: datetime, end: datetime, *, windows: Iterable[str] | None = None, source: Source | None = None) -> Loads:
    """The hours that have loads, by window and in order of time; in one query."""
    rows = TimingHour.objects.filter(hour__gte=begin, hour__lt=end).order_by("hour", "id")
    rows = rows if windows is None else rows.filter(window__in=list(windows))
    rows = rows if source is None else rows.filter(source=source)
    found: Loads = {}
    for window, hour, count, failed, total, packed in rows.values_list("window", "hour", "count", "failed", "total", "histogram"):
        found.setdefault(window, []).append(Response(hour, hour + HOUR, count, failed, total, unpacked(bytes(packed))))
    return found


def by_edges(hours: Sequence[Response], edges: Sequence[datetime]) -> list[Response]:
    """Hours in order of time, together by the stretches between the edges; empty ones too."""
    stretches, place = [], 0
    for begin, end in pairwise(edges):
        first = place
        while place < len(hours) and hours[place].begin < end:
            place += 1
        stretches.append(together(hours[first:place], begin, end))
    return stretches


def hour_edges(day: date) -> list[datetime]:
    """When each hour of a day of the vendor's calendar began, and when the last one ended, in whole hours of UTC."""
    begin, end = hours_between(_midnight(day), _midnight(day + timedelta(days=1)))
    return [begin + n * HOUR for n in range(round((end - begin) / HOUR) + 1)]


def day_edges(month: date) -> list[datetime]:
    """When each day of the vendor's calendar month began, and when the last one ended, in whole hours of UTC."""
    first = month.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return [hour_of(_midnight(first + timedelta(days=n))) for n in range((following - first).days + 1)]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.TIME_ZONE))

# SPDX-License-Identifier: EUPL-1.2
"""Which time of an instance nobody knows: no probe of it was heard, from any place. Or no probe ever asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q

from akkoord.timing.moments import LATEST, whole_seconds

from ..models import Gap
from ..rules.sampling import patience
from ..rules.unheard import Listener, Span, silence_after, unheard

# The last sample of each is found along the primary key, month after month backwards: one look for each place of a probe.
_LISTENERS = """
    SELECT p.instance_id, p.id, t.place_id, p.since, p.until, p.every, p.timeout, s.at
    FROM operations_probe p JOIN operations_probe_places t ON t.probe_id = p.id
    LEFT JOIN LATERAL (SELECT at FROM operations_sample WHERE probe_id = p.id AND place_id = t.place_id AND at <= %(at)s
        ORDER BY at DESC LIMIT 1) s ON true
    WHERE p.since < %(end)s AND p.since < %(at)s AND (p.until IS NULL OR p.until > %(begin)s)
"""


@dataclass
class Heard:
    """By instance: who listened, and the time in which nobody heard anything."""

    listeners: dict[int, list[Listener]] = field(default_factory=lambda: defaultdict(list))
    unknown: dict[int, list[Span]] = field(default_factory=dict)


def read_heard(begin: datetime, end: datetime, at: datetime) -> Heard:
    """What was heard in a period, as known at `at`. Two queries.

    Besides the gaps that were written down, a probe of which nothing came for longer than its patience is silent from its last
    answer on: a prober that died writes no gap.
    """
    gaps: dict[tuple[int, int], list[tuple[int, int | None]]] = defaultdict(list)
    written = Gap.objects.filter(Q(end=None) | Q(end__gt=begin), begin__lt=min(end, at)).order_by("begin")
    for probe, place, since, until in written.values_list("probe_id", "place_id", "begin", "end"):
        gaps[probe, place].append((whole_seconds(since), None if until is None else whole_seconds(until)))
    with connection.cursor() as cursor:
        cursor.execute(_LISTENERS, {"begin": begin, "end": end, "at": at})
        rows = cursor.fetchall()
    heard = Heard()
    for instance, probe, place, since, until, every, timeout, last in rows:
        asks = whole_seconds(since), whole_seconds(min(until or at, at))
        silences = _silences(gaps[probe, place], last, asks, int(patience(every, timeout) / timedelta(seconds=1)))
        heard.listeners[instance].append(Listener(asks[0], LATEST if until is None else asks[1], silences))
    now = whole_seconds(at)
    for instance, listeners in heard.listeners.items():
        heard.unknown[instance] = [(a, min(b, now)) for a, b in unheard(listeners) if a < now]
    return heard


def _silences(gaps: list[tuple[int, int | None]], last: datetime | None, asks: Span, patient: int) -> tuple[Span, ...]:
    closed = [(begin, asks[1] if end is None else end) for begin, end in gaps]
    heard = max([asks[0], *(end for _begin, end in closed), *([] if last is None else [whole_seconds(last)])])
    tail = silence_after(heard, asks[0], asks[1], patient)
    return (*closed, tail) if tail else tuple(closed)

# SPDX-License-Identifier: EUPL-1.2
"""Keep what probes measured, and write down where nothing was measured. sla:2.3.1

Samples come in bulk, late, twice and in any order. Whoever writes holds the place, so that its gaps are reckoned by one at a time.
Nothing is announced: a sample is no event, an outage that follows from it is (`watching.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any

from django.db import connection, transaction

from ..rules.sampling import Measured, Met, gaps, patience

Pair = tuple[int, int]  # probe and place
Span = tuple[datetime, datetime]
ROW = attrgetter(*(field.name for field in fields(Measured)))  # in the order of INSERT's columns
RAW = timedelta(days=90)  # of a probe that is younger, every sample is still there
HOLD = "SELECT pg_advisory_xact_lock(hashtext('operations_gap'), place) FROM unnest(%s::int[]) AS place ORDER BY place"
MONTHS = "SELECT operations_sample_month(day) FROM unnest(%s::date[]) AS day"
INSERT = """
INSERT INTO operations_sample (probe_id, place_id, at, ok, ms, dns, connect, tls, first_byte, status, error)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[], %s::boolean[], %s::float8[], %s::smallint[], %s::smallint[],
    %s::smallint[], %s::smallint[], %s::smallint[], %s::text[])
ON CONFLICT DO NOTHING RETURNING probe_id, place_id, at
"""
# For each probe at a place: the moments from the neighbour before what came to the neighbour after it.
AROUND = """
SELECT c.probe, c.place, p.every, p.timeout, p.since, c.low, b.at, n.at,
    ARRAY(SELECT s.at FROM operations_sample s WHERE s.probe_id = c.probe AND s.place_id = c.place AND s.at BETWEEN c.low AND c.high
        ORDER BY s.at)
FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[], %s::timestamptz[]) AS c (probe, place, low, high)
JOIN operations_probe p ON p.id = c.probe
LEFT JOIN LATERAL (SELECT s.at FROM operations_sample s
    WHERE s.probe_id = c.probe AND s.place_id = c.place AND s.at < c.low ORDER BY s.at DESC LIMIT 1) b ON true
LEFT JOIN LATERAL (SELECT s.at FROM operations_sample s
    WHERE s.probe_id = c.probe AND s.place_id = c.place AND s.at > c.high ORDER BY s.at LIMIT 1) n ON true
"""
KNOWN = """
SELECT g.id, g.probe_id, g.place_id, g.begin, g."end" FROM operations_gap g
JOIN unnest(%s::bigint[], %s::bigint[], %s::timestamptz[], %s::timestamptz[]) AS c (probe, place, low, high)
    ON g.probe_id = c.probe AND g.place_id = c.place AND g.begin >= c.low AND g.begin < c.high
"""
ADD = """
INSERT INTO operations_gap (probe_id, place_id, begin, "end")
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[], %s::timestamptz[]) ON CONFLICT DO NOTHING
"""
MEET = """
INSERT INTO operations_certificate AS known (probe_id, tls_version, names, expires_at, seen_at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (probe_id) DO UPDATE SET tls_version = excluded.tls_version, names = excluded.names,
    expires_at = excluded.expires_at, seen_at = excluded.seen_at WHERE known.seen_at < excluded.seen_at
"""
ALL_PLACES = "SELECT id FROM operations_place"
# Nothing more is to be heard of a probe that ended, or left a place: what was unknown until then stays, and ends.
END = """
UPDATE operations_gap g SET "end" = greatest(coalesce(p.until, %(at)s), g.begin + interval '1 microsecond')
FROM operations_probe p WHERE g."end" IS NULL AND p.id = g.probe_id AND (p.until <= %(at)s
    OR NOT EXISTS (SELECT FROM operations_probe_places l WHERE l.probe_id = g.probe_id AND l.place_id = g.place_id))
"""
SILENT = """
SELECT p.id, l.place_id, p.every, p.timeout, coalesce(s.at, p.since) FROM operations_probe p
JOIN operations_probe_places l ON l.probe_id = p.id
LEFT JOIN LATERAL (SELECT s.at FROM operations_sample s WHERE s.probe_id = p.id AND s.place_id = l.place_id
    ORDER BY s.at DESC LIMIT 1) s ON true
WHERE (p.until IS NULL OR p.until > %(at)s) AND coalesce(s.at, p.since) < %(at)s AND NOT EXISTS (
    SELECT FROM operations_gap g WHERE g.probe_id = p.id AND g.place_id = l.place_id AND g."end" IS NULL)
"""


@transaction.atomic
def keep_samples(*, samples: Iterable[Measured], by: None, at: datetime) -> int:
    """Write down what was measured, and reckon anew what is unknown around it. Returns how many were new."""
    given = list(samples)
    if not given:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [sorted({each.place for each in given})])
        cursor.execute(MONTHS, [sorted({each.at.astimezone(UTC).date().replace(day=1) for each in given})])
        # In one order, so that two who bring the same samples wait for one another and not each for the other.
        ordered = sorted(given, key=lambda each: (each.probe, each.place, each.at))
        cursor.execute(INSERT, [list(column) for column in zip(*map(ROW, ordered), strict=True)])
        came: dict[Pair, list[datetime]] = defaultdict(list)
        for probe, place, moment in cursor.fetchall():
            came[probe, place].append(moment)
    _reckon_gaps(came)
    return sum(map(len, came.values()))


@transaction.atomic
def keep_certificates(*, certificates: Iterable[Met], by: None, at: datetime) -> None:
    """Write down the certificate that each probe met last; an older one changes nothing."""
    with connection.cursor() as cursor:
        for met in sorted(certificates, key=lambda met: (met.probe, met.seen_at)):
            cursor.execute(MEET, [met.probe, met.tls_version, list(met.names), met.expires_at, met.seen_at])


@transaction.atomic
def note_silence(*, by: None, at: datetime) -> int:
    """Begin a gap for every probe of which a place heard nothing for longer than its patience; returns how many.

    A prober that died writes nothing: this tells that from a good answer. A probe that was never heard is unknown from the start.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALL_PLACES)
        cursor.execute(HOLD, [[place for (place,) in cursor.fetchall()]])
        cursor.execute(END, {"at": at})
        cursor.execute(SILENT, {"at": at})
        silent = [
            (probe, place, last, None)
            for probe, place, every, timeout, last in cursor.fetchall()
            if at - last > patience(every, timeout)
        ]
        if silent:
            cursor.execute(ADD, _columns(silent))
    return len(silent)


def _reckon_gaps(came: dict[Pair, list[datetime]]) -> None:
    """Make the gaps between the neighbours of what came those that the samples show."""
    if not came:
        return
    wanted: dict[Pair, set[Span]] = {}
    edges: list[tuple[int, int, datetime, datetime]] = []
    with connection.cursor() as cursor:
        cursor.execute(AROUND, _columns([(*pair, min(moments), max(moments)) for pair, moments in came.items()]))
        for probe, place, every, timeout, since, low, before, after, moments in cursor.fetchall():
            first = before or (since if low - RAW < since < low else None)
            line = [*([first] if first else []), *moments, *([after] if after else [])]
            wanted[probe, place] = set(gaps(line, patience(every, timeout)))
            edges.append((probe, place, line[0], line[-1]))
        cursor.execute(KNOWN, _columns(edges))
        known = {(probe, place, begin, end): key for key, probe, place, begin, end in cursor.fetchall()}
        held = {(*pair, *span) for pair, spans in wanted.items() for span in spans}
        if gone := [key for row, key in known.items() if row not in held]:
            cursor.execute("DELETE FROM operations_gap WHERE id = ANY(%s)", [gone])
        if new := sorted(held - set(known)):
            cursor.execute(ADD, _columns(new))


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """Rows as the arrays that `unnest` takes; no rows are four empty ones."""
    return [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]

# SPDX-License-Identifier: EUPL-1.2
"""Read what the running system says of itself, in few queries. Counts only, so it reads as the system whoever asks."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.timing.zones import local_time

from ..models import Certificate
from ..roster import duties_from
from ..rules.findings import PlaceHeard, Readings
from ..rules.roster import Span, gaps
from ..rules.watching import WEEKS

HOUR = 3600
WEEK = 7 * 24 * HOUR
# The names stand in the text, so that the partial index serves; the clock of who reads counts, not the database's.
SIGN_INS = """
SELECT w.n, e.done, e.failed,
    (SELECT at FROM audit_event WHERE name IN ('SignedIn', 'SignInFailed') ORDER BY at LIMIT 1)
FROM unnest(%s::timestamptz[]) WITH ORDINALITY AS w (since, n)
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE name = 'SignedIn') AS done, count(*) FILTER (WHERE name = 'SignInFailed') AS failed
    FROM audit_event WHERE name IN ('SignedIn', 'SignInFailed') AND at >= w.since AND at < w.since + interval '1 hour'
) e ORDER BY w.n
"""
JOBS = """
SELECT
    (SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= %(at)s)),
    least(
        (SELECT (SELECT min(e.at) FROM procrastinate_events e WHERE e.job_id = j.id) FROM procrastinate_jobs j
            WHERE j.status = 'todo' AND j.scheduled_at IS NULL ORDER BY j.id LIMIT 1),
        (SELECT min(scheduled_at) FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at <= %(at)s)
    ),
    (SELECT count(*) FROM procrastinate_jobs j WHERE j.status = 'failed' AND EXISTS (
        SELECT FROM procrastinate_events e WHERE e.job_id = j.id AND e.type = 'failed' AND e.at > %(day)s))
    + (SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND attempts >= 3)
"""
ROWS = """
SELECT
    (SELECT count(*) FROM notifications_mail WHERE sent_at IS NULL),
    (SELECT min(written_at) FROM notifications_mail WHERE sent_at IS NULL),
    (SELECT count(*) FROM operations_maintenance WHERE begun_at IS NOT NULL AND ended_at IS NULL AND cancelled_at IS NULL),
    pg_database_size(current_database()),
    (SELECT count(*) FROM pg_inherits WHERE inhparent = 'operations_sample'::regclass)
"""
# What an organisation keeps to itself is not counted by the vendor.
CLOCKS = """
SELECT count(*), count(*) FILTER (WHERE verdict = 'running' AND paused_at IS NULL AND at_risk_at <= %(at)s AND due_at > %(at)s),
    count(*) FILTER (WHERE verdict = 'broken' OR (verdict = 'running' AND paused_at IS NULL AND due_at <= %(at)s))
FROM clocks_clock WHERE stopped_at IS NULL AND ended_at IS NULL AND NOT imported AND audience IN ('shared', 'vendor_only')
"""
PLACES = """
SELECT l.code, l.name, max(s.at), count(*), count(*) FILTER (WHERE s.at IS NULL OR s.at < %(at)s - make_interval(
    secs => 2 * p.every + p.timeout)), min(2 * p.every + p.timeout)
FROM operations_place l
JOIN operations_probe_places pl ON pl.place_id = l.id
JOIN operations_probe p ON p.id = pl.probe_id AND p.since <= %(at)s AND (p.until IS NULL OR p.until > %(at)s)
LEFT JOIN LATERAL (
    SELECT at FROM operations_sample WHERE probe_id = p.id AND place_id = l.id AND at > %(day)s ORDER BY at DESC LIMIT 1
) s ON true
GROUP BY l.id ORDER BY l.code
"""
STANDBYS = "SELECT lag_bytes, lag_seconds FROM operations_standbys()"
OUTAGES = "SELECT number FROM operations_outage WHERE ended_at IS NULL ORDER BY began_at, id"


def read(at: datetime) -> Readings:
    """Everything that is watched, at one moment."""
    day = at - timedelta(days=1)
    with scoped(SYSTEM), connection.cursor() as cursor:

        def rows(statement: str) -> list[tuple[Any, ...]]:
            cursor.execute(statement, {"at": at, "day": day})
            return list(cursor.fetchall())

        (jobs,), (counts,), (clocks,) = rows(JOBS), rows(ROWS), rows(CLOCKS)
        sign_ins = _sign_ins(at)
        places = [PlaceHeard(*row) for row in rows(PLACES)]
        standbys = rows(STANDBYS)
        outages = [str(number) for (number,) in rows(OUTAGES)]
        certificates = list(Certificate.objects.filter(probe__until=None).values_list("probe__code", "expires_at"))
        duties = [Span(duty.begin, duty.end) for duty in duties_from(at)]
    disk = shutil.disk_usage(settings.HOME if settings.HOME.exists() else settings.ROOT)
    holes = gaps(duties, at, at + timedelta(weeks=52))
    on_duty = next((duty for duty in duties if duty.begin <= at), None)
    return Readings(
        at=at,
        signed_in=sign_ins[0][0],
        signed_in_before=[count for count, _failed in sign_ins[1:]],
        failed=sign_ins[0][1],
        failed_before=[failed for _count, failed in sign_ins[1:]],
        jobs_waiting=jobs[0],
        job_since=jobs[1],
        jobs_failed=jobs[2],
        mails_waiting=counts[0],
        mail_since=counts[1],
        maintenance_running=counts[2],
        database_bytes=counts[3],
        sample_months=counts[4],
        certificates=certificates,
        disk_used=disk.used,
        disk_total=disk.total,
        standbys=standbys,
        clocks_open=clocks[0],
        clocks_at_risk=clocks[1],
        clocks_broken=clocks[2],
        places=places,
        outages=outages,
        duty_until=on_duty.end if on_duty else None,
        first_gap=holes[0].begin if holes else None,
    )


def _sign_ins(at: datetime) -> list[tuple[int, int]]:
    """Sign-ins and failures of the last hour, then of the same hour of earlier weeks as far as any were recorded."""
    zone = local_time(settings.TIME_ZONE)
    wall = zone.local(int(at.timestamp()))
    begins = [datetime.fromtimestamp(zone.moment(wall - week * WEEK) - HOUR, UTC) for week in range(WEEKS + 1)]
    with connection.cursor() as cursor:
        cursor.execute(SIGN_INS, [begins])
        found = cursor.fetchall()
    first = found[0][3]
    return [
        (done, failed)
        for (_n, done, failed, _first), begin in zip(found, begins, strict=True)
        if begin == begins[0] or (first is not None and begin >= first)
    ]

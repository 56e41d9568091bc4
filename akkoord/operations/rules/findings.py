# SPDX-License-Identifier: EUPL-1.2
"""From what was read of the running system to findings: each value against its bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .watching import Bounds, Finding, Level, above, against_history, below

DAY = 86_400
GIGA = 1_000_000_000
TELL_AHEAD = 3  # times the bound: a certificate stands on the page as about to end


@dataclass(frozen=True)
class PlaceHeard:
    """When a place was last heard, how many probes it sends, how many of them are silent, and after how long one is."""

    code: str
    name: str
    last_at: datetime | None
    probes: int
    silent: int
    patience: float  # seconds


@dataclass(frozen=True)
class Readings:
    """What the running system says of itself at one moment; None is not known."""

    at: datetime
    signed_in: int = 0  # in the last hour
    signed_in_before: Sequence[int] = ()  # the same hour of earlier weeks
    failed: int = 0
    failed_before: Sequence[int] = ()
    jobs_waiting: int = 0
    job_since: datetime | None = None  # the one that waits longest
    jobs_failed: int = 0
    mails_waiting: int = 0
    mail_since: datetime | None = None
    certificates: Sequence[tuple[str, datetime]] = ()  # probe, until when
    disk_used: int = 0  # bytes
    disk_total: int = 0
    database_bytes: int = 0
    standbys: Sequence[tuple[int | None, float | None]] = ()  # bytes and seconds behind
    clocks_open: int = 0
    clocks_at_risk: int = 0
    clocks_broken: int = 0
    places: Sequence[PlaceHeard] = ()
    sample_months: int = 0
    outages: Sequence[str] = ()  # numbers of those that run
    maintenance_running: int = 0
    duty_until: datetime | None = None  # of whoever is on duty now
    first_gap: datetime | None = None  # the next moment at which nobody is


def findings(read: Readings, bounds: Bounds) -> list[Finding]:
    """Everything that is watched, in the order of the page."""
    return [
        *(Finding("outage", Level.CROSSED, name=number) for number in read.outages),
        *_duty(read, bounds),
        *_places(read, bounds),
        against_history("sign_ins", read.signed_in, read.signed_in_before),
        against_history("failed_sign_ins", read.failed, read.failed_before),
        above("clocks", read.clocks_at_risk, bounds.clocks_at_risk),
        above("queue", read.jobs_waiting, bounds.queue),
        above("queue_wait", _since(read.job_since, read.at), bounds.queue_seconds),
        above("failed_jobs", read.jobs_failed, bounds.failed_jobs),
        above("mails", _since(read.mail_since, read.at), bounds.mail_seconds),
        *_certificates(read, bounds),
        above("disk", 100 * read.disk_used / read.disk_total if read.disk_total else None, bounds.disk_percent),
        above("database", read.database_bytes / GIGA, bounds.database_gigabytes),
        *_standbys(read, bounds),
        above("sample_months", read.sample_months, bounds.sample_months),
    ]


def crossed(found: Sequence[Finding]) -> dict[str, Finding]:
    """Those past their bound, by their key."""
    return {finding.what: finding for finding in found if finding.level == Level.CROSSED}


def _since(begin: datetime | None, at: datetime) -> float:
    return 0.0 if begin is None else max(0.0, (at - begin).total_seconds())


def _duty(read: Readings, bounds: Bounds) -> list[Finding]:
    if read.duty_until is None:
        return [Finding("duty", Level.CROSSED)]
    ahead = timedelta(days=bounds.duty_days)
    if read.first_gap is not None and read.first_gap < read.at + ahead:
        return [Finding("duty", Level.SOON, (read.first_gap - read.at).total_seconds() / DAY, bounds.duty_days)]
    return [Finding("duty", Level.WELL, None, bounds.duty_days)]


def _places(read: Readings, bounds: Bounds) -> list[Finding]:
    found = []
    for place in read.places:
        bound = max(bounds.place_seconds, place.patience)
        silence = float(DAY) if place.last_at is None else _since(place.last_at, read.at)
        found.append(replace(above("place", silence, bound, place.code), label=place.name))
    return found


def _certificates(read: Readings, bounds: Bounds) -> list[Finding]:
    left = sorted(((until - read.at).total_seconds() / DAY, probe) for probe, until in read.certificates)
    near = [(days, probe) for days, probe in left if days < TELL_AHEAD * bounds.certificate_days] or left[:1]
    soon = TELL_AHEAD * bounds.certificate_days
    return [below("certificate", days, bounds.certificate_days, soon, probe) for days, probe in near]


def _standbys(read: Readings, bounds: Bounds) -> list[Finding]:
    count = below("standbys", len(read.standbys), bounds.standbys)
    return [count, *(above("lag", lag(*one), bounds.lag_seconds, str(n + 1)) for n, one in enumerate(read.standbys))]


def lag(behind: int | None, seconds: float | None) -> float | None:
    """Seconds that a standby is behind: none when it has everything, whatever it last said; None when we may not know."""
    if behind is None:
        return None
    return 0.0 if behind == 0 else seconds

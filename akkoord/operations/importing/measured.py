# SPDX-License-Identifier: EUPL-1.2
"""Imports a log of checks, whole or not at all: samples, unknown time, and the outages that follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import override

from akkoord.importing.faults import BadFile, FaultList
from akkoord.scope.statistics import analyze_written

from ..actions.components import register_place
from ..actions.outages import close_outage
from ..actions.samples import keep_samples
from ..actions.watching import CLOSED, OPENED, TITLE
from ..models import DayFold, Gap, Instance, Outage, Place, Probe, Sample
from ..rules.sampling import Measured
from ..rules.words import Impact, OutageState
from .checks import Check, CheckReader, stretches
from .entries import NewOutage, Said, Stood
from .mapping import ChecksMapping
from .struck import ComponentBook
from .writing import write_outages

KIND = "imported"  # of a probe that nobody sends
TIMEOUT = 10  # seconds
LANGUAGES = ("nl", "en")


@dataclass
class Summary:
    """What an import did, or would do; by component where it says so."""

    rows: int = 0
    new: int = 0
    outages: int = 0
    closed: int = 0  # outages that ran at the last import, and ended since
    components: list[str] = field(default_factory=list)  # that were made
    checks: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, timedelta] = field(default_factory=dict)  # between the first row and the last one's end
    first: datetime | None = None
    last: datetime | None = None


@transaction.atomic
def import_checks(path: Path, mapping: ChecksMapping, *, at: datetime, dry_run: bool = False) -> Summary:
    """Import the log at `path`; the running scope must be the system's. A longer log of the same source adds what is new.

    One transaction: with any fault nothing is written. Raises BadFile with every fault, OSError.
    """
    faults, at = FaultList(), at.replace(microsecond=0)
    book = ComponentBook(mapping.components, mapping.source)
    reader = CheckReader(path, mapping, book, faults, at)
    series = reader.series()
    if faults.count:
        raise BadFile(str(path), sorted(faults.kept, key=lambda fault: fault.line), faults.count)
    summary = Summary(rows=reader.rows, components=book.new, checks={code: len(checks) for code, checks in series.items()})
    moments = sorted(check.at for checks in series.values() for check in checks)
    summary.first, summary.last = (moments[0], moments[-1]) if moments else (None, None)
    summary.unknown = {code: _unknown(checks, mapping.holds) for code, checks in series.items()}
    if not series or dry_run:
        summary.outages = sum(len(list(stretches(checks, mapping, at))) for checks in series.values())
        return summary
    spans = {code: (checks[0].at, checks[-1].at + mapping.holds) for code, checks in series.items()}
    instances = book.make(spans=spans, at=at)
    place = register_place(code=mapping.place.code, name=mapping.place.name, by=None, at=at)
    for code, checks in series.items():
        probe = _probe(code, instances[code][0], place, checks, mapping)
        new = _keep(probe, place, checks, mapping.holds, at)
        summary.new += new
        if new:
            _write(summary, probe, code, instances, list(stretches(checks, mapping, at)), mapping, at)
    analyze_written()
    return summary


def _unknown(checks: Sequence[Check], holds: timedelta) -> timedelta:
    return sum((max(timedelta(), b.at - a.at - holds) for a, b in pairwise(checks)), timedelta())


def _probe(code: str, instance: Instance, place: Place, checks: Sequence[Check], mapping: ChecksMapping) -> Probe:
    """What asked: its patience is how long a row holds."""
    timeout = TIMEOUT + round(mapping.holds.total_seconds() - TIMEOUT) % 2
    made, _is_new = Probe.objects.get_or_create(
        code=f"{mapping.source}-{instance.code}"[:50],
        defaults={
            "instance": instance, "kind": KIND, "settings": {}, "since": checks[0].at, "opens_outages": False,
            "every": round(mapping.holds.total_seconds() - timeout) // 2, "timeout": timeout,
            "failures_to_open": mapping.opening.failures, "goods_to_close": mapping.opening.goods,
        },
    )  # fmt: skip
    made.places.add(place)
    return made


def _keep(probe: Probe, place: Place, checks: Sequence[Check], holds: timedelta, at: datetime) -> int:
    """Write the rows as samples, and what is unknown between them and after them; how many were new."""
    folded = dict(DayFold.objects.filter(probe=probe, place=place).values_list("day", "count"))
    days = Counter(check.at.astimezone(UTC).date() for check in checks)
    fresh = [check for check in checks if folded.get(day := check.at.astimezone(UTC).date(), 0) < days[day]]
    samples = [
        Measured(probe.pk, place.pk, check.at, check.ok, check.ms, status=check.status, error=None if check.ok else "status")
        for check in fresh
    ]
    new = keep_samples(samples=samples, by=None, at=at)
    if new:
        gaps = Gap.objects.filter(probe=probe, place=place)
        # What was silent too long is unknown from the last answer on; here that answer held for a while.
        answered = Sample.objects.filter(probe=probe, place=place, at=OuterRef("begin"))
        gaps.filter(Exists(answered)).update(begin=F("begin") + holds)
        silent = max(check.at for check in checks) + holds
        gaps.filter(begin__gte=silent).delete()
        if silent < at:
            Gap.objects.create(probe=probe, place=place, begin=silent, end=at)
        Probe.objects.filter(pk=probe.pk).update(until=at, since=min(probe.since, checks[0].at))
    return new


def _write(
    summary: Summary,
    probe: Probe,
    code: str,
    instances: dict[str, list[Instance]],
    found: Sequence[tuple[datetime, datetime | None]],
    mapping: ChecksMapping,
    at: datetime,
) -> None:
    """Open what is new; close what ran at the last import and ended since."""
    known = {str(each.external_id): each for each in Outage.objects.filter(probe=probe, origin="import")}
    entries = [_entry(code, instances[code][0], stretch, mapping) for stretch in found]
    write_outages([each for each in entries if each.external_id not in known], instances, at=at, probe=probe)
    summary.outages += sum(each.external_id not in known for each in entries)
    for entry in entries:
        outage, ended = known.get(entry.external_id), entry.stood.ended_at
        if outage is not None and outage.is_running and ended is not None:
            close_outage(outage, ended_at=ended, by=None, at=ended, text_nl=_say(CLOSED, "nl"), text_en=_say(CLOSED, "en"))
            summary.closed += 1


def _entry(code: str, instance: Instance, stretch: tuple[datetime, datetime | None], mapping: ChecksMapping) -> NewOutage:
    began, ended = stretch
    title = {}
    for language in LANGUAGES:
        with override(language):
            title[language] = str(TITLE) % {"component": instance.title}
    said = [Said(began, OutageState.INVESTIGATING, {language: _say(OPENED, language) for language in LANGUAGES})]
    if ended is not None:
        said.append(Said(ended, OutageState.RESOLVED, {language: _say(CLOSED, language) for language in LANGUAGES}))
    external_id = f"{mapping.source}:{code}:{began:%Y%m%dT%H%M%SZ}"
    severity = str(mapping.opening.severity)
    return NewOutage(0, external_id, title, severity, str(Impact.DOWN), [code], [Stood(began, ended, ended or began)], said)


def _say(text: object, language: str) -> str:
    with override(language):
        return str(text)

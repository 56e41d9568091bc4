# SPDX-License-Identifier: EUPL-1.2
"""Imports the history of a status page, whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from akkoord.importing.faults import BadFile, FaultList
from akkoord.scope.statistics import analyze_written

from ..models import Maintenance, Outage
from .entries import NewOutage, NewWork
from .mapping import OutagesMapping
from .reading import HistoryReader
from .struck import ComponentBook
from .writing import write_outages, write_works


@dataclass
class Summary:
    """What an import did, or would do."""

    lines: int = 0
    outages: int = 0
    works: int = 0
    updates: int = 0
    known: int = 0
    corrected: int = 0
    components: list[str] = field(default_factory=list)  # that were made
    severities: Counter[str] = field(default_factory=Counter)
    changed: list[str] = field(default_factory=list)
    longest: timedelta = timedelta()
    first: datetime | None = None
    last: datetime | None = None


@transaction.atomic
def import_outages(path: Path, mapping: OutagesMapping, *, at: datetime, dry_run: bool = False) -> Summary:
    """Import the history at `path`; the running scope must be the system's.

    One transaction: with any fault nothing is written. What was imported before is left as it is, and said where the source now
    tells otherwise. Raises BadFile with every fault, OSError.
    """
    faults, summary = FaultList(), Summary()
    book = ComponentBook(mapping.components, mapping.source)
    reader = HistoryReader(path, mapping, book, faults, at)
    entries = list(reader.entries())
    if faults.count:
        raise BadFile(str(path), sorted(faults.kept, key=lambda fault: fault.line), faults.count)
    known = _known(mapping.source)
    new = [entry for entry in entries if entry.external_id not in known]
    outages = [entry for entry in new if isinstance(entry, NewOutage)]
    works = [entry for entry in new if isinstance(entry, NewWork)]
    for entry in entries:
        if entry.external_id in known and (different := _differences(entry, known[entry.external_id])):
            summary.changed.append(f"line {entry.line}, {entry.external_id}: {'; '.join(different)}")
    summary.lines, summary.known, summary.components = reader.lines, len(entries) - len(new), book.new if new else []
    _count(summary, outages, works)
    if new and not dry_run:
        moments = [each.bounds[0].began_at for each in outages] + [each.announced_at for each in works]
        moments += [each.bounds[0].ended_at or each.bounds[0].began_at for each in outages] + [each.ended_at for each in works]
        whole = min(moments), max(moments)
        instances = book.make(spans={code: whole for each in new for code in each.codes}, at=at)
        write_outages(outages, instances, at=at)
        write_works(works, instances, mapping.language, at=at)
        analyze_written()
    return summary


def _count(summary: Summary, outages: Sequence[NewOutage], works: Sequence[NewWork]) -> None:
    summary.outages, summary.works = len(outages), len(works)
    summary.updates = sum(len(each.said) for each in outages)
    summary.corrected = sum(len(each.bounds) > 1 for each in outages)
    summary.severities = Counter(each.severity for each in outages)
    lasted = [each.stood.ended_at - each.stood.began_at for each in outages if each.stood.ended_at is not None]
    summary.longest = max(lasted, default=timedelta())
    begun = sorted([each.stood.began_at for each in outages] + [each.began_at for each in works])
    summary.first, summary.last = (begun[0], begun[-1]) if begun else (None, None)


def _known(source: str) -> dict[str, Outage | Maintenance]:
    """What was imported from this source before, by its number there."""
    begins = f"{source}:"
    rows: list[Outage | Maintenance] = [*Outage.objects.filter(external_id__startswith=begins)]
    rows += Maintenance.objects.filter(external_id__startswith=begins)
    return {str(row.external_id): row for row in rows}


def _differences(entry: NewOutage | NewWork, known: Outage | Maintenance) -> list[str]:
    """What the source says that the row does not. Nothing of it is taken over: people may have corrected the row since."""
    there: dict[str, object] = {"title": next(iter(entry.title.values()))}
    here: dict[str, object] = {"title": known.title_en if "en" in entry.title else known.title_nl}
    if isinstance(entry, NewOutage) and isinstance(known, Outage):
        there |= {"began": entry.stood.began_at, "ended": entry.stood.ended_at, "severity": entry.severity}
        here |= {"began": known.began_at, "ended": known.ended_at, "severity": known.severity}
    elif isinstance(entry, NewWork) and isinstance(known, Maintenance):
        there |= {"began": entry.began_at, "ended": entry.ended_at}
        here |= {"began": known.begun_at, "ended": known.ended_at}
    else:
        return ["was an outage and is maintenance now, or the other way round"]
    return [f"{name} is {here[name]} here and {there[name]} there" for name in there if here[name] != there[name]]

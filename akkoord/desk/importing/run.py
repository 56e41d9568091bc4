# SPDX-License-Identifier: EUPL-1.2
"""Imports a log, whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from akkoord.agreements.terms import Terms
from akkoord.importing.faults import BadFile, FaultList
from akkoord.scope.statistics import analyze_written
from akkoord.timing.moments import whole_seconds

from .clocks import planned
from .known import differences, known_among, new_among
from .mapping import Mapping
from .parties import NoTerms, Parties
from .reading import LogReader
from .records import Record
from .writing import write

ROWS_AT_A_TIME = 2000
Progress = Callable[[int, int], None]


@dataclass
class Summary:
    """What an import did, or would do: rows read, cases new and known, clocks by name and verdict."""

    rows: int = 0
    new: int = 0
    known: int = 0
    skipped_hours: int = 0
    doubled_hours: int = 0
    changed: list[str] = field(default_factory=list)
    organisations: set[str] = field(default_factory=set)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    first_opened: int | None = None
    last_opened: int | None = None


@transaction.atomic
def import_incidents(
    path: Path, mapping: Mapping, code: str, *, at: datetime, dry_run: bool = False, progress: Progress = lambda rows, new: None
) -> Summary:
    """Import the log at `path` under the agreement `code`; the running scope must be the system's.

    One transaction: on the first fault nothing more is written, the rest is only read, and nothing stays. Rows that were
    imported before are left as they are. Raises BadFile with every fault, UnknownAgreement, OSError.
    """
    faults, summary = FaultList(), Summary()
    parties = Parties(code, create=mapping.organisation.create, at=at)
    now = whole_seconds(at)
    reader = LogReader(path, mapping, faults, now)
    for records in _chunks(reader.records()):
        found = known_among(records)
        for record in records:
            if record.external_id in found:
                _note_known(summary, record, differences(record, found[record.external_id]))
        pairs = list(_with_terms(new_among(records, found), parties, mapping, faults))
        plans = planned(pairs, now=now, answers=mapping.answered_at is not None)
        for (record, _), rounds in zip(pairs, plans, strict=True):
            _note_new(summary, record)
            for clock in rounds:
                summary.verdicts[clock.name, str(clock.outcome.verdict)] += 1
                if clock.outcome.because:
                    summary.reasons[clock.name, str(clock.outcome.because)] += 1
        if not faults.count and not dry_run and pairs:
            write([(record, terms, rounds) for (record, terms), rounds in zip(pairs, plans, strict=True)], parties, at=at)
        progress(reader.rows, summary.new)
    if faults.count:
        raise BadFile(str(path), sorted(faults.kept, key=lambda fault: fault.line), faults.count)
    summary.rows = reader.rows
    summary.skipped_hours, summary.doubled_hours = reader.moments.skipped, reader.moments.doubled
    analyze_written()
    return summary


def _chunks(records: Iterator[Record]) -> Iterator[list[Record]]:
    while chunk := list(islice(records, ROWS_AT_A_TIME)):
        yield chunk


def _with_terms(records: list[Record], parties: Parties, mapping: Mapping, faults: FaultList) -> Iterator[tuple[Record, Terms]]:
    for record in records:
        try:
            terms = parties.terms(record)
        except NoTerms as reason:
            faults.add(record.line, mapping.organisation.column or mapping.opened_at, str(reason))
            continue
        allowed = terms.allowed_priorities(record.category)
        if record.priority not in allowed:
            column = mapping.priority.column or "priority"
            given = f"{record.priority} is no priority for {record.category} under {terms.code} {terms.number}"
            faults.add(record.line, column, f"{given}; allowed: {', '.join(map(str, allowed)) or 'none'}")
            continue
        yield record, terms


def _note_new(summary: Summary, record: Record) -> None:
    summary.new += 1
    summary.organisations.add(record.organisation)
    summary.first_opened = min(record.opened, summary.first_opened or record.opened)
    summary.last_opened = max(record.opened, summary.last_opened or record.opened)


def _note_known(summary: Summary, record: Record, different: list[str]) -> None:
    summary.known += 1
    if different:
        summary.changed.append(f"line {record.line}, {record.external_id}: {'; '.join(different)}")

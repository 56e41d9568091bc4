# SPDX-License-Identifier: EUPL-1.2
"""Every promise of an agreement in one month, with its verdict: stored for what ended, computed for what runs or has no row.

    for each in read_month(date(2026, 10, 1), organisation=12, at=at):
        each.id, each.promise, each.judged.verdict, each.row

Reads as the system does, whoever asks: who may see whose verdicts is decided by the doors.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings

from akkoord.agreements.document import Agreement as Document
from akkoord.agreements.document import Clause, Promise
from akkoord.agreements.terms import Terms
from akkoord.operations.rules.months import month_bounds
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.timing.moments import moment_at

from .evaluators import CLOCKS, EVALUATORS, evaluator_of, judged_of, unjudged
from .measuring import terms_of_month
from .models import MonthVerdict
from .month_facts import MonthFacts
from .rules import NOTHING_TO_JUDGE, Judged

AVAILABLE = ("measure", "availability")


@dataclass(frozen=True)
class Stand:
    """How one promise stands in a month; `row` is where that is stored, None where it was computed just now."""

    id: str
    clause: Clause
    promise: Promise
    judged: Judged
    row: MonthVerdict | None


def read_month(month: date, organisation: int | None, at: datetime) -> list[Stand]:
    """Every promise of the terms that held in that month, in the order of the file; empty where none held."""
    with scoped(SYSTEM):
        terms = terms_of_month(month, organisation, at)
        if terms is None or terms.version_id is None:
            return []
        ended = moment_at(month_bounds(month, settings.TIME_ZONE)[1], UTC) <= at
        rows = _rows(month, organisation) if ended else {}
        fresh = (
            {}
            if rows
            else {j.promise: j for o in {None, organisation} for j in judged_of(month, o, at, by_clocks=o == organisation)}
        )
        return [_stand(clause, promise, terms, rows, fresh, organisation) for clause, promise in terms.document.promises()]


def history(month: date, promise: str, organisation: int | None) -> list[MonthVerdict]:
    """Every verdict that one promise ever had on a month, the newest first, with who corrected what."""
    with scoped(SYSTEM):
        rows = MonthVerdict.objects.filter(month=month, promise=promise, organisation=organisation).order_by("-pk")
        return list(rows.select_related("version", "by", "confirmed_by").defer("version__document", "version__source_text"))


def room_left(promise: Promise, month: date, organisation: int | None, at: datetime) -> int | None:
    """The seconds of downtime that a running month still has room for, of all components together; None where that is no question."""
    if promise.measure is None or evaluator_of(promise) is not EVALUATORS[AVAILABLE]:
        return None
    with scoped(SYSTEM):
        reading = MonthFacts(month, at, organisation).reading(promise.measure.figure, organisation)
    return reading.room if reading.is_running and reading.why is None else None


def evaluated_promises(document: Document) -> dict[str, Promise]:
    """The promises that something judges, by their full id, in the order of the file."""
    return {f"{c.clause}/{p.id}": p for c, p in document.promises() if evaluator_of(p) is not None}


def is_everybodys(promise: Promise) -> bool:
    """Whether its verdict is the same for everybody, so that there is one and none for each organisation."""
    evaluator = evaluator_of(promise)
    return evaluator is not None and evaluator.is_of_all


def is_by_clocks(promise: Promise) -> bool:
    """Whether clocks on cases decide it."""
    return evaluator_of(promise) is CLOCKS


def _rows(month: date, organisation: int | None) -> dict[tuple[int | None, str], MonthVerdict]:
    rows = MonthVerdict.objects.filter(month=month)
    mine = rows.filter(organisation=None) | rows.filter(organisation=organisation)
    return {(row.organisation_id, row.promise): row for row in mine.in_force()}


def _stand(
    clause: Clause, promise: Promise, terms: Terms, rows: dict[tuple[int | None, str], MonthVerdict],
    fresh: dict[str, Judged], organisation: int | None,
) -> Stand:  # fmt: skip
    assert terms.version_id is not None
    name = f"{clause.clause}/{promise.id}"
    if evaluator_of(promise) is None:
        return Stand(name, clause, promise, unjudged(name, promise, terms.version_id), None)
    row = rows.get((None if is_everybodys(promise) else organisation, name))
    if row is not None:
        return Stand(name, clause, promise, row.judged, row)
    judged = fresh.get(name) or Judged(name, terms.version_id, NOTHING_TO_JUDGE)
    return Stand(name, clause, promise, judged, None)

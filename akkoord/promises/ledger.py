# SPDX-License-Identifier: EUPL-1.2
"""Every promise of an agreement in one month, with its verdict: stored for what ended, computed for what runs or has no row.

    for each in read_month(date(2026, 10, 1), organisation=12, at=at):
        each.id, each.promise, each.judged.verdict, each.row

Reads as the system does, whoever asks: who may see whose verdicts is decided by the doors.
"""

from __future__ import annotations

from collections.abc import Collection
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

from .evaluators import BY_CLOCKS, EVALUATORS, evaluator_of, judged_of, unjudged
from .measuring import period_for, terms_of_month
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


def read_month(month: date, organisation: int | None, at: datetime, *, names: Collection[str] = ()) -> list[Stand]:
    """Every promise of the terms that held in that month, or those of these `names`, in the order of the file; empty where none held.

    What is judged over a longer period stands as it did when that ended or, while it runs, as it does at `at`.
    """
    with scoped(SYSTEM):
        terms = terms_of_month(month, organisation, at)
        if terms is None or terms.version_id is None:
            return []
        ended = moment_at(month_bounds(month, settings.TIME_ZONE)[1], UTC) <= at
        asked = [(f"{c.clause}/{p.id}", c, p) for c, p in terms.document.promises()]
        asked = [each for each in asked if not names or each[0] in names]
        rows = _rows(terms, month, organisation, at) if ended else {}
        longer = [n for n, _, p in asked if p.per != "month" and p.is_evaluated and period_for(p, terms.document, month).end > at]
        fresh = {} if rows else _fresh(month, organisation, at, names)
        if ended and longer:
            fresh |= _fresh(month, organisation, at, longer)
        return [_stand(clause, promise, terms, rows, fresh, organisation, month) for _, clause, promise in asked]


def history(judged: Judged, organisation: int | None) -> list[MonthVerdict]:
    """Every verdict that one promise ever had on a period, the newest first, with who corrected what."""
    with scoped(SYSTEM):
        period = {"promise": judged.promise, "month": judged.month, "until": judged.until}
        rows = MonthVerdict.objects.filter(organisation=organisation, **period).order_by("-pk")
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
    """Whether clocks on cases decide it, each by itself or together by a norm."""
    return evaluator_of(promise) in BY_CLOCKS


def _fresh(month: date, organisation: int | None, at: datetime, names: Collection[str] = ()) -> dict[str, Judged]:
    """Computed just now: an organisation's own, with what is the same for everybody."""
    its = judged_of(month, organisation, at, by_clocks=True, names=names)
    everybodys = judged_of(month, None, at, only_of_all=True, names=names) if organisation is not None else []
    return {judged.promise: judged for judged in (*everybodys, *its)}


Rows = dict[tuple[int | None, str, date, date], MonthVerdict]


def _rows(terms: Terms, month: date, organisation: int | None, at: datetime) -> Rows:
    """The verdicts in force on every period of the terms that a month belongs to and that is over."""
    periods = {period_for(promise, terms.document, month) for _, promise in terms.document.promises() if promise.is_evaluated}
    rows = MonthVerdict.objects.filter(until__in={period.after for period in periods if period.end <= at})
    mine = rows.filter(organisation=None) | rows.filter(organisation=organisation)
    return {(row.organisation_id, row.promise, row.month, row.until): row for row in mine.in_force()}


def _stand(
    clause: Clause, promise: Promise, terms: Terms, rows: Rows, fresh: dict[str, Judged], organisation: int | None, month: date
) -> Stand:  # fmt: skip
    assert terms.version_id is not None
    name = f"{clause.clause}/{promise.id}"
    if evaluator_of(promise) is None:
        return Stand(name, clause, promise, unjudged(name, promise, terms.version_id, month), None)
    period = period_for(promise, terms.document, month)
    row = rows.get((None if is_everybodys(promise) else organisation, name, period.first, period.after))
    if row is not None:
        return Stand(name, clause, promise, row.judged, row)
    judged = fresh.get(name) or Judged(name, terms.version_id, NOTHING_TO_JUDGE, period.first, period.after)
    return Stand(name, clause, promise, judged, None)

# SPDX-License-Identifier: EUPL-1.2
"""How every promise of a contract went in a month: as it was judged and counted, or why nothing judges it."""

from __future__ import annotations

from datetime import date

from akkoord.agreements.document import Promise
from akkoord.agreements.terms import Terms
from akkoord.scope.rules import Audience

from ..measured import Year
from ..models import MonthOfOne
from ..rules import NOTHING, Counts, month_after
from .value import PromiseFact, Words

AIM, INTENT, NOT_YET = "aim", "intent", "nothing_recorded"
"""Why a promise is not judged at all, besides what its evaluator says."""


def counts_of(organisation: int, month: date) -> dict[str, Counts]:
    counted = MonthOfOne.objects.filter(organisation=organisation, month=month, audience=Audience.SHARED)
    return {promise: months[month] for promise, months in counted.by_promise().items()}


def promises_of(terms: Terms, year: Year, month: date, counts: dict[str, Counts]) -> tuple[PromiseFact, ...]:
    found = []
    for clause, promise in terms.document.promises():
        name = f"{clause.clause}/{promise.id}"
        if _is_for(promise, terms) or name in counts:
            text = Words(nl=promise.text.in_language("nl"), en=promise.text.in_language("en"))
            found.append(_promise(name, clause.clause, text, promise, year, month, counts.get(name, NOTHING)))
    return tuple(found)


def _promise(
    name: str, clause: str, text: Words, promise: Promise, year: Year, month: date, counts: Counts
) -> PromiseFact:  # fmt: skip
    fact = PromiseFact(id=name, clause=clause, text=text, kind=promise.kind, verdict="")
    if not promise.is_evaluated:
        why = AIM if promise.aim else INTENT if promise.intent else NOT_YET
        return fact.model_copy(update={"verdict": "none", "why": why})
    if name in year:
        judged = year[name].get(month)
        if judged is None or judged.shown is None or judged.until != month_after(month):
            return fact  # nothing happened, or a longer period that does not end with this month
        figures = {
            "worst": judged.worst,
            "best": judged.best,
            "bound": judged.bound,
            "kept": judged.kept,
            "broken": judged.broken,
        }
        unit = promise.measure.unit if promise.measure is not None else judged.unit
        return fact.model_copy(update={"verdict": judged.shown, "why": judged.why, "unit": unit, **figures})
    said = {"kept": counts.kept, "broken": counts.broken, "waived": counts.waived, "not_measurable": counts.not_measurable}
    return fact.model_copy(update={"verdict": counts.verdict or "", **said})


def _is_for(promise: Promise, terms: Terms) -> bool:
    """Whether the contract has what the promise asks: its option, its licence."""
    when = getattr(promise.says, "when", None)
    if when is None:
        return True
    return (
        (when.option is None or when.option in terms.options)
        and (when.without_option is None or when.without_option not in terms.options)
        and (not when.licence or terms.licence in when.licence)
    )

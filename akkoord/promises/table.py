# SPDX-License-Identifier: EUPL-1.2
"""The rows of the page of promises: every promise of an agreement with how it stands, judged or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from akkoord.agreements.document import Agreement as Document
from akkoord.agreements.document import Clause, Promise

from .evidence import ByMonth
from .measured import Year, measured_promises
from .rules import NONE_RUNNING, NOTHING, Counts, Judged, Running, stand


@dataclass(frozen=True)
class PromiseRow:
    """One promise in one month, and the months before it."""

    id: str
    clause: str
    text: str
    counts: Counts
    running: Running
    months: tuple[Counts, ...]
    is_current: bool

    @property
    def verdict(self) -> str | None:
        """How it stands; what runs counts only in the running month."""
        return stand(self.counts, self.running) if self.is_current else self.counts.verdict

    @property
    def broken(self) -> list[int]:
        """Broken clocks, month by month."""
        return [counts.broken for counts in self.months]


@dataclass(frozen=True)
class Unjudged:
    """A promise that no clock judges: nothing recorded yet, an aim, or wording that nobody can judge."""

    id: str
    clause: str
    text: str
    reason: str  # `not_yet`, `aim`, `intent`


def promise_rows(
    document: Document, decided: ByMonth, running: dict[str, Running], months: Sequence[date], *, language: str, is_current: bool
) -> list[PromiseRow]:
    """The judged promises in the order of the file, then those of earlier versions that still have counts."""
    known = [
        (f"{c.clause}/{p.id}", c.clause, p.text.in_language(language))
        for c, p in document.promises()
        if p.is_evaluated and not p.is_measured
    ]
    named = {name for name, _, _ in known}
    measured = measured_promises(document).keys()  # they have a table of their own
    older = [(name, name.partition("/")[0], name) for name in sorted({*decided, *running} - named - measured)]
    rows = []
    for name, clause, text in known + older:
        by_month = decided.get(name, {})
        counts = tuple(by_month.get(month, NOTHING) for month in months)
        now = running.get(name, NONE_RUNNING) if is_current else NONE_RUNNING
        rows.append(PromiseRow(name, clause, text, counts[-1], now, counts, is_current))
    return rows


@dataclass(frozen=True)
class MeasuredRow:
    """One promise that is measured by the month: the month that is shown, and the verdicts of those before it."""

    id: str
    clause: str
    text: str
    promise: Promise
    judged: Judged | None
    verdicts: tuple[str | None, ...]


def measured_rows(promises: Mapping[str, Promise], year: Year, months: Sequence[date], language: str) -> list[MeasuredRow]:
    """The measured promises in the order of the file, whether anything was judged or not."""
    return [
        MeasuredRow(
            name,
            name.partition("/")[0],
            promise.text.in_language(language),
            promise,
            year[name].get(months[-1]),
            tuple(judged.shown if (judged := year[name].get(month)) else None for month in months),
        )
        for name, promise in promises.items()
    ]


def unjudged(document: Document, language: str) -> list[Unjudged]:
    """The promises that this release does not judge, in the order of the file, with the reason."""
    return [_unjudged(clause, promise, language) for clause, promise in document.promises() if not promise.is_evaluated]


def total(rows: Iterable[PromiseRow]) -> tuple[Counts, Running]:
    """All rows together."""
    counts, running, at_risk = NOTHING, 0, 0
    for row in rows:
        counts += row.counts
        running, at_risk = running + row.running.running, at_risk + row.running.at_risk
    return counts, Running(running, at_risk)


def _unjudged(clause: Clause, promise: Promise, language: str) -> Unjudged:
    reason = "aim" if promise.aim else "intent" if promise.intent else "not_yet"
    return Unjudged(f"{clause.clause}/{promise.id}", clause.clause, promise.text.in_language(language), reason)

# SPDX-License-Identifier: EUPL-1.2
"""Deadlines of any agreement over plain facts: one that stops once, and one that comes back after each update. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from akkoord.agreements.terms import DeadlinePromise, Terms
from akkoord.clocks.rules import Verdict, judge
from akkoord.timing.deadlines import at_risk_at
from akkoord.timing.pauses import due_after_pauses

Pause = tuple[datetime, datetime]
STOPS = {"reaction": "first_human_answer", "recovery": "workaround"}
"""What stops a clock where the promise names nothing: as the kinds of case do; any other the solution. spec: timing"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What happened to a case: each moment a deadline may start or stop at, or None where it did not happen (yet)."""

    report: datetime
    classification: datetime | None = None
    diagnosis: datetime | None = None
    first_human_answer: datetime | None = None
    workaround: datetime | None = None
    solution: datetime | None = None
    updates: Sequence[datetime] = ()
    words: Sequence[tuple[datetime, str]] = ()
    """Who spoke when, in order: (moment, `vendor` or `customer`)."""
    states: Sequence[tuple[datetime, str]] = ()
    """The states it came into, in order."""


@dataclass(frozen=True, slots=True)
class Round:
    """One run of a deadline's clock, its moments in UTC; `late` is the open time past it in seconds, 0 where it was kept."""

    started: datetime
    due: datetime
    stopped: datetime | None
    verdict: Verdict
    late: int


def rounds_of(terms: Terms, name: str, facts: Facts, at: datetime) -> list[Round]:
    """The rounds of the promise with a deadline of that full id, seen from `at`; none where its clock has not started.

    A deadline that recurs has a round from the start to the first update, then between updates, and a last one that the
    solution ends; any other has one. Raises KeyError for a promise that has no deadline.
    """
    promised = terms.promise(name)
    says = terms.clause_and_promise(name)[1].deadline
    assert says is not None
    facts, at = _in_utc(facts), at.astimezone(UTC)
    started: datetime | None = getattr(facts, says.starts_at)
    if started is None or started > at:
        return []
    pauses = _pauses(promised.pauses_in, says.pauses_after_word_of, facts, at)
    if not says.recurs:
        return [_round(terms, promised, started, _stop(says.stops_at or STOPS.get(says.clock), facts), pauses, at)]
    last = at if facts.solution is None else min(at, facts.solution)
    stops = [moment for moment in facts.updates if started < moment <= last and moment != facts.solution]
    edges = [started, *stops]
    ends: list[datetime | None] = [*stops, facts.solution]
    return [_round(terms, promised, begin, end, pauses, at) for begin, end in zip(edges, ends, strict=True)]


def _in_utc(facts: Facts) -> Facts:
    """The same facts in UTC: moments of one zone compare by what the wall shows, which goes back when the clock does."""

    def utc(moment: datetime | None) -> datetime | None:
        return moment and moment.astimezone(UTC)

    return Facts(
        facts.report.astimezone(UTC),
        utc(facts.classification),
        utc(facts.diagnosis),
        utc(facts.first_human_answer),
        utc(facts.workaround),
        utc(facts.solution),
        [moment.astimezone(UTC) for moment in facts.updates],
        [(moment.astimezone(UTC), side) for moment, side in facts.words],
        [(moment.astimezone(UTC), state) for moment, state in facts.states],
    )


def _stop(named: str | None, facts: Facts) -> datetime | None:
    """The moment that stops the clock: what is named, or the solution where that came first."""
    moments: tuple[datetime | None, ...] = (getattr(facts, named or "solution"), facts.solution)
    return min((moment for moment in moments if moment is not None), default=None)


def _pauses(states: Iterable[str], side: str | None, facts: Facts, at: datetime) -> list[Pause]:
    """The stretches in which the clock stands still: in a state that pauses it, or after that side spoke last."""
    waits = [*_stretches(facts.states, frozenset(states), at), *_stretches(facts.words, frozenset({side} - {None}), at)]
    return [(begin, end) for begin, end in waits if begin < end]


def _stretches(moments: Sequence[tuple[datetime, str]], which: Iterable[str | None], at: datetime) -> list[Pause]:
    following = [*(moment for moment, _ in moments[1:]), at]
    return [(moment, until) for (moment, name), until in zip(moments, following, strict=False) if name in which]


def _round(
    terms: Terms, promised: DeadlinePromise, started: datetime, stopped: datetime | None, pauses: list[Pause], at: datetime
) -> Round:
    calendar = terms.calendar(promised.calendar)
    until = at if stopped is None or stopped > at else stopped
    due = due_after_pauses(calendar, promised.within, started, [(low, min(high, until)) for low, high in pauses if low < until])
    due = due.astimezone(UTC)
    share = terms.at_risk_share if "at_risk_share" in terms.document.figures else 1.0
    risk = at_risk_at(calendar, started, due, share, unit=promised.within.unit).astimezone(UTC)
    verdict = judge(due_at=due, at_risk_at=risk, stopped_at=stopped, waived=False, at=at)
    late = calendar.open_seconds(due, until) if verdict is Verdict.BROKEN else 0
    return Round(started, due, stopped, verdict, late)


def promise_for(terms: Terms, on: str, clock: str, says: Mapping[str, object], at: datetime) -> str | None:
    """The full id of the promise that sets a clock of something with these facts, judged by this release or not."""
    found = terms.deadline_promise(on, clock, says, at, also_unjudged=True)
    return found.id if found else None

# SPDX-License-Identifier: EUPL-1.2
"""How a requirement of the programme stands on a day, from what was recorded: plain values. partner:*"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from akkoord.clocks.rules import Verdict

from .periods import Period


@dataclass(frozen=True)
class Evidence:
    """One dated thing that shows how it stands, in words, with where to read more."""

    text: str
    on: date | None = None
    path: str = ""


@dataclass(frozen=True)
class Facts:
    """What is known about one requirement of one partner. A source fills what it knows and leaves the rest."""

    value: Decimal | None = None
    """What was counted in the period, or measured now; for something that every expert must do, the least of them."""
    holds: bool | None = None
    """Whether a condition holds."""
    since_on: date | None = None
    due_on: date | None = None
    """It holds since a date and until one: on the day after `due_on` it is broken."""
    is_missed: bool = False
    """Somebody missed it, though it still holds by what was done before: at risk."""
    runs: bool = False
    """It is not done yet: until `due_on` nothing can be said."""
    missing: tuple[str, ...] = ()
    """Who or what it still waits for: names of experts, of connectors."""
    evidence: tuple[Evidence, ...] = ()
    waived: str = ""
    """Why it need not be met now."""


class Because(StrEnum):
    """Why a requirement cannot be judged."""

    WORDING = "wording"
    NOTHING_RECORDED = "nothing_recorded"


@dataclass(frozen=True)
class Bound:
    """What a requirement asks: at least or at most so many, in a period or ever; nothing of these: that something holds."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None
    period: Period | None = None
    has_no_measure: bool = False

    @property
    def number(self) -> Decimal | None:
        """The figure."""
        return self.at_most if self.at_most is not None else self.at_least


@dataclass(frozen=True)
class Judged:
    """How it stands: the verdict, with the figure beside its bound, by when it must be met, and why it cannot be judged."""

    verdict: Verdict
    value: Decimal | None = None
    bound: Bound = Bound()
    due_on: date | None = None
    because: Because | None = None
    facts: Facts = Facts()


def judge(bound: Bound, facts: Facts | None, today: date, share: Fraction) -> Judged:
    """The verdict on a day. From `share` of a bound or of a time it is at risk.

    A date until which it holds decides first; then whether it holds; then what was counted against the bound.
    """
    if bound.has_no_measure or facts is None:
        because = Because.WORDING if bound.has_no_measure else Because.NOTHING_RECORDED
        return Judged(Verdict.NOT_MEASURABLE, bound=bound, because=because)
    found = Judged(Verdict.KEPT, facts.value, bound, facts.due_on, facts=facts)
    if facts.waived or facts.holds is False:
        return replace(found, verdict=Verdict.WAIVED if facts.waived else Verdict.BROKEN)
    if facts.due_on is not None:
        verdict = _until(facts, facts.due_on, today, share)
        return replace(found, verdict=Verdict.AT_RISK if facts.is_missed and verdict is Verdict.KEPT else verdict)
    return found if facts.holds else _counted(found, facts.value, today, share)


def _counted(found: Judged, value: Decimal | None, today: date, share: Fraction) -> Judged:
    if value is None:
        return replace(found, verdict=Verdict.NOT_MEASURABLE, because=Because.NOTHING_RECORDED)
    if found.bound.at_most is not None:
        return replace(found, verdict=_at_most(value, found.bound.at_most, share))
    return _at_least(found, value, today, share)


def _until(facts: Facts, due: date, today: date, share: Fraction) -> Verdict:
    if today > due:
        return Verdict.BROKEN
    if today >= warned_on(facts.since_on or due, due, share):
        return Verdict.AT_RISK
    return Verdict.RUNNING if facts.runs else Verdict.KEPT


def warned_on(since: date, due: date, share: Fraction) -> date:
    """The first date from which so much of the time has gone by."""
    days = (due - since).days
    gone = days * share
    return since + timedelta(days=-(-gone.numerator // gone.denominator))


def _at_most(value: Decimal, most: Decimal, share: Fraction) -> Verdict:
    if value > most:
        return Verdict.BROKEN
    return Verdict.AT_RISK if value and Fraction(value) >= Fraction(most) * share else Verdict.RUNNING


def _at_least(found: Judged, value: Decimal, today: date, share: Fraction) -> Judged:
    least, period = found.bound.at_least or Decimal(1), found.bound.period
    if value >= least:
        return found
    if period is None or today >= period.after:
        return replace(found, verdict=Verdict.BROKEN)
    last = period.after - timedelta(days=1)
    risk = today >= warned_on(period.first, last, share)
    return replace(found, verdict=Verdict.AT_RISK if risk else Verdict.RUNNING, due_on=last)

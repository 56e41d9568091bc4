# SPDX-License-Identifier: EUPL-1.2
"""Counting verdicts, as plain values. Nothing is rounded upward: 99.996 is not 100."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Counts:
    """How many clocks of a promise were decided, by verdict."""

    kept: int = 0
    broken: int = 0
    waived: int = 0
    not_measurable: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.kept + other.kept, self.broken + other.broken, self.waived + other.waived,
            self.not_measurable + other.not_measurable,
        )  # fmt: skip

    @property
    def judged(self) -> int:
        """Kept or broken: what a share is a share of."""
        return self.kept + self.broken

    @property
    def share(self) -> float | None:
        """The share kept, cut to a hundredth of a per cent, never rounded upward; None where nothing was judged."""
        return self.kept * 10_000 // self.judged / 10_000 if self.judged else None

    @property
    def verdict(self) -> str | None:
        """The verdict of a whole month: one broken clock breaks it; None where nothing was decided."""
        if self.broken:
            return "broken"
        if self.kept:
            return "kept"
        if self.not_measurable:
            return "none"
        return "waived" if self.waived else None


@dataclass(frozen=True)
class Running:
    """Clocks that nobody has stopped yet and whose deadline has not passed, and how many of those are at risk."""

    running: int = 0
    at_risk: int = 0


NOTHING, NONE_RUNNING = Counts(), Running()


def months_until(last: date, count: int) -> list[date]:
    """The first days of the `count` months that end with the month of `last`."""
    number = last.year * 12 + last.month - count
    return months_from(date(number // 12, number % 12 + 1, 1), count)


def months_from(first: date, count: int) -> list[date]:
    """The first days of the `count` months that begin with the month of `first`."""
    number = first.year * 12 + first.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(number, number + count)]


def month_after(month: date) -> date:
    """The first day of the next month."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return months_until(month, 2)[0]


def stand(counts: Counts, running: Running) -> str | None:
    """How a promise stands in the running month: broken over at risk, over kept, over running; None when nothing happened."""
    if counts.broken:
        return "broken"
    if running.at_risk:
        return "at_risk"
    if counts.kept:
        return "kept"
    return "running" if running.running else counts.verdict


@dataclass(frozen=True)
class Judged:
    """How one promise stands in one period, of one organisation or of all together (None).

    `month` is the period's first date and `until` the first after it: a month, unless the promise says otherwise.
    `worst` and `best` are the figure in `unit` (percent, seconds, missed, times) in the worst and the best case; what is judged one by one is
    counted in `kept` and `broken`. `excluded` says by cause how many seconds (or how many) were left out, with the keys that
    prove it; `unknown` how many of them nobody knows. `evidence` are pages of ours, with the keys of what decided.
    """

    promise: str
    version_id: int
    verdict: str
    month: date
    until: date
    worst: Decimal | None = None
    best: Decimal | None = None
    bound: Decimal | None = None
    kept: int = 0
    broken: int = 0
    why: str = ""
    unit: str = ""
    excluded: dict[str, dict[str, Any]] = field(default_factory=dict, hash=False)
    unknown: int = 0
    evidence: list[dict[str, Any]] = field(default_factory=list, hash=False)
    evaluator: str = field(default="", compare=False)
    evaluator_version: int = field(default=0, compare=False)

    @property
    def shown(self) -> str | None:
        """The verdict as pages show it; None where there was nothing to judge."""
        return None if self.verdict == NOTHING_TO_JUDGE else self.verdict

    @property
    def is_worth_a_row(self) -> bool:
        """Whether there is evidence to store; the rest is computed when it is shown."""
        return self.verdict != NOTHING_TO_JUDGE

    def keys(self) -> Iterator[str]:
        """The typed keys of everything that it rests on: `outage:3`, `maintenance:7`, `case:12`."""
        for page in self.evidence:
            yield from page["keys"]
        for left_out in self.excluded.values():
            yield from left_out["proof"]


NOTHING_TO_JUDGE = "nothing"
OPEN, NO_LOADS, TOO_CLOSE = "open", "no_loads", "too_close"
NOTHING_RECORDED, AN_AIM, NO_BOUND, NOT_FOLLOWED = "nothing_recorded", "aim", "intent", "not_followed"
"""Why something is not measurable, besides what availability itself says."""
MISSED, TIMES = "missed", "times"
"""Units of a figure, besides percent and seconds."""
RECORDED_LATER = "recorded_later"
"""Why a verdict on a month that was over was replaced, where no two persons corrected what it rests on."""


def verdict_of_counts(kept: int, broken: int, coming: int) -> str:
    """The verdict of what is judged one by one: one that broke it breaks the month."""
    if broken:
        return "broken"
    if kept:
        return "kept"
    return "running" if coming else NOTHING_TO_JUDGE


def verdict_of_times(low: float, high: float, bound: float, *, is_over: bool) -> str:
    """Of a share of cases that is at least `low` and at most `high` (what a histogram knows) against the bound."""
    if low >= bound:
        return "kept" if is_over else "running"
    if high < bound:
        return "broken" if is_over else "at_risk"
    return "none"

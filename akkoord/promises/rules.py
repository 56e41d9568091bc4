# SPDX-License-Identifier: EUPL-1.2
"""Counting verdicts, as plain values. Nothing is rounded upward: 99.996 is not 100."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
    number = last.year * 12 + last.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(number - count + 1, number + 1)]


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
    """How one promise that is measured by the month stands, of one organisation or of all together (None).

    `worst` and `best` are the figure in the promise's own unit (percent, seconds) in the worst and the best case; plans and
    the like, which are judged one by one, are counted instead. `why` says why it is not measurable.
    """

    promise: str
    version_id: int
    verdict: str
    worst: Decimal | None = None
    best: Decimal | None = None
    bound: Decimal | None = None
    kept: int = 0
    broken: int = 0
    why: str = ""

    @property
    def shown(self) -> str | None:
        """The verdict as pages show it; None where there was nothing to judge."""
        return None if self.verdict == NOTHING_TO_JUDGE else self.verdict


NOTHING_TO_JUDGE = "nothing"


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

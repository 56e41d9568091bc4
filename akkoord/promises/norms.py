# SPDX-License-Identifier: EUPL-1.2
"""Norms over a population: 90 % in time, no more than 4 missed, with a minimum count. Pure. Source: spec: promises."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from akkoord.agreements.document import Norm

from .rules import Counts

TOO_FEW, UNKNOWN = "too_few", "unknown"
"""Why a norm gives no verdict: fewer were counted than it asks, or what is not measurable would decide."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How a norm stands: the percentages kept if all that is unknown missed it (`worst`) or kept it (`best`).

    `value` is what a schedule of consequences goes by: the worst share in percent or, for a norm without one, the misses.
    """

    verdict: str
    counted: int
    missed: int
    worst: Fraction | None
    best: Fraction | None
    value: Fraction | None
    why: str = ""


def share_kept(counts: Counts, norm: Norm, *, is_over: bool = True) -> Kept:
    """The verdict of a norm over what was counted in a period; what was waived has no part in it.

    Kept or broken only where the worst and the best case agree. A share can recover until the period is over, misses cannot.
    Source: spec: promises ("norms over a population")
    """
    unknown, counted = counts.not_measurable, counts.judged
    everything = counted + unknown
    worst = Fraction(100 * counts.kept, everything) if everything else None
    best = Fraction(100 * (counts.kept + unknown), everything) if everything else None
    value = worst if norm.share is not None else Fraction(counts.broken)
    fails_surely = _fails(norm, best, counts.broken)
    fails_perhaps = _fails(norm, worst, counts.broken + unknown)
    verdict, why = _verdict(norm, counts, fails_surely=fails_surely, fails_perhaps=fails_perhaps, is_over=is_over)
    return Kept(verdict, counted, counts.broken, worst, best, value, why)


def _fails(norm: Norm, share: Fraction | None, missed: int) -> bool:
    return (norm.share is not None and share is not None and share < Fraction(norm.share)) or _too_many(norm, missed)


def _too_many(norm: Norm, missed: int) -> bool:
    return norm.missed_at_most is not None and missed > norm.missed_at_most


def _verdict(norm: Norm, counts: Counts, *, fails_surely: bool, fails_perhaps: bool, is_over: bool) -> tuple[str, str]:
    if not is_over:
        enough = counts.judged >= norm.at_least_counted
        if enough and _too_many(norm, counts.broken):
            return "broken", ""
        return ("at_risk" if fails_perhaps else "running"), ""
    if counts.judged < norm.at_least_counted:
        return "none", TOO_FEW
    if fails_surely != fails_perhaps:
        return "none", UNKNOWN
    return ("broken" if fails_surely else "kept"), ""

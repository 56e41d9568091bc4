# SPDX-License-Identifier: EUPL-1.2
"""Availability counted in other ways than by intervals: by requests, by error rate, by probes, partly down. Pure and exact.

Values are percentages as fractions; None where there was nothing to count. Nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from akkoord.agreements.document import Measure
from akkoord.agreements.document.promise_kinds import Probes


@dataclass(frozen=True, slots=True)
class Requests:
    """The requests of one stretch of time, and how many of them failed."""

    total: int
    failed: int


def served(stretches: Iterable[Requests]) -> Fraction | None:
    """The percentage of all requests that did not fail: a busy hour weighs more than a quiet one."""
    total = failed = 0
    for each in stretches:
        total, failed = total + each.total, failed + each.failed
    return Fraction(100 * (total - failed), total) if total else None


def error_rate(stretches: Iterable[Requests]) -> Fraction | None:
    """The mean of the stretches' percentages of failures: every stretch weighs the same, one without requests has none."""
    rates = [Fraction(100 * each.failed, each.total) if each.total else Fraction(0) for each in stretches]
    return sum(rates, Fraction(0)) / len(rates) if rates else None


def is_down(failed: int, probes: Probes) -> bool:
    """Whether a stretch is down, of whose `probes.of` probes so many failed."""
    return failed >= probes.failed


def partly_up(length: int, seconds: Mapping[str, int], measure: Measure) -> Fraction | None:
    """The percentage of a period of `length` seconds that was up, of the seconds by sort: `down`, `degraded`, what is left out.

    `down` counts whole, a sort of `partial` by its weight; what the measure leaves out shortens the period, and what it counts
    as up does not. Raises KeyError for a sort that the measure does not say.
    """
    counted, lost = Fraction(length), Fraction(0)
    for sort, spent in seconds.items():
        if sort in measure.leaves_out:
            counted -= spent
        elif sort not in measure.counts_as_up:
            lost += spent * (Fraction(1) if sort == "down" else Fraction(measure.partial[sort]))
    return 100 * (counted - lost) / counted if counted else None


def meets(measure: Measure, value: Fraction | None) -> str:
    """The verdict of a period that is over: `kept`, `broken`, or `none` without a value. The bound itself is kept.

    Raises TypeError for a bound that is a duration.
    """
    if value is None:
        return "none"
    low, high = measure.at_least, measure.at_most
    if isinstance(low, str) or isinstance(high, str):
        raise TypeError("a bound that is a duration is judged by its deadline")
    breaks = (low is not None and value < Fraction(low)) or (high is not None and value > Fraction(high))
    return "broken" if breaks else "kept"

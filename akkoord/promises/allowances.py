# SPDX-License-Identifier: EUPL-1.2
"""How much of something may be used in each period, with what earlier periods left where it carries over. Pure and exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from akkoord.agreements.document.promise_kinds import Quota


@dataclass(frozen=True, slots=True)
class Allowance:
    """One period: what was allowed, what was used, and the verdict of a period that is over."""

    allowed: Fraction
    used: Fraction

    @property
    def verdict(self) -> str:
        """What was allowed may be used up."""
        return "kept" if self.used <= self.allowed else "broken"


def allowances(quota: Quota, used: Sequence[Fraction | int]) -> list[Allowance]:
    """Each period in order. What a period left, up to what the quota says, adds to the next; what was overdrawn does not
    shorten it. Raises ValueError for a quota without `at_most`.
    """
    if quota.at_most is None:
        raise ValueError(f"{quota.what} has no most that may be used")
    found, carried = list[Allowance](), Fraction(0)
    for spent in used:
        period = Allowance(Fraction(quota.at_most) + carried, Fraction(spent))
        found.append(period)
        left = max(Fraction(0), period.allowed - period.used) if quota.carries_over else Fraction(0)
        carried = left if quota.carries_over_at_most is None else min(left, Fraction(quota.carries_over_at_most))
    return found

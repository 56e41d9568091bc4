# SPDX-License-Identifier: EUPL-1.2
"""By which value the consequences of a promise go, and which values break it. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from akkoord.agreements.document import Bounds, Promise


@dataclass(frozen=True)
class Domain:
    """The values that a judged promise can have, and which of them break it."""

    most: Decimal | None
    broken: Bounds
    bound: Decimal


def domain_of(promise: Promise) -> Domain | None:
    """The values by which a credit of this promise goes; None where it has no such value, or two.

    A norm's share in percent or its number of misses; a measure's, quota's or cadence's own figure; of a deadline, and of a
    figure that is a duration, how late it was in the credit's own unit.
    """
    if promise.norm is not None:
        share, misses = promise.norm.share, promise.norm.missed_at_most
        if share is not None and misses is not None:
            return None
        return _at_least(share, Decimal(100)) if share is not None else _at_most(Decimal(misses or 0))
    says = promise.measure or promise.quota or promise.cadence
    low, high = getattr(says, "at_least", None), getattr(says, "at_most", None)
    if isinstance(low, int | Decimal) and high is None:
        percent = promise.measure is not None and promise.measure.unit == "percent"
        return _at_least(Decimal(low), Decimal(100) if percent else None)
    if isinstance(high, int | Decimal) and low is None:
        return _at_most(Decimal(high))
    credit = promise.consequences.credit if promise.consequences else None
    is_timed = promise.deadline is not None or isinstance(low, str) != isinstance(high, str)
    return _at_most(Decimal(0)) if is_timed and credit is not None and credit.late_in else None


def _at_least(bound: Decimal, most: Decimal | None) -> Domain:
    return Domain(most, Bounds(below=bound), bound)


def _at_most(bound: Decimal) -> Domain:
    return Domain(None, Bounds(above=bound), bound)

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
    """The values by which a credit of this promise goes; None where it has no such value.

    A norm's share in percent or its number of misses; a measure's or a quota's own figure; of a deadline, and of a figure
    that is a duration, how late it was in the credit's own unit.
    """
    credit = promise.consequences.credit if promise.consequences else None
    if promise.norm is not None:
        if promise.norm.share is not None:
            return _at_least(promise.norm.share, Decimal(100))
        assert promise.norm.missed_at_most is not None
        return _at_most(Decimal(promise.norm.missed_at_most))
    says = promise.measure or promise.quota or promise.cadence
    if says is not None:
        low, high = says.at_least, getattr(says, "at_most", None)
        if isinstance(low, int | Decimal) and high is None:
            percent = promise.measure is not None and promise.measure.unit == "percent"
            return _at_least(Decimal(low), Decimal(100) if percent else None)
        if isinstance(high, Decimal) and low is None:
            return _at_most(high)
    timed = promise.deadline is not None or (promise.measure is not None and says is not None)
    return _at_most(Decimal(0)) if timed and credit is not None and credit.late_in else None


def _at_least(bound: Decimal, most: Decimal | None) -> Domain:
    return Domain(most, Bounds(below=bound), bound)


def _at_most(bound: Decimal) -> Domain:
    return Domain(None, Bounds(above=bound), bound)

# SPDX-License-Identifier: EUPL-1.2
"""Whether the tiers of a credit hold every value exactly once: no gap, no overlap, nothing for a promise that was kept. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from akkoord.agreements.consequences import holds
from akkoord.agreements.document import Agreement, Bounds, Promise, Tier
from akkoord.agreements.faults import Fault, Place


@dataclass(frozen=True)
class Cell:
    """A single value (`low` is `high`), or every value between two, themselves not included; None: without end."""

    low: Decimal
    high: Decimal | None

    @property
    def value(self) -> Fraction:
        """A value in it; all of them lie in the same tiers."""
        low = Fraction(self.low)
        return low + 1 if self.high is None else (low + Fraction(self.high)) / 2

    def __str__(self) -> str:
        if self.low == self.high:
            return f"exactly {self.low}"
        return f"above {self.low}" if self.high is None else f"above {self.low} and below {self.high}"


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


def cells_of(tiers: Sequence[Bounds], domain: Domain) -> Iterator[Cell]:
    """The domain cut at every bound: each bound alone, and what lies between."""
    named = {getattr(tier, side) for tier in (*tiers, domain.broken) for side in ("at_least", "above", "at_most", "below")}
    ends = {Decimal(0), domain.most} | {end for end in named if end is None or domain.most is None or end <= domain.most}
    cuts = sorted(end for end in ends if end is not None and end >= 0)
    for low, high in zip(cuts, [*cuts[1:], None], strict=True):
        yield Cell(low, low)
        if high is not None or domain.most is None:
            yield Cell(low, high)


def tier_faults(document: Agreement) -> Iterator[Fault]:
    """Every gap and overlap of every credit, with the place of the tier that lacks or shares the value."""
    for index, clause in enumerate(document.clauses):
        for number, promise in enumerate(clause.promises):
            if promise.consequences is not None and promise.consequences.credit is not None:
                place: Place = ("clauses", index, "promises", number, "consequences", "credit")
                yield from _faults(promise, place)


def _faults(promise: Promise, place: Place) -> Iterator[Fault]:
    assert promise.consequences is not None and promise.consequences.credit is not None
    credit, domain = promise.consequences.credit, domain_of(promise)
    if domain is None:
        yield Fault(place, "goes by no value; allowed: a norm, a bound in figures, or `late_in` for what may be late")
        return
    for cell in cells_of(credit.tiers, domain):
        within = [number for number, tier in enumerate(credit.tiers) if holds(tier, cell.value)]
        if not holds(domain.broken, cell.value):
            for number in within:
                if not credit.tiers[number].nothing:
                    yield Fault((*place, "tiers", number), f"gives for {cell}, by which the promise is kept")
        elif not within:
            yield Fault(
                (*place, "tiers"), f"no tier holds {cell}; allowed: one tier for each value, `nothing: true` where none follows"
            )
        elif len(within) > 1:
            others = " and ".join(str(number + 1) for number in within)
            yield Fault(
                (*place, "tiers", within[1]),
                f"tiers {others} all hold {cell}; allowed: one, with `above` or `below` at the other",
            )
    for number, tier in enumerate(credit.tiers):
        yield from _units(tier, credit.currency, (*place, "tiers", number))
        if domain.most is not None and any(end is not None and end > domain.most for end in (tier.at_most, tier.below)):
            yield Fault((*place, "tiers", number), f"reaches beyond {domain.most}")


def _units(tier: Tier, currency: str | None, place: Place) -> Iterator[Fault]:
    rate = tier.per_started or tier.linear
    if currency is None and (tier.amount is not None or (rate is not None and rate.amount is not None)):
        yield Fault(place, "gives an amount, but the credit has no currency, such as `currency: EUR`")

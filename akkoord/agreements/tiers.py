# SPDX-License-Identifier: EUPL-1.2
"""Whether the tiers of a credit hold every value exactly once: no gap, no overlap, nothing for a promise that was kept. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from akkoord.agreements.consequences import holds
from akkoord.agreements.document import Agreement, Bounds, Promise, Tier
from akkoord.agreements.faults import Fault, Place
from akkoord.agreements.judged_values import Domain, domain_of


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

    def __contains__(self, value: Fraction) -> bool:
        if self.low == self.high:
            return value == Fraction(self.low)
        return value > Fraction(self.low) and (self.high is None or value < Fraction(self.high))

    def __str__(self) -> str:
        if self.low == self.high:
            return f"exactly {self.low}"
        return f"above {self.low}" if self.high is None else f"above {self.low} and below {self.high}"


def cells_of(tiers: Sequence[Bounds], domain: Domain) -> Iterator[Cell]:
    """The domain cut at every bound: each bound alone, and what lies between."""
    named = {getattr(tier, side) for tier in (*tiers, domain.broken) for side in ("at_least", "above", "at_most", "below")}
    ends = {Decimal(0), domain.most} | {end for end in named if end is None or domain.most is None or end <= domain.most}
    cuts = sorted(end for end in ends if end is not None and end >= 0)
    for low, high in zip(cuts, [*cuts[1:], None], strict=True):
        yield Cell(low, low)
        if high is not None or domain.most is None:
            yield Cell(low, high)


def uneven(tiers: Sequence[Bounds], domain: Domain) -> Iterator[tuple[Cell, list[int]]]:
    """The values that break the promise and lie in no tier, or in more than one, with the numbers of those tiers from 0."""
    for cell in cells_of(tiers, domain):
        within = [number for number, tier in enumerate(tiers) if holds(tier, cell.value)]
        if holds(domain.broken, cell.value) and len(within) != 1:
            yield cell, within


def _uneven_fault(cell: Cell, within: list[int], place: Place) -> Fault:
    if not within:
        return Fault(place, f"no tier holds {cell}; allowed: one tier for each value, `nothing: true` where none follows")
    others = " and ".join(str(number + 1) for number in within)
    says = f"tiers {others} all hold {cell}; allowed: one, with `above` or `below` at the other"
    return Fault((*place, within[1]), says)


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
        yield Fault(
            place, "goes by no value; allowed: a norm with one bound, one bound in figures, or `late_in` for what may be late"
        )
        return
    for cell in cells_of(credit.tiers, domain):
        if not holds(domain.broken, cell.value):
            for number, tier in enumerate(credit.tiers):
                if holds(tier, cell.value) and not tier.nothing:
                    yield Fault((*place, "tiers", number), f"gives for {cell}, by which the promise is kept")
    for cell, within in uneven(credit.tiers, domain):
        yield _uneven_fault(cell, within, (*place, "tiers"))
    for number, tier in enumerate(credit.tiers):
        yield from _units(tier, credit.currency, (*place, "tiers", number))
        if domain.most is not None and any(end is not None and end > domain.most for end in (tier.at_most, tier.below)):
            yield Fault((*place, "tiers", number), f"reaches beyond {domain.most}")


def _units(tier: Tier, currency: str | None, place: Place) -> Iterator[Fault]:
    rate = tier.per_started or tier.linear
    if currency is None and (tier.amount is not None or (rate is not None and rate.amount is not None)):
        yield Fault(place, "gives an amount, but the credit has no currency, such as `currency: EUR`")

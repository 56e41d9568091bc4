# SPDX-License-Identifier: EUPL-1.2
"""Availability of a month: 1 - downtime outside exclusions / (month - exclusions). sla:2.3.1

Moments are whole seconds since 1970 in UTC, intervals half-open. A second counts once: what is left out wins from what is
down, that from what is unknown. Shares are exact fractions; only `cut` makes a decimal of them, never upward.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from .formula import Cause, CountsAs, Formula

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """An interval of one instance with a cause: what recorded facts say, before overlaps are counted once."""

    begin: int
    end: int
    cause: Cause
    source: str  # typed key of the outage or maintenance; empty for unmeasured time


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch in which nothing changes: what it counts as, the cause that decided it, and what else lay under it."""

    begin: int
    end: int
    counts_as: CountsAs
    cause: Cause
    source: str
    also: tuple[Claim, ...] = ()

    @property
    def seconds(self) -> int:
        """Its length."""
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class Figure:
    """Seconds of a period, by what they count as; the rest is up. Figures add up."""

    length: int = 0
    left_out: int = 0
    down: int = 0
    unknown: int = 0

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.length + other.length, self.left_out + other.left_out, self.down + other.down, self.unknown + other.unknown
        )

    @property
    def counted(self) -> int:
        """The month less what is left out."""
        return self.length - self.left_out

    @property
    def best(self) -> Fraction | None:
        """The share available if all unknown time was up; None where nothing is counted."""
        return 1 - Fraction(self.down, self.counted) if self.counted else None

    @property
    def worst(self) -> Fraction | None:
        """The share available if all unknown time was down."""
        return 1 - Fraction(self.down + self.unknown, self.counted) if self.counted else None


@dataclass(frozen=True, slots=True)
class Share:
    """A share in the worst and the best case; one figure where they are the same. None where there is nothing to count."""

    worst: Fraction | None
    best: Fraction | None


@dataclass(frozen=True, slots=True)
class Stay:
    """An instance of a component, from when to when it concerns the reader: all month, or while placed on it."""

    component: str
    instance: int
    begin: int
    end: int


@dataclass(frozen=True)
class Month:
    """A period counted under one formula."""

    components: Mapping[str, Figure]
    together: Share  # as the agreement reads several components
    mean: Share
    strict: Figure  # every component up at once
    slices: Mapping[Stay, tuple[Slice, ...]]


_RANK = {CountsAs.UP: 0, CountsAs.UNKNOWN: 1, CountsAs.DOWN: 2, CountsAs.LEFT_OUT: 3}
_STRICT_RANK = {CountsAs.UP: 0, CountsAs.UNKNOWN: 1, CountsAs.LEFT_OUT: 2, CountsAs.DOWN: 3}


def slices_of(claims: Iterable[Claim], begin: int, end: int, formula: Formula) -> tuple[Slice, ...]:
    """The period cut where anything begins or ends; ordinary time is left away. In order of time."""
    within = sorted(c for c in claims if c.begin < end and c.end > begin and c.begin < c.end)
    cuts = sorted({begin, end, *(c.begin for c in within), *(c.end for c in within)})
    found, running, following = [], list[Claim](), 0
    for low, high in pairwise(cuts):
        while following < len(within) and within[following].begin <= low:
            running.append(within[following])
            following += 1
        running = [c for c in running if c.end > low]
        if running and low >= begin and high <= end:
            found.append(_slice(low, high, running, formula))
    return tuple(found)


def _slice(low: int, high: int, running: Sequence[Claim], formula: Formula) -> Slice:
    first = max(running, key=lambda c: (_RANK[formula.counts_as(c.cause)], -c.begin, c.cause, c.source))
    return Slice(
        low, high, formula.counts_as(first.cause), first.cause, first.source, tuple(c for c in running if c is not first)
    )


def figure_of(slices: Iterable[Slice], length: int) -> Figure:
    """The seconds of a period of that length."""
    sums = dict.fromkeys(CountsAs, 0)
    for each in slices:
        sums[each.counts_as] += each.seconds
    return Figure(length, sums[CountsAs.LEFT_OUT], sums[CountsAs.DOWN], sums[CountsAs.UNKNOWN])


def month_of(stays: Sequence[Stay], claims: Mapping[int, Sequence[Claim]], formula: Formula) -> Month:
    """Count the stays: per component the time of all its stays together, over the components their mean. sla:2.3.1

    `claims` are by instance. Equal weights for the components, whatever their number of instances. A component of which all
    time is left out has no figure and no part in the mean.
    """
    stays = tuple(dict.fromkeys(stays))  # the same stay given twice is one
    slices = {stay: slices_of(claims.get(stay.instance, ()), stay.begin, stay.end, formula) for stay in stays}
    components: dict[str, Figure] = {}
    for stay in stays:
        figure = figure_of(slices[stay], stay.end - stay.begin)
        components[stay.component] = components.get(stay.component, Figure()) + figure
    mean, strict = mean_of(components.values()), every_component(slices)
    together = mean if formula.together == "mean" else Share(strict.worst, strict.best)
    return Month(components, together, mean, strict, slices)


def mean_of(figures: Iterable[Figure]) -> Share:
    """The mean of the components, weighted equally."""
    counted = [(f.worst, f.best) for f in figures]
    worst, best = [w for w, _ in counted if w is not None], [b for _, b in counted if b is not None]
    if not worst:
        return Share(None, None)
    return Share(sum(worst, Fraction()) / len(worst), sum(best, Fraction()) / len(best))


def every_component(slices: Mapping[Stay, Sequence[Slice]]) -> Figure:
    """The strict reading: a second is up when every component is; one that is down outweighs what is left out elsewhere."""
    changes: dict[int, list[tuple[CountsAs, int]]] = {}
    bounds: list[tuple[int, int]] = []
    for stay, its in slices.items():
        bounds.append((stay.begin, stay.end))
        for each in its:
            changes.setdefault(each.begin, []).append((each.counts_as, 1))
            changes.setdefault(each.end, []).append((each.counts_as, -1))
    running, sums, last = dict.fromkeys(CountsAs, 0), dict.fromkeys(CountsAs, 0), 0
    for moment in sorted(changes):
        state = max((s for s, count in running.items() if count), key=_STRICT_RANK.__getitem__, default=CountsAs.UP)
        sums[state] += moment - last
        last = moment
        for state, step in changes[moment]:
            running[state] += step
    return Figure(covered(bounds), sums[CountsAs.LEFT_OUT], sums[CountsAs.DOWN], sums[CountsAs.UNKNOWN])


def covered(spans: Iterable[Span]) -> int:
    """The seconds in at least one of the intervals."""
    total, reached = 0, None
    for begin, end in sorted(spans):
        if end > begin and (reached is None or end > reached):
            total += end - (begin if reached is None else max(begin, reached))
            reached = end
    return total


def cut(share: Fraction, decimals: int) -> Fraction:
    """The share with that many decimals of a percentage, never rounded upward: 99.4999 is not 99.5."""
    scale = 100 * 10**decimals
    return Fraction(share * scale // 1, scale)

# SPDX-License-Identifier: EUPL-1.2
"""A month of many, for their verdicts: every instance's month is cut in slices once, whoever sat on it. sla:2.3.1

To the second what `reading_of` says of each alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ..rules.availability import Figure, Share, Slice, Stay, every_component, figure_of, mean_of, slices_of
from ..rules.formula import Cause, CountsAs, Formula
from ..rules.months import Stand, Why, month_bounds
from .agreed import Agreed
from .facts import Facts, Seat
from .readings import is_counted, stand_in, why_not

MOST_PARTS = 4096  # all month on each instance; who moves within it is nearly alone in that


@dataclass(frozen=True, slots=True)
class Part:
    """What became of the time of a stay: its figure, the seconds left out by cause with what proves it, and what was down."""

    figure: Figure
    left_out: Mapping[Cause, int]
    proof: Mapping[Cause, frozenset[str]]
    down: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a month stands for one organisation or for everybody, of all components together."""

    agreed: Agreed
    share: Share
    stand: Stand
    why: Why | None  # it is not measurable
    is_running: bool
    left_out: Mapping[Cause, int]  # seconds
    proof: Mapping[Cause, Collection[str]]  # typed keys
    unknown: int  # seconds
    down: Collection[str]  # typed keys


class Reckoner:
    """One month of one figure, as one formula counts it."""

    def __init__(self, facts: Facts, month: date, zone: str, formula: Formula, figure: str) -> None:
        self.facts, self.formula = facts, formula
        self.begin, self.end = month_bounds(month, zone)
        self.until = max(self.begin, min(self.end, facts.at))
        self._components = [component for component in facts.components if is_counted(component, figure)]
        self._slices: dict[int, tuple[Slice, ...]] = {}
        self._part = lru_cache(maxsize=MOST_PARTS)(self._counted)

    def reckon(self, seats: tuple[Seat, ...] | None, agreed: Agreed) -> Reckoning:
        """The month of who sat there; None: of everybody. What was `agreed` must count by this formula."""
        facts, is_over = replace(self.facts, seats=seats), self.until == self.end
        stays = tuple(dict.fromkeys(facts.stays(self._components, self.begin, self.until)))
        parts = [self._part(stay) for stay in stays]
        share = self._together(stays)
        whole = share if is_over else self._together(facts.stays(self._components, self.begin, self.end))
        why = why_not(self.begin, facts.at, share, agreed, is_empty=not stays)
        seconds, proof = _left_out(parts)
        return Reckoning(
            agreed=agreed,
            share=share,
            stand=stand_in(share, whole, agreed, why, is_over=is_over),
            why=why,
            is_running=not is_over,
            left_out=seconds,
            proof=proof,
            unknown=sum(part.figure.unknown for part in parts),
            down=frozenset[str]().union(*(part.down for part in parts)),
        )

    def _together(self, stays: Iterable[Stay]) -> Share:
        """As the agreement reads several components."""
        if self.formula.together != "mean":
            strict = every_component({stay: tuple(self._slices_of(stay)) for stay in stays})
            return Share(strict.worst, strict.best)
        components: dict[str, Figure] = {}
        for stay in dict.fromkeys(stays):
            before, own = components.get(stay.component), self._part(stay).figure
            components[stay.component] = own if before is None else before + own
        return mean_of(components.values())

    def _counted(self, stay: Stay) -> Part:
        slices = tuple(self._slices_of(stay))
        seconds, proof, down = dict[Cause, int](), dict[Cause, set[str]](), set[str]()
        for each in slices:
            if each.counts_as is CountsAs.LEFT_OUT:
                seconds[each.cause] = seconds.get(each.cause, 0) + each.seconds
                proof.setdefault(each.cause, set()).add(each.source)
            elif each.counts_as is CountsAs.DOWN:
                down.add(each.source)
        frozen = {cause: frozenset(sources) for cause, sources in proof.items()}
        return Part(figure_of(slices, stay.end - stay.begin), seconds, frozen, frozenset(down))

    def _slices_of(self, stay: Stay) -> Iterator[Slice]:
        """Those of the instance's whole month, as far as they lie in the stay."""
        if stay.instance not in self._slices:
            claims = self.facts.claims.get(stay.instance, ())
            self._slices[stay.instance] = slices_of(claims, self.begin, self.end, self.formula)
        for each in self._slices[stay.instance]:
            if stay.begin <= each.begin and each.end <= stay.end:
                yield each
            elif each.begin < stay.end and each.end > stay.begin:
                yield replace(each, begin=max(each.begin, stay.begin), end=min(each.end, stay.end))


def _left_out(parts: Iterable[Part]) -> tuple[dict[Cause, int], dict[Cause, set[str]]]:
    seconds, proof = dict[Cause, int](), dict[Cause, set[str]]()
    for part in parts:
        for cause, length in part.left_out.items():
            seconds[cause] = seconds.get(cause, 0) + length
            proof.setdefault(cause, set()).update(part.proof[cause])
    return seconds, proof

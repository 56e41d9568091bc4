# SPDX-License-Identifier: EUPL-1.2
"""A month of many organisations in one call: the rules of `availability`, equal to the second, on int64 arrays.

The only file of this package that imports NumPy, which the web process does not carry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from .availability import Claim, Figure, Share, Slice, Stay, covered, mean_of, slices_of
from .formula import CountsAs, Formula

Seconds = npt.NDArray[np.int64]
Piece = tuple[int, int, CountsAs]
Key = TypeVar("Key")

STATES = (CountsAs.LEFT_OUT, CountsAs.DOWN, CountsAs.UNKNOWN)
_RANK = {CountsAs.UNKNOWN: 1, CountsAs.LEFT_OUT: 2, CountsAs.DOWN: 3}  # of several at once the highest


@dataclass(frozen=True)
class Months:
    """One row an organisation. `figures[n, c]` and `strict[n]` are length, left out, down, unknown, in seconds."""

    components: tuple[str, ...]
    figures: Seconds
    strict: Seconds
    has: npt.NDArray[np.bool_]  # which components an organisation sat on at all
    together: tuple[Share, ...]

    def figure(self, row: int, component: str) -> Figure:
        """One organisation's figure of a component."""
        return Figure(*map(int, self.figures[row, self.components.index(component)]))


def months_of(many: Sequence[Sequence[Stay]], claims: Mapping[int, Sequence[Claim]], formula: Formula) -> Months:
    """The stays of each organisation, counted as `month_of` counts those of one."""
    many = [tuple(dict.fromkeys(stays)) for stays in many]
    components = tuple(sorted({stay.component for stays in many for stay in stays}))
    period = [edge for stays in many for stay in stays for edge in (stay.begin, stay.end)]
    begin, end = min(period, default=0), max(period, default=0)
    slices = {instance: _pieces(slices_of(its, begin, end, formula)) for instance, its in claims.items()}
    figures, has = _by_component(many, components, slices, begin, end)
    strict = _strict(many, slices, begin, end)
    return Months(components, figures, strict, has, _together(figures, strict, has, formula))


class _Timelines(Generic[Key]):
    """Many timelines behind one another on one long line, so that one search answers for all of them."""

    def __init__(self, timelines: Mapping[Key, Sequence[Piece]], begin: int, end: int) -> None:
        self.place = {key: place for place, key in enumerate(timelines)}
        self.begin, self.width = begin, end - begin + 1
        rows = [(n * self.width + a - begin, b - a, STATES.index(s)) for n, t in enumerate(timelines.values()) for a, b, s in t]
        table = np.array([(-1, 0, 0), *rows], dtype=np.int64)
        self.begins, self.lengths, self.states = table[:, 0], table[:, 1], table[:, 2]
        by_state = np.zeros((len(table), len(STATES)), dtype=np.int64)
        by_state[np.arange(len(table)), self.states] = self.lengths
        self.before = np.cumsum(by_state, axis=0) - by_state

    def seconds(self, places: Seconds, begins: Seconds, ends: Seconds) -> Seconds:
        """For each stretch of a timeline the seconds in each of STATES."""
        offset = places * self.width - self.begin
        between: Seconds = self._passed(offset + ends) - self._passed(offset + begins)
        return between

    def _passed(self, line: Seconds) -> Seconds:
        found = np.searchsorted(self.begins, line, side="right") - 1
        passed: Seconds = self.before[found]
        inside = np.minimum(line - self.begins[found], self.lengths[found])
        np.add.at(passed, (np.arange(len(found)), self.states[found]), inside)
        return passed


def _pieces(slices: Iterable[Slice]) -> list[Piece]:
    return [(each.begin, each.end, each.counts_as) for each in slices if each.counts_as is not CountsAs.UP]


def _by_component(
    many: Sequence[Sequence[Stay]], components: Sequence[str], slices: Mapping[int, Sequence[Piece]], begin: int, end: int
) -> tuple[Seconds, npt.NDArray[np.bool_]]:
    codes = {component: place for place, component in enumerate(components)}
    lines = _Timelines({stay.instance: slices.get(stay.instance, ()) for stays in many for stay in stays}, begin, end)
    rows = [(n, codes[s.component], lines.place[s.instance], s.begin, s.end) for n, its in enumerate(many) for s in its]
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    sums = np.empty((len(table), 4), dtype=np.int64)
    sums[:, 0] = table[:, 4] - table[:, 3]
    sums[:, 1:] = lines.seconds(table[:, 2], table[:, 3], table[:, 4])
    figures = np.zeros((len(many), len(components), 4), dtype=np.int64)
    np.add.at(figures, (table[:, 0], table[:, 1]), sums)
    has = np.zeros((len(many), len(components)), dtype=np.bool_)
    has[table[:, 0], table[:, 1]] = True
    return figures, has


def _strict(many: Sequence[Sequence[Stay]], slices: Mapping[int, Sequence[Piece]], begin: int, end: int) -> Seconds:
    """Every organisation's month is cut where it moves; who sat on the same instances is looked up in the same sums."""
    cut = {stays: _cut(stays) for stays in set(map(tuple, many))}
    asked: dict[frozenset[int], list[tuple[int, int, int]]] = {}
    for n, stays in enumerate(many):
        for seats, a, b in cut[tuple(stays)]:
            asked.setdefault(seats, []).append((n, a, b))
    grid, sums = _Grid(slices, begin, end), np.zeros((len(many), 4), dtype=np.int64)
    for seats, rows in asked.items():
        table = np.array(rows, dtype=np.int64)
        np.add.at(sums[:, 1:], table[:, 0], grid.seconds(seats, table[:, 1], table[:, 2]))
    lengths = {stays: covered((stay.begin, stay.end) for stay in stays) for stays in cut}
    sums[:, 0] = [lengths[tuple(stays)] for stays in many]
    return sums


class _Grid:
    """The period cut wherever anything changes on any instance: what each instance is in each cell."""

    def __init__(self, slices: Mapping[int, Sequence[Piece]], begin: int, end: int) -> None:
        edges = {begin, end, *(edge for pieces in slices.values() for a, b, _s in pieces for edge in (a, b))}
        self.edges = np.array(sorted(edges), dtype=np.int64)
        self.lengths = np.diff(self.edges)
        self.row = {instance: n for n, instance in enumerate(slices)}
        self.ranks = np.zeros((len(slices), len(self.lengths)), dtype=np.uint8)
        for instance, pieces in slices.items():
            for a, b, state in pieces:
                first, last = np.searchsorted(self.edges, (a, b))
                self.ranks[self.row[instance], first:last] = _RANK[state]

    def seconds(self, instances: Iterable[int], begins: Seconds, ends: Seconds) -> Seconds:
        """For each stretch the seconds in each of STATES, of several instances at once: what is down goes first."""
        rows = [self.row[instance] for instance in instances if instance in self.row]
        ranks = self.ranks[rows].max(axis=0, initial=0)
        sums = np.empty((len(begins), len(STATES)), dtype=np.int64)
        for column, state in enumerate(STATES):
            passed = np.concatenate(([0], np.cumsum(self.lengths * (ranks == _RANK[state]))))
            sums[:, column] = self._passed(passed, ends) - self._passed(passed, begins)
        return sums

    def _passed(self, passed: Seconds, moments: Seconds) -> Seconds:
        """Linear within a cell, and exact: a cell counts whole or not at all."""
        cell = np.clip(np.searchsorted(self.edges, moments, side="right") - 1, 0, max(len(self.lengths) - 1, 0))
        counts = passed[cell + 1] > passed[cell] if len(self.lengths) else np.zeros(len(moments), dtype=np.bool_)
        through: Seconds = passed[cell] + (moments - self.edges[cell]) * counts
        return through


def _cut(stays: Sequence[Stay]) -> list[tuple[frozenset[int], int, int]]:
    edges = sorted({edge for stay in stays for edge in (stay.begin, stay.end)})
    found = [(frozenset(stay.instance for stay in stays if stay.begin <= a and b <= stay.end), a, b) for a, b in pairwise(edges)]
    return [(seats, a, b) for seats, a, b in found if seats]


def _together(figures: Seconds, strict: Seconds, has: npt.NDArray[np.bool_], formula: Formula) -> tuple[Share, ...]:
    """Exact shares; organisations with the same seconds share one computation."""
    known: dict[bytes, Share] = {}
    found = []
    for row in range(len(figures)):
        key = figures[row].tobytes() + strict[row].tobytes()
        if key not in known:
            if formula.together == "mean":
                known[key] = mean_of(Figure(*map(int, figures[row, c])) for c in np.flatnonzero(has[row]))
            else:
                whole = Figure(*map(int, strict[row]))
                known[key] = Share(whole.worst, whole.best)
        found.append(known[key])
    return tuple(found)

# SPDX-License-Identifier: EUPL-1.2
"""When nobody knows how an instance was: every probe that should have been heard was silent. Pure; seconds since 1970."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from .bars import merged

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listener:
    """One probe at one place: from when to when it asks, and the stretches in which no answer was heard from it."""

    begin: int
    end: int
    silences: tuple[Span, ...] = ()


def unheard(listeners: Iterable[Listener]) -> list[Span]:
    """The time in which somebody listened and nobody heard anything. One that hears is enough."""
    steps: list[tuple[int, int, int]] = []  # moment, change of those who ask, change of those who are silent
    for each in listeners:
        if each.begin < each.end:
            steps += [(each.begin, 1, 0), (each.end, -1, 0)]
            for begin, end in merged((max(a, each.begin), min(b, each.end)) for a, b in each.silences):
                steps += [(begin, 0, 1), (end, 0, -1)]
    found, asking, silent, since = [], 0, 0, 0
    for moment, changes in groupby(sorted(steps), key=itemgetter(0)):
        if 0 < asking == silent:
            found.append((since, moment))
        for _moment, asked, hushed in changes:
            asking, silent = asking + asked, silent + hushed
        since = moment
    return merged(found)


def unwatched(listeners: Iterable[Listener], begin: int, end: int) -> list[Span]:
    """The time of a period in which no probe asks at all: what happens then is recorded by people."""
    asked = merged((max(each.begin, begin), min(each.end, end)) for each in listeners)
    edges = [begin, *(edge for span in asked for edge in span), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def silence_after(last: int | None, since: int, until: int, patience: int) -> Span | None:
    """The stretch up to `until` in which nothing came after the last answer (None: there never was one since `since`).

    None where the next answer is not yet late. A prober that died writes nothing down; this is how its time becomes unknown.
    """
    heard = since if last is None else max(last, since)
    return (heard, until) if until - heard > patience else None

# SPDX-License-Identifier: EUPL-1.2
"""Whether maintenance was announced in time, and stayed inside its hours. sla:2.3.1, sla:2.3.4"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from akkoord.agreements.terms import Terms
from akkoord.operations.models import Maintenance
from akkoord.operations.promised import WORK, promised_of

from ..measuring import Asked
from ..month_facts import Placed
from ..rules import Judged
from .answering import one_by_one, page


@dataclass(frozen=True)
class Works:
    """The maintenance of a month in its order, what of it was about everybody, and what about each instance, by place."""

    rows: Sequence[Maintenance]
    about_all: frozenset[int]
    about: Mapping[int, Sequence[int]]

    def concerning(self, seats: Sequence[Placed]) -> Sequence[int]:
        """The places of those about an instance that somebody sat on then; who sat nowhere is concerned by all."""
        if not seats:
            return range(len(self.rows))
        found = set(self.about_all)
        for instance, since, until in seats:
            for place in self.about.get(instance, ()):
                row = self.rows[place]
                if since < row.planned_until and (until is None or until > row.planned_from):
                    found.add(place)
        return sorted(found)


def judge_notice(asked: Asked) -> Judged:
    """Of each maintenance whether it was announced in time, under the agreement that held when it was planned."""
    return _of_works(asked, _was_announced)


def judge_window(asked: Asked) -> Judged:
    """Of each maintenance whether it was planned, and done, inside its hours."""
    return _of_works(asked, _stayed_inside)


def _was_announced(promise: str, work: Maintenance, terms: Terms) -> Iterator[bool]:
    begin = min(work.planned_from, work.begun_at or work.planned_from)
    for notice in promised_of(terms, work.kind).notices:
        if notice.promise == promise:
            yield notice.holds(begin, work.announced_at)


def _stayed_inside(promise: str, work: Maintenance, terms: Terms) -> Iterator[bool]:
    begin = min(work.planned_from, work.begun_at or work.planned_from)
    end = max(work.planned_until, work.ended_at or work.planned_until)
    for window in promised_of(terms, work.kind).windows:
        if window.promise == promise:
            yield window.holds(begin, end)


def _of_works(asked: Asked, keeps: Callable[[str, Maintenance, Terms], Iterator[bool]]) -> Judged:
    works = _works(asked)
    held: dict[int, list[tuple[str, bool | None]]] = asked.facts.once(("held", asked.id, asked.terms), dict)
    seats = () if asked.organisation is None else asked.facts.placements(asked.organisation)

    def judged() -> Iterator[tuple[str, bool | None]]:
        for place in works.concerning(seats):
            if place not in held:
                held[place] = _held(asked, works.rows[place], keeps)
            yield from held[place]

    return one_by_one(asked, page(asked, "status_history", asked.month_code), judged())


def _held(
    asked: Asked, work: Maintenance, keeps: Callable[[str, Maintenance, Terms], Iterator[bool]]
) -> list[tuple[str, bool | None]]:
    terms = asked.facts.terms_of(work.version) if work.version is not None else asked.terms
    held = asked.facts.once((asked.id, work.pk, terms), lambda: tuple(keeps(asked.id, work, terms)))
    return [(work.key, None if holds and work.planned_from > asked.at else holds) for holds in held]


def _works(asked: Asked) -> Works:
    """The maintenance of the promise's sort on public components that was to begin in the month."""
    about = asked.promise.about

    def read() -> Works:
        (begin, end), kinds = asked.span, [str(kind) for kind, work in WORK.items() if work == about]
        works = Maintenance.objects.filter(
            kind__in=kinds, planned_from__gte=begin, planned_from__lt=end, cancelled_at=None, announced_at__lte=asked.at
        ).filter(instances__component__is_public=True)  # fmt: skip
        found = works.distinct().select_related("version__agreement").prefetch_related("instances")
        return _by_instance(list(found.order_by("planned_from", "pk")))

    return asked.facts.once(("works", about, asked.span), read)


def _by_instance(rows: Sequence[Maintenance]) -> Works:
    about_all, about = set[int](), defaultdict[int, list[int]](list)
    for place, row in enumerate(rows):
        for instance in row.instances.all():
            about[instance.pk].append(place)
            if instance.for_everyone:
                about_all.add(place)
    return Works(rows, frozenset(about_all), about)

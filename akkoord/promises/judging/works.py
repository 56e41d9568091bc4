# SPDX-License-Identifier: EUPL-1.2
"""Whether maintenance was announced in time, and stayed inside its hours. sla:2.3.1, sla:2.3.4"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from akkoord.agreements.terms import Terms
from akkoord.operations.models import Maintenance
from akkoord.operations.promised import WORK, promised_of

from ..measuring import Asked
from ..rules import Judged
from .answering import one_by_one


@dataclass(frozen=True)
class Work:
    """A maintenance with the instances that it touched; None: everybody's are among them."""

    row: Maintenance
    touched: frozenset[int] | None


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
    def judged() -> Iterator[tuple[str, bool | None]]:
        for work in (each.row for each in _works(asked)):
            terms = asked.facts.terms_of(work.version) if work.version is not None else asked.terms
            held = asked.facts.once((asked.id, work.pk, terms), partial(_all_of, keeps, asked.id, work, terms))
            for holds in held:
                yield work.key, None if holds and work.planned_from > asked.at else holds

    return one_by_one(asked, reverse("status_history", args=[asked.month_code]), judged())


def _all_of(
    keeps: Callable[[str, Maintenance, Terms], Iterator[bool]], promise: str, work: Maintenance, terms: Terms
) -> tuple[bool, ...]:
    return tuple(keeps(promise, work, terms))


def _works(asked: Asked) -> list[Work]:
    """The maintenance of the promise's sort on public components that was to begin in the month, and that concerns the reader."""
    begin, end = asked.span
    kinds = tuple(str(kind) for kind, work in WORK.items() if work == asked.promise.about)

    def read() -> list[Work]:
        works = Maintenance.objects.filter(
            kind__in=kinds, planned_from__gte=begin, planned_from__lt=end, cancelled_at=None, announced_at__lte=asked.at
        ).filter(instances__component__is_public=True)  # fmt: skip
        found = works.distinct().select_related("version__agreement").prefetch_related("instances")
        return [Work(work, _touched(work)) for work in found.order_by("planned_from", "pk")]

    found = asked.facts.once(("works", kinds, asked.terms.document.zone), read)
    return found if asked.organisation is None else [work for work in found if _concerns(work, asked)]


def _touched(work: Maintenance) -> frozenset[int] | None:
    instances = list(work.instances.all())
    return None if any(each.for_everyone for each in instances) else frozenset(each.pk for each in instances)


def _concerns(work: Work, asked: Asked) -> bool:
    """Whether it is about an instance that the organisation sits on then; one that sits nowhere is concerned by all."""
    seats = asked.facts.placements(asked.organisation) if asked.organisation is not None else []
    if work.touched is None or not seats:
        return True
    begin, end, touched = work.row.planned_from, work.row.planned_until, work.touched
    return any(s.instance_id in touched and s.since < end and (s.until is None or s.until > begin) for s in seats)

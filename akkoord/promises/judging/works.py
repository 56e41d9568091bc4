# SPDX-License-Identifier: EUPL-1.2
"""Whether maintenance was announced in time, and stayed inside its hours. sla:2.3.1, sla:2.3.4"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.urls import reverse

from akkoord.agreements.terms import Terms
from akkoord.operations.models import Maintenance
from akkoord.operations.promised import WORK, promised_of

from ..measuring import Asked
from ..rules import Judged
from .answering import one_by_one


def judge_notice(asked: Asked) -> Judged:
    """Of each maintenance whether it was announced in time, under the agreement that held when it was planned."""

    def keeps(work: Maintenance, terms: Terms) -> Iterator[bool]:
        begin = min(work.planned_from, work.begun_at or work.planned_from)
        for notice in promised_of(terms, work.kind).notices:
            if notice.promise == asked.id:
                yield notice.holds(begin, work.announced_at)

    return _of_works(asked, keeps)


def judge_window(asked: Asked) -> Judged:
    """Of each maintenance whether it was planned, and done, inside its hours."""

    def keeps(work: Maintenance, terms: Terms) -> Iterator[bool]:
        begin = min(work.planned_from, work.begun_at or work.planned_from)
        end = max(work.planned_until, work.ended_at or work.planned_until)
        for window in promised_of(terms, work.kind).windows:
            if window.promise == asked.id:
                yield window.holds(begin, end)

    return _of_works(asked, keeps)


def _of_works(asked: Asked, keeps: Callable[[Maintenance, Terms], Iterator[bool]]) -> Judged:
    def judged() -> Iterator[tuple[str, bool | None]]:
        for work in _works(asked):
            terms = asked.facts.terms_of(work.version) if work.version is not None else asked.terms
            for holds in keeps(work, terms):
                yield work.key, None if holds and work.planned_from > asked.at else holds

    return one_by_one(asked, reverse("status_history", args=[asked.month_code]), judged())


def _works(asked: Asked) -> list[Maintenance]:
    """The maintenance of the promise's sort on public components that was to begin in the month, and that concerns the reader."""
    begin, end = asked.span
    kinds = tuple(str(kind) for kind, work in WORK.items() if work == asked.promise.about)

    def read() -> list[Maintenance]:
        works = Maintenance.objects.filter(
            kind__in=kinds, planned_from__gte=begin, planned_from__lt=end, cancelled_at=None, announced_at__lte=asked.at
        ).filter(instances__component__is_public=True)  # fmt: skip
        found = works.distinct().select_related("version__agreement").prefetch_related("instances")
        return list(found.order_by("planned_from", "pk"))

    found = asked.facts.works((*kinds, asked.terms.document.zone), read)
    return found if asked.organisation is None else [work for work in found if _concerns(work, asked)]


def _concerns(work: Maintenance, asked: Asked) -> bool:
    """Whether it is about an instance that the organisation sits on then; one that sits nowhere is concerned by all."""
    seats = asked.facts.placements(asked.organisation) if asked.organisation is not None else []
    if not seats:
        return True
    then = {s.instance_id for s in seats if s.since < work.planned_until and (s.until is None or s.until > work.planned_from)}
    return any(instance.for_everyone or instance.pk in then for instance in work.instances.all())

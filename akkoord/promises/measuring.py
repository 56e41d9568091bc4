# SPDX-License-Identifier: EUPL-1.2
"""Who is judged in a month: every organisation with a contract in it, those of whom the same is asked together."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.db.models import Q

from akkoord.agreements.document import Promise
from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force
from akkoord.agreements.models import Contract
from akkoord.agreements.terms import Terms
from akkoord.operations.models import Maintenance, Placement
from akkoord.operations.rules.months import month_bounds, next_month
from akkoord.timing.moments import moment_at


@dataclass(frozen=True)
class Asked:
    """One promise in one month, seen from `at`, for one organisation or for all together (None)."""

    id: str
    promise: Promise
    terms: Terms
    month: date  # its first day
    organisation: int | None
    at: datetime
    works: tuple[Maintenance, ...] | None = None  # everybody's maintenance of this promise, where it was read before

    @cached_property
    def span(self) -> tuple[datetime, datetime]:
        """The month as moments, in the agreement's zone."""
        first, last = month_bounds(self.month, self.terms.document.zone)
        return moment_at(first, UTC), moment_at(last, UTC)

    @property
    def is_over(self) -> bool:
        """Whether the month has ended."""
        return self.span[1] <= self.at


def terms_of_month(month: date, organisation: int | None, at: datetime) -> Terms | None:
    """The terms that held when the month began or, where there were none yet, when it ended (or at `at`)."""
    first, last = (moment_at(second, UTC) for second in month_bounds(month, settings.TIME_ZONE))
    for moment in (first, min(last - timedelta(seconds=1), max(first, at))):
        try:
            return terms_in_force(organisation, moment)
        except NoAgreementInForce:
            continue
    return None


def asked_of(month: date, organisation: int | None, at: datetime) -> Iterator[Asked]:
    """Every promise that is measured by the month and held then."""
    terms = terms_of_month(month, organisation, at)
    if terms is None:
        return
    for clause, promise in terms.document.promises():
        if promise.is_evaluated and promise.is_measured:
            yield Asked(f"{clause.clause}/{promise.id}", promise, terms, month, organisation, at)


def alike(month: date) -> list[list[int]]:
    """The organisations with a contract in the month, in groups of which every figure is the same: the same terms, and all
    month on the same instances. Two queries.
    """
    following = next_month(month)
    says: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    contracts = Contract.objects.filter(Q(ends_on=None) | Q(ends_on__gte=month), starts_on__lt=following).order_by("pk")
    for c in contracts:
        own = json.dumps([c.options, c.licence, c.overrides], sort_keys=True)
        says[c.organisation_id].append((c.agreement_id, max(c.starts_on, month), c.ends_on, own))
    begin, end = (moment_at(second, UTC) for second in month_bounds(month, settings.TIME_ZONE))
    seats: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    placed = Placement.objects.during(begin, end).order_by("instance_id", "since")
    for organisation, instance, since, until in placed.values_list("organisation_id", "instance_id", "since", "until"):
        seats[organisation].append((instance, max(since, begin), until and min(until, end)))
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for organisation, said in sorted(says.items()):
        groups[tuple(said), tuple(seats[organisation])].append(organisation)
    return list(groups.values())

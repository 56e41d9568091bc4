# SPDX-License-Identifier: EUPL-1.2
"""What is asked of an evaluator, and who is judged in a month: those of whom the same is asked together."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from akkoord.agreements.document import Agreement as Document
from akkoord.agreements.document import Promise
from akkoord.agreements.models import Contract
from akkoord.agreements.terms import Terms
from akkoord.operations.evidence.agreed import terms_of_month, terms_of_month_of_each
from akkoord.operations.models import Placement
from akkoord.operations.rules.months import month_bounds, next_month
from akkoord.timing.moments import moment_at

from .month_facts import MonthFacts
from .periods import Period, period_in
from .rules import month_after

__all__ = ["Alike", "Asked", "alike", "asked_of", "groups_of", "period_for", "terms_of_groups", "terms_of_month"]


@dataclass(frozen=True)
class Asked:
    """One promise in the period of one month, seen from `at`, for one organisation or for all together (None)."""

    id: str
    promise: Promise
    terms: Terms
    month: date  # its first day
    organisation: int | None
    at: datetime
    facts: MonthFacts = field(repr=False, compare=False)

    @cached_property
    def period(self) -> Period:
        """The month, or the longer period of the promise in which its last date lies."""
        return self.facts.once(
            ("period", self.id, self.terms), lambda: period_for(self.promise, self.terms.document, self.month)
        )  # fmt: skip

    @cached_property
    def span(self) -> tuple[datetime, datetime]:
        """The period as moments, in the promise's zone or the agreement's."""
        return self.period.begin, self.period.end

    @property
    def is_due(self) -> bool:
        """Whether a verdict on it belongs to its month: the period runs with the month, or ended with it."""
        if not self.facts.is_over or self.promise.per == "month":
            return True
        return self.is_over and self.period.after == month_after(self.month)

    @property
    def zone(self) -> ZoneInfo:
        """The agreement's zone."""
        return ZoneInfo(self.terms.document.zone)

    @property
    def is_over(self) -> bool:
        """Whether the period has ended."""
        return self.span[1] <= self.at

    @property
    def month_code(self) -> str:
        """The month as addresses write it."""
        return f"{self.month:%Y-%m}"


@dataclass(frozen=True)
class Alike:
    """Organisations of which every measured figure of a month is the same, and what their contracts say."""

    says: Hashable
    organisations: tuple[int, ...]


def period_for(promise: Promise, document: Document, month: date) -> Period:
    """The period by which a promise is judged in a month."""
    zone = promise.period_zone or document.zone
    return period_in(month, promise.per, zone, fiscal_year_begins=document.fiscal_year_begins)


def asked_of(terms: Terms | None, organisation: int | None, facts: MonthFacts) -> Iterator[Asked]:
    """Every promise of the terms that something judges."""
    if terms is None:
        return
    for clause, promise in terms.document.promises():
        if promise.is_evaluated:
            yield Asked(f"{clause.clause}/{promise.id}", promise, terms, facts.month, organisation, facts.at, facts)


def alike(month: date) -> list[list[int]]:
    """The organisations with a contract in the month, in groups of which every figure is the same."""
    return [list(group.organisations) for group in groups_of(month)]


def terms_of_groups(month: date, groups: Collection[Alike], at: datetime) -> dict[int | None, Terms | None]:
    """The terms of everybody in them. Two queries: those whose contracts say the same are asked once, and all of them together."""
    first = {group.says: group.organisations[0] for group in groups}
    terms = terms_of_month_of_each(month, first.values(), at)
    return {organisation: terms.get(first[group.says]) for group in groups for organisation in group.organisations}


def groups_of(month: date) -> list[Alike]:
    """The same groups: the same terms, and all month on the same instances. Two queries."""
    following = next_month(month)
    says: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    contracts = Contract.objects.filter(Q(ends_on=None) | Q(ends_on__gte=month), starts_on__lt=following).order_by("pk")
    for c in contracts:
        over = (c.ended_over_id, str(c.ended_at)) if c.ended_over_id else None  # from then on the terms before that change
        own = json.dumps([c.options, c.licence, c.overrides, over], sort_keys=True)
        says[c.organisation_id].append((c.agreement_id, max(c.starts_on, month), c.ends_on, own))
    begin, end = (moment_at(second, UTC) for second in month_bounds(month, settings.TIME_ZONE))
    seats: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    placed = Placement.objects.during(begin, end).order_by("instance_id", "since")
    for organisation, instance, since, until in placed.values_list("organisation_id", "instance_id", "since", "until"):
        seats[organisation].append((instance, max(since, begin), until and min(until, end)))
    groups: dict[tuple[Hashable, Hashable], list[int]] = defaultdict(list)
    for organisation, said in sorted(says.items()):
        groups[tuple(said), tuple(seats[organisation])].append(organisation)
    return [Alike(said, tuple(its)) for (said, _seats), its in groups.items()]

# SPDX-License-Identifier: EUPL-1.2
"""What is recorded of a month, read once for everybody who is judged in it. The running scope must see all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db.models import Count, Model, Q, QuerySet

from akkoord.agreements.in_force import terms_of_version
from akkoord.agreements.models import AgreementVersion
from akkoord.agreements.terms import Terms
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.operations.evidence import MonthReading, Reckoner, Reckoning, Recording, read_recording, reading_of
from akkoord.operations.evidence.agreed import Agreed, agreed_under, terms_of_month
from akkoord.operations.evidence.facts import Seat, seat_of
from akkoord.operations.models import Placement
from akkoord.operations.rules.months import month_bounds
from akkoord.scope.rules import Audience
from akkoord.timing.moments import moment_at

from .models import MonthOfAll, MonthOfOne
from .periods import Period
from .population import Population, read_population
from .rules import NONE_RUNNING, NOTHING, Counts, Running

Read = TypeVar("Read")
Row = TypeVar("Row", bound=Model)
CountsOf = Mapping[tuple[int | None, int, str], Counts]
"""Counts by organisation, agreement and promise."""


class Placed(NamedTuple):
    """From when to when an organisation sat on an instance."""

    instance: int
    since: datetime
    until: datetime | None


class MonthFacts:
    """A month as recorded by `at`, of one organisation, of all together (None), or of all and of each (`of_each`).

    `terms` are those of each organisation, where somebody asked them of many at once; of others they are asked here.
    """

    def __init__(self, month: date, at: datetime, organisation: int | None = None, *, of_each: bool = False) -> None:
        self.month, self.at, self.organisation, self.of_each = month, at, organisation, of_each
        self.terms: dict[int | None, Terms | None] = {}
        self._agreed: dict[tuple[str, Terms | None], Agreed] = {}
        self._recordings: dict[str, Recording] = {}
        self._reckoners: dict[Hashable, Reckoner] = {}
        self._readings: dict[Hashable, MonthReading] = {}
        self._terms: dict[int, Terms] = {}
        self._once: dict[Hashable, Any] = {}
        self._populations: dict[Hashable, Population] = {}

    @cached_property
    def span(self) -> tuple[datetime, datetime]:
        """The month as moments, by the vendor's clock."""
        begin, end = month_bounds(self.month, settings.TIME_ZONE)
        return moment_at(begin, UTC), moment_at(end, UTC)

    @property
    def is_over(self) -> bool:
        """Whether the month has ended."""
        return self.span[1] <= self.at

    def reading(self, figure: str, organisation: int | None) -> MonthReading:
        """The availability of the month; those with the same terms on the same instances are counted once."""
        agreed, seats = self._agreed_on(figure, organisation), self._seats_of(organisation)
        key = agreed, figure, seats
        if key not in self._readings:
            facts = replace(self._recording(agreed.zone).under(agreed.terms), seats=seats)
            self._readings[key] = reading_of(facts, self.month, agreed, organisation, figure)
        return self._readings[key]

    def reckoning(self, figure: str, organisation: int | None) -> Reckoning:
        """The same as far as a verdict goes: each instance is cut once, whoever sat on it, and nothing is kept of each."""
        agreed = self._agreed_on(figure, organisation)
        facts = self._recording(agreed.zone).under(agreed.terms)
        key = id(facts), agreed.zone, agreed.formula, figure
        if key not in self._reckoners:
            self._reckoners[key] = Reckoner(facts, self.month, agreed.zone, agreed.formula, figure)
        return self._reckoners[key].reckon(self._seats_of(organisation), agreed)

    def once(self, key: Hashable, read: Callable[[], Read]) -> Read:
        """What `read` gives, for whatever `key` names, read once however many organisations ask."""
        if key not in self._once:
            self._once[key] = read()
        found: Read = self._once[key]
        return found

    def of_whom(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """Those rows of a table with organisations that are about who is judged."""
        return rows if self.of_each else rows.filter(organisation=self.organisation)

    def terms_of(self, version: AgreementVersion) -> Terms:
        """The terms of a version that something remembers."""
        if version.pk not in self._terms:
            self._terms[version.pk] = terms_of_version(version)
        return self._terms[version.pk]

    def placements(self, organisation: int) -> Sequence[Placed]:
        """Where an organisation sat in the month."""
        return self._placed.get(organisation, ())

    def counts(self, organisation: int | None, version_id: int, promise: str) -> Counts:
        """What was decided in the month of what vendor and organisation both know."""
        return self._counts.get((organisation, self.agreements[version_id], promise), NOTHING)

    def population(self, version_id: int, promise: str, period: Period) -> Population:
        """What was decided in a period, of which a norm asks how much was kept; read once."""
        agreement = self.agreements[version_id]
        key = agreement, promise, period
        if key not in self._populations:
            versions = [version for version, its in self.agreements.items() if its == agreement]
            self._populations[key] = read_population(promise, versions, period, self.organisation)
        return self._populations[key]

    def is_counted(self, organisation: int, version_id: int, promise: str, period: Period) -> bool:
        """Whether anything of an organisation was decided in the period, or runs while it does."""
        key = organisation, self.agreements[version_id], promise
        return organisation in self.population(version_id, promise, period).of or (self.at < period.end and key in self._running)

    def running(self, organisation: int | None, version_id: int, promise: str) -> Running:
        """The clocks that run at `at`."""
        return self._running.get((organisation, self.agreements[version_id], promise), NONE_RUNNING)

    def broken_keys(self, organisation: int | None, version_id: int, promise: str) -> list[str]:
        """What broke the promise; of all together nothing is named."""
        return self._broken.get((organisation, self.agreements[version_id], promise), [])

    @cached_property
    def counted(self) -> set[int]:
        """The organisations of which something was decided in the month, or runs."""
        running = () if self.is_over else self._running
        return {key[0] for key in (*self._counts, *running) if key[0] is not None}

    @cached_property
    def agreements(self) -> dict[int, int]:
        """The agreement of each version."""
        return dict(AgreementVersion.objects.values_list("pk", "agreement_id"))

    def _agreed_on(self, figure: str, organisation: int | None) -> Agreed:
        own = self._terms_of_whom(organisation)
        if (figure, own) not in self._agreed:
            public = None if own is not None or organisation is None else self._terms_of_whom(None)
            self._agreed[figure, own] = agreed_under(own, public, self.month, figure)
        return self._agreed[figure, own]

    def _terms_of_whom(self, organisation: int | None) -> Terms | None:
        if organisation not in self.terms:
            self.terms[organisation] = terms_of_month(self.month, organisation, self.at)
        return self.terms[organisation]

    def _recording(self, zone: str) -> Recording:
        """What was recorded of the month by the clock of a zone."""
        if zone not in self._recordings:
            begin, end = (moment_at(second, UTC) for second in month_bounds(self.month, zone))
            self._recordings[zone] = read_recording(begin, end, self.at)
        return self._recordings[zone]

    def _seats_of(self, organisation: int | None) -> tuple[Seat, ...] | None:
        if organisation is None:
            return None
        return tuple(seat_of(*placed) for placed in self.placements(organisation))

    @cached_property
    def _placed(self) -> dict[int, list[Placed]]:
        placed = Placement.objects.during(*self.span).order_by("since", "pk")
        found: dict[int, list[Placed]] = defaultdict(list)
        for organisation, *sat in self.of_whom(placed).values_list("organisation", "instance", "since", "until"):
            found[organisation].append(Placed._make(sat))
        return found

    @cached_property
    def _counts(self) -> CountsOf:
        found: dict[tuple[int | None, int, str], Counts] = {}
        rows = MonthOfOne.objects.filter(month=self.month, audience=Audience.SHARED, organisation__isnull=False)
        for row in rows if self.of_each else rows.filter(organisation=self.organisation):
            if isinstance(row, MonthOfOne):
                found[row.organisation_id, row.agreement_id, row.promise] = _counts_of(row)
        if self.organisation is None:
            for total in MonthOfAll.objects.filter(month=self.month, audience=Audience.SHARED):
                found[None, total.agreement_id, total.promise] = _counts_of(total)
        return found

    @cached_property
    def _running(self) -> Mapping[tuple[int | None, int, str], Running]:
        clocks = Clock.objects.filter(verdict=Verdict.RUNNING, due_at__gte=self.at, audience=Audience.SHARED).order_by()
        if self.organisation is not None:
            clocks = clocks.filter(organisation=self.organisation)
        both = {"runs": Count("pk"), "risks": Count("pk", filter=Q(at_risk_at__lte=self.at, paused_at=None))}
        sums = clocks.values_list("version__agreement", "promise").annotate(**both)
        found = {(self.organisation, agreement, promise): Running(*counts) for agreement, promise, *counts in sums}
        if self.of_each:
            each = clocks.exclude(organisation=None).values_list("organisation", "version__agreement", "promise")
            found |= {(o, agreement, promise): Running(*counts) for o, agreement, promise, *counts in each.annotate(**both)}
        return found

    @cached_property
    def _broken(self) -> Mapping[tuple[int | None, int, str], list[str]]:
        begin, end = self.span
        broken = Clock.objects.filter(verdict=Verdict.BROKEN, due_at__gte=begin, due_at__lt=end, audience=Audience.SHARED)
        clocks = broken.exclude(organisation=None) if self.of_each else broken.filter(organisation=self.organisation)
        found: dict[tuple[int | None, int, str], list[str]] = defaultdict(list)
        if self.organisation is not None or self.of_each:
            rows = clocks.order_by("due_at", "pk").values_list("organisation", "version__agreement", "promise", "subject")
            for organisation, agreement, promise, subject in rows:
                found[organisation, agreement, promise].append(subject)
        return found


def _counts_of(row: MonthOfOne | MonthOfAll) -> Counts:
    return Counts(row.kept, row.broken, row.waived, row.not_measurable)

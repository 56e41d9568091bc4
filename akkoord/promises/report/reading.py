# SPDX-License-Identifier: EUPL-1.2
"""Read an organisation's month into a report. What was recorded for everybody is read once for all of them.

Everything is told as it stood when the month ended, so that what happens later changes no report; only a correction does.
Runs in the system's scope: what only the organisation or named persons may know is never read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.conf import settings

from akkoord.agreements.models import AgreementVersion
from akkoord.agreements.terms import Terms
from akkoord.operations.evidence import Facts, MonthReading, read_facts, reading_of
from akkoord.operations.evidence.agreed import AVAILABILITY, agreed_on
from akkoord.operations.evidence.facts import seat_of
from akkoord.operations.models import Maintenance, Outage, Placement
from akkoord.operations.rules.availability import cut
from akkoord.operations.rules.months import month_bounds
from akkoord.people.models import Organisation
from akkoord.timing.moments import moment_at

from ..measured import Year, measured_promises, read_year
from ..measuring import terms_of_month
from .case_facts import before, cases_of
from .follows import with_follows
from .promise_facts import counts_of, promises_of
from .value import ComponentFigure, MonthReport, OutageFact, Words, WorkFact

DECIMALS = 4


class NoContract(Exception):
    """The organisation was bound to no agreement in that month."""


Touching = tuple[frozenset[int], OutageFact]
Working = tuple[frozenset[int], WorkFact]
"""What happened, with the instances that it touched."""


class MonthOfMany:
    """One month, seen from `at`: what was recorded of it is read once, however many organisations are reported."""

    def __init__(self, month: date, at: datetime) -> None:
        self.month = month
        self.at = at
        self._facts: dict[tuple[str, Terms | None], Facts] = {}
        self._agreements: dict[int, int] = {}

    def report(self, organisation: Organisation) -> MonthReport:
        """The report of an organisation. Raises NoContract."""
        terms = terms_of_month(self.month, organisation.pk, self.at)
        if terms is None:
            raise NoContract
        begin, end = (moment_at(second, UTC) for second in month_bounds(self.month, terms.document.zone))
        reading = self._reading(organisation.pk)
        touched = _touched(reading)
        year = self._year(terms, organisation.pk)
        promises = promises_of(terms, year, self.month, counts_of(organisation.pk, self.month))
        return MonthReport(
            organisation=organisation.name,
            customer_number=organisation.customer_number,
            month=self.month,
            ends_at=end,
            zone=terms.document.zone,
            agreement=terms.code,
            version=terms.number,
            first_class=terms.is_first_class,
            components=_components(reading),
            outages=tuple(fact for instances, fact in self._outages if instances & touched and _lasted(fact, begin, end)),
            maintenance=tuple(fact for instances, fact in self._works if instances & touched),
            cases=cases_of(organisation.pk, begin, end),
            promises=tuple(with_follows(promises, terms, organisation.pk, year, self.month, ends_at=end, at=self.at)),
        )

    def _reading(self, organisation: int) -> MonthReading:
        """Availability where the organisation sat, from facts that are read once for everybody with the same terms."""
        agreed = agreed_on(self.month, AVAILABILITY, organisation, self.at)
        key = agreed.zone, agreed.terms
        if key not in self._facts:
            begin, end = (moment_at(second, UTC) for second in month_bounds(self.month, agreed.zone))
            self._facts[key] = read_facts(begin, end, self.at, agreed.terms)
        facts = self._facts[key]
        placed = Placement.objects.filter(organisation=organisation).during(*self._span).order_by("since", "pk")
        seats = tuple(seat_of(*row) for row in placed.values_list("instance_id", "since", "until"))
        return reading_of(replace(facts, seats=seats), self.month, agreed, organisation, AVAILABILITY)

    def _year(self, terms: Terms, organisation: int) -> Year:
        assert terms.version_id is not None  # terms in force were published
        if terms.version_id not in self._agreements:
            self._agreements = dict(AgreementVersion.objects.values_list("pk", "agreement"))
        agreement = self._agreements[terms.version_id]
        return read_year(measured_promises(terms.document), agreement, organisation, [self.month], self.at)

    @cached_property
    def _span(self) -> tuple[datetime, datetime]:
        """The month as moments, by the vendor's clock."""
        begin, end = month_bounds(self.month, settings.TIME_ZONE)
        return moment_at(begin, UTC), moment_at(end, UTC)

    @cached_property
    def _outages(self) -> list[Touching]:
        found = Outage.objects.during(*self._span).filter(is_public=True).prefetch_related("affected")
        return [
            (frozenset(its.instance_id for its in outage.affected.all()), _outage(outage, self._span[1]))
            for outage in found.order_by("began_at", "number")
        ]

    @cached_property
    def _works(self) -> list[Working]:
        begin, end = self._span
        found = Maintenance.objects.during(begin, end).filter(is_public=True, announced_at__lt=end).prefetch_related("instances")
        return [
            (frozenset(its.pk for its in work.instances.all()), _work(work, end))
            for work in found.order_by("planned_from", "number")
        ]


def _touched(reading: MonthReading) -> frozenset[int]:
    """The instances of public components that the organisation worked with, or could."""
    public = [component for component in reading.facts.components if component.is_public]
    return frozenset(stay.instance for stay in reading.facts.stays(public, reading.begin, reading.end))


def _components(reading: MonthReading) -> tuple[ComponentFigure, ...]:
    figures = reading.own.components
    return tuple(
        ComponentFigure(
            code=component.code,
            name=Words(nl=component.name_nl, en=component.name_en),
            worst=_percent(figures[component.code].worst),
            best=_percent(figures[component.code].best),
        )
        for component in reading.facts.components
        if component.is_public and component.code in figures
    )


def _lasted(fact: OutageFact, begin: datetime, end: datetime) -> bool:
    return fact.began_at < end and (fact.ended_at is None or fact.ended_at > begin)


def _outage(outage: Outage, end: datetime) -> OutageFact:
    return OutageFact(
        number=outage.number,
        title=Words(nl=outage.title_nl, en=outage.title_en),
        severity=outage.severity,
        responsible=outage.responsible,
        began_at=outage.began_at,
        ended_at=before(outage.ended_at, end),
    )


def _work(work: Maintenance, end: datetime) -> WorkFact:
    return WorkFact(
        number=work.number,
        title=Words(nl=work.title_nl, en=work.title_en),
        kind=work.kind,
        planned_from=work.planned_from,
        planned_until=work.planned_until,
        announced_at=work.announced_at,
        begun_at=before(work.begun_at, end),
        ended_at=before(work.ended_at, end),
    )


def _percent(share: Fraction | None) -> Decimal | None:
    return None if share is None else Decimal(int(cut(share, DECIMALS) * 100 * 10**DECIMALS)).scaleb(-DECIMALS)

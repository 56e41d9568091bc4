# SPDX-License-Identifier: EUPL-1.2
"""Read one organisation's month into a report. What organisations have in common is read once for all of them.

Everything is told as it stood when the month ended, so that what happens later changes no report; only a correction does.
Runs in the system's scope: what only the organisation or named persons may know is never read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q

from akkoord.agreements.document import Promise
from akkoord.agreements.models import AgreementVersion
from akkoord.agreements.terms import Terms
from akkoord.cases.calendars import calendar_of_clock
from akkoord.cases.models import Case
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict, judge
from akkoord.desk.models import Rating
from akkoord.operations.evidence import MonthReading, availability
from akkoord.operations.models import Maintenance, Outage
from akkoord.operations.rules.availability import Figure, cut
from akkoord.operations.rules.months import month_bounds
from akkoord.people.models import Organisation
from akkoord.scope.rules import Audience
from akkoord.timing.moments import moment_at

from ..measured import Year, measured_promises, read_year
from ..measuring import alike, terms_of_month
from ..models import MonthOfOne
from ..rules import NOTHING, Counts
from .value import CaseFact, ClockFact, ComponentFigure, MonthReport, OutageFact, PromiseFact, Words, WorkFact

DECIMALS = 4
AIM, INTENT, NOT_YET = "aim", "intent", "nothing_recorded"
"""Why a promise is not judged at all, besides what its evaluator says."""


class NoContract(Exception):
    """The organisation was bound to no agreement in that month."""


@dataclass(frozen=True)
class Common:
    """What a month says to every organisation of whom the same is asked."""

    terms: Terms
    begin: datetime
    end: datetime
    components: tuple[ComponentFigure, ...]
    outages: tuple[OutageFact, ...]
    maintenance: tuple[WorkFact, ...]
    year: Year


class MonthOfMany:
    """One month, seen from `at`: reads an organisation at a time, and each group of alike ones in common once."""

    def __init__(self, month: date, at: datetime) -> None:
        self.month = month
        self.at = at
        self._leads = {organisation: group[0] for group in alike(month) for organisation in group}
        self._common: dict[int, Common] = {}

    def report(self, organisation: Organisation) -> MonthReport:
        """The report of an organisation. Raises NoContract."""
        common = self._of(organisation.pk)
        terms = common.terms
        return MonthReport(
            organisation=organisation.name,
            customer_number=organisation.customer_number,
            month=self.month,
            ends_at=common.end,
            zone=terms.document.zone,
            agreement=terms.code,
            version=terms.number,
            first_class=terms.is_first_class,
            components=common.components,
            outages=common.outages,
            maintenance=common.maintenance,
            cases=_cases(organisation.pk, common.begin, common.end),
            promises=_promises(terms, common.year, self.month, _counts(organisation.pk, self.month)),
        )

    def _of(self, organisation: int) -> Common:
        lead = self._leads.get(organisation)
        if lead is None:
            raise NoContract
        if lead not in self._common:
            self._common[lead] = self._read(lead)
        return self._common[lead]

    def _read(self, organisation: int) -> Common:
        terms = terms_of_month(self.month, organisation, self.at)
        if terms is None:
            raise NoContract
        begin, end = (moment_at(second, UTC) for second in month_bounds(self.month, terms.document.zone))
        reading = availability(self.month, at=self.at, organisation=organisation)
        public = [component for component in reading.facts.components if component.is_public]
        touched = {stay.instance for stay in reading.facts.stays(public, reading.begin, reading.end)}
        promises = measured_promises(terms.document)
        assert terms.version_id is not None  # terms in force were published
        agreement = AgreementVersion.objects.values_list("agreement", flat=True).get(pk=terms.version_id)
        return Common(
            terms=terms,
            begin=begin,
            end=end,
            components=_components(reading),
            outages=_outages(touched, begin, end),
            maintenance=_works(touched, begin, end),
            year=read_year(promises, agreement, organisation, [self.month], self.at),
        )


def _components(reading: MonthReading) -> tuple[ComponentFigure, ...]:
    return tuple(
        ComponentFigure(
            code=component.code,
            name=Words(nl=component.name_nl, en=component.name_en),
            worst=_percent(figure.worst),
            best=_percent(figure.best),
        )
        for component in reading.facts.components
        if component.is_public and (figure := _figure(reading, component.code)) is not None
    )


def _figure(reading: MonthReading, code: str) -> Figure | None:
    return reading.own.components.get(code)


def _outages(instances: set[int], begin: datetime, end: datetime) -> tuple[OutageFact, ...]:
    found = Outage.objects.during(begin, end).filter(is_public=True, affected__instance__in=instances)
    return tuple(
        OutageFact(
            number=outage.number,
            title=Words(nl=outage.title_nl, en=outage.title_en),
            severity=outage.severity,
            responsible=outage.responsible,
            began_at=outage.began_at,
            ended_at=_before(outage.ended_at, end),
        )
        for outage in found.distinct().order_by("began_at", "number")
    )


def _works(instances: set[int], begin: datetime, end: datetime) -> tuple[WorkFact, ...]:
    found = Maintenance.objects.during(begin, end).filter(is_public=True, announced_at__lt=end, instances__in=instances)
    return tuple(
        WorkFact(
            number=work.number,
            title=Words(nl=work.title_nl, en=work.title_en),
            kind=work.kind,
            planned_from=work.planned_from,
            planned_until=work.planned_until,
            announced_at=work.announced_at,
            begun_at=_before(work.begun_at, end),
            ended_at=_before(work.ended_at, end),
        )
        for work in found.distinct().order_by("planned_from", "number")
    )


def _cases(organisation: int, begin: datetime, end: datetime) -> tuple[CaseFact, ...]:
    """The cases that were open somewhere in the month; one that went on in another is told there. Three queries."""
    open_then = Q(closed_at=None) | Q(closed_at__gte=begin)
    cases = list(
        Case.objects.filter(open_then, organisation=organisation, audience=Audience.SHARED, opened_at__lt=end, merged_into=None)
        .order_by("opened_at", "number")
        .defer("subject", "reporter_name", "reporter_email")
    )
    clocks = _clocks([case.key for case in cases], end)
    stars = dict(Rating.objects.filter(case__in=cases, at__lt=end).values_list("case", "stars")) if cases else {}
    return tuple(_case(case, clocks.get(case.key, []), stars.get(case.pk), end) for case in cases)


def _clocks(subjects: Sequence[str], end: datetime) -> dict[str, list[Clock]]:
    """By case the last round of each clock that had begun when the month ended."""
    found: dict[str, dict[str, Clock]] = defaultdict(dict)
    for clock in Clock.objects.filter(subject__in=subjects, started_at__lt=end).order_by("round", "id") if subjects else ():
        found[clock.subject][clock.name] = clock
    return {subject: [its[name] for name in sorted(its)] for subject, its in found.items()}


def _case(case: Case, clocks: Sequence[Clock], stars: int | None, end: datetime) -> CaseFact:
    closed = _before(case.closed_at, end)
    calendar = next((c for c in clocks if c.name == "recovery"), clocks[0] if clocks else None)
    open_seconds = None
    if closed is not None and calendar is not None:
        open_seconds = calendar_of_clock(calendar.version_id, calendar.calendar, end).open_seconds(case.opened_at, closed)
    return CaseFact(
        number=case.number,
        kind=case.kind_name,
        area=case.area,
        priority=case.priority,
        opened_at=case.opened_at,
        closed_at=closed,
        state=case.state if closed is not None else "",
        took=None if closed is None else int((closed - case.opened_at).total_seconds()),
        took_open=open_seconds,
        clocks=tuple(_clock(clock, end) for clock in clocks),
        stars=stars,
    )


def _clock(clock: Clock, end: datetime) -> ClockFact:
    """As it stood when the month ended."""
    stopped = _before(clock.stopped_at, end)
    verdict = Verdict(clock.verdict)
    if verdict != Verdict.NOT_MEASURABLE:
        ended = _before(clock.ended_at, end)
        seen = min(end, clock.paused_at or end, ended or end)
        waived = verdict == Verdict.WAIVED and ended is not None
        verdict = judge(due_at=clock.due_at, at_risk_at=clock.at_risk_at, stopped_at=stopped, waived=waived, at=seen)
    return ClockFact(name=clock.name, promise=clock.promise, due_at=clock.due_at, stopped_at=stopped, verdict=verdict)


def _counts(organisation: int, month: date) -> dict[str, Counts]:
    counted = MonthOfOne.objects.filter(organisation=organisation, month=month, audience=Audience.SHARED)
    return {promise: months[month] for promise, months in counted.by_promise().items()}


def _promises(terms: Terms, year: Year, month: date, counts: dict[str, Counts]) -> tuple[PromiseFact, ...]:
    found = []
    for clause, promise in terms.document.promises():
        name = f"{clause.clause}/{promise.id}"
        if _is_for(promise, terms) or name in counts:
            text = Words(nl=promise.text.in_language("nl"), en=promise.text.in_language("en"))
            found.append(_promise(name, clause.clause, text, promise, year, month, counts.get(name, NOTHING)))
    return tuple(found)


def _promise(
    name: str, clause: str, text: Words, promise: Promise, year: Year, month: date, counts: Counts
) -> PromiseFact:  # fmt: skip
    fact = PromiseFact(id=name, clause=clause, text=text, kind=promise.kind, verdict="")
    if not promise.is_evaluated:
        why = AIM if promise.aim else INTENT if promise.intent else NOT_YET
        return fact.model_copy(update={"verdict": "none", "why": why})
    if name in year:
        judged = year[name].get(month)
        if judged is None or judged.shown is None:
            return fact
        figures = {
            "worst": judged.worst,
            "best": judged.best,
            "bound": judged.bound,
            "kept": judged.kept,
            "broken": judged.broken,
        }
        unit = promise.measure.unit if promise.measure is not None else ""
        return fact.model_copy(update={"verdict": judged.shown, "why": judged.why, "unit": unit, **figures})
    said = {"kept": counts.kept, "broken": counts.broken, "waived": counts.waived, "not_measurable": counts.not_measurable}
    return fact.model_copy(update={"verdict": counts.verdict or "", **said})


def _is_for(promise: Promise, terms: Terms) -> bool:
    """Whether the contract has what the promise asks: its option, its licence."""
    when = getattr(promise.says, "when", None)
    if when is None:
        return True
    return (
        (when.option is None or when.option in terms.options)
        and (when.without_option is None or when.without_option not in terms.options)
        and (not when.licence or terms.licence in when.licence)
    )


def _before(at: datetime | None, end: datetime) -> datetime | None:
    return at if at is not None and at < end else None


def _percent(share: Fraction | None) -> Decimal | None:
    return None if share is None else Decimal(int(cut(share, DECIMALS) * 100 * 10**DECIMALS)).scaleb(-DECIMALS)

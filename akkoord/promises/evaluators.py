# SPDX-License-Identifier: EUPL-1.2
"""From promise to verdict: what judges by the month, by the kind of promise and what it is about. sla:2.3.1, sla:2.3.2

Every sort that `EVALUATED` of the agreement's document names has its evaluator here, and none more; the house checks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from akkoord.agreements.in_force import terms_of_version
from akkoord.agreements.terms import Terms
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.operations.evidence import MonthReading, availability
from akkoord.operations.loads import response_times
from akkoord.operations.models import Maintenance, Placement
from akkoord.operations.promised import WORK, promised_of
from akkoord.operations.rules.availability import cut
from akkoord.operations.rules.months import Stand, stand_of
from akkoord.operations.rules.responses import Response
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .measuring import Asked, alike, asked_of
from .rules import Judged, verdict_of_counts, verdict_of_times

if TYPE_CHECKING:
    from akkoord.operations.evidence.many import OrganisationMonth

DECIMALS = 4
STANDS = {
    Stand.KEPT: "kept",
    Stand.BROKEN: "broken",
    Stand.OPEN: "none",
    Stand.RUNNING: "running",
    Stand.AT_RISK: "at_risk",
    Stand.NOT_MEASURABLE: "none",
}
OPEN, NO_LOADS, TOO_CLOSE = "open", "no_loads", "too_close"
"""Why something is not measurable, besides what availability itself says."""


def judge_availability(asked: Asked) -> Judged:
    """The share of the month that was available, as the agreement counts it, against the least that is promised."""
    says = asked.promise.measure
    assert says is not None
    reading = availability(asked.month, at=asked.at, organisation=asked.organisation, figure=says.figure)
    bound = Decimal(str(says.at_least)) if isinstance(says.at_least, Decimal) else None
    stand = _stand(reading, asked.id, bound)
    why = OPEN if stand is Stand.OPEN else str(reading.why or "")
    return _judged(asked, STANDS[stand], _percent(reading.share.worst), _percent(reading.share.best), bound, why=why)


def judge_response(asked: Asked) -> Judged:
    """Of each named window how long it took to load: the slowest decides. Loads that failed have no time."""
    says = asked.promise.measure
    assert says is not None and isinstance(says.at_most, Decimal)
    begin, end = asked.span
    read = [response_times(window, begin, end) for window in says.of]
    if not read or any(each.count == 0 for each in read):
        return _judged(asked, "none", None, None, says.at_most, why=NO_LOADS)
    share = None if says.average else float(says.share_of_cases or 100)
    verdicts = {_of_loads(each, share, float(says.at_most) * 1000, is_over=asked.is_over) for each in read}
    verdict = next(v for v in ("broken", "at_risk", "none", "running", "kept") if v in verdicts)
    slowest = max((each.mean if share is None else each.percentile(share)) or 0.0 for each in read)
    seconds = Decimal(str(round(slowest / 1000, 6))).quantize(Decimal("0.001"), ROUND_CEILING)
    return _judged(asked, verdict, seconds, seconds, says.at_most, why=TOO_CLOSE if verdict == "none" else "")


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


def judge_plans(asked: Asked) -> Judged:
    """Of each improvement plan whose clock was decided in the month whether it was published in time."""
    begin, end = asked.span
    kept = broken = running = 0
    for clock in Clock.objects.filter(promise=asked.id, subject__startswith=f"{asked.promise.about}:", started_at__lt=end):
        verdict = clock.verdict_at(min(asked.at, end))
        decided = clock.stopped_at if verdict == Verdict.KEPT else clock.due_at
        kept += verdict == Verdict.KEPT and decided is not None and decided >= begin
        broken += verdict == Verdict.BROKEN and clock.due_at >= begin
        running += verdict in (Verdict.RUNNING, Verdict.AT_RISK) and not asked.is_over
    return _judged(asked, verdict_of_counts(kept, broken, running), None, None, None, kept=kept, broken=broken)


Evaluator = Callable[[Asked], Judged]
EVALUATORS: dict[tuple[str, str], Evaluator] = {
    ("deadline", "availability_month"): judge_plans,
    ("measure", "availability"): judge_availability,
    ("measure", "network_availability"): judge_availability,
    ("measure", "response"): judge_response,
    ("notice", "planned_maintenance"): judge_notice,
    ("window", "planned_maintenance"): judge_window,
}
AVAILABLE = ("measure", "availability")
OF_ALL = frozenset({("deadline", "availability_month"), ("measure", "network_availability"), ("measure", "response")})
"""What is the same for everybody, so that it is judged once and not for each organisation."""


def judged_of(month: date, organisation: int | None, at: datetime, *, only_of_all: bool = False) -> list[Judged]:
    """Every measured promise of a month: of all together, or what is an organisation's own. Reads as the system does.

    `only_of_all`: of all together only what is the same for everybody.
    """
    with scoped(SYSTEM):
        return [
            EVALUATORS[sort](asked)
            for asked in asked_of(month, organisation, at)
            if ((sort := (asked.promise.kind, asked.promise.about)) in OF_ALL) == only_of_all
            or (organisation is None and not only_of_all)
        ]


def every_judged(month: date, at: datetime) -> Iterator[tuple[int | None, Judged]]:
    """Every verdict of a month, computed from the facts: of all together (None) first, then of each organisation.

    For jobs and commands, in the system's scope: NumPy counts the availability of all organisations at once.
    """
    from akkoord.operations.evidence.many import every_organisation

    works: dict[tuple[str, tuple[datetime, datetime]], tuple[Maintenance, ...]] = {}
    yield from ((None, judged) for judged in judged_of(month, None, at))
    shares = {row.organisation: row for row in every_organisation(month, at=at)}
    for organisations in alike(month):
        for asked in asked_of(month, organisations[0], at):
            sort = asked.promise.kind, asked.promise.about
            if sort in OF_ALL:
                continue
            if sort == AVAILABLE:
                judged = _of_share(asked, shares.get(organisations[0]))
            else:
                key = asked.promise.about, asked.span
                if key not in works:
                    works[key] = tuple(_works_of_all(asked))
                judged = EVALUATORS[sort](replace(asked, works=works[key]))
            yield from ((organisation, judged) for organisation in organisations)


def _of_share(asked: Asked, row: OrganisationMonth | None) -> Judged:
    """As `judge_availability`, from what was counted for all at once; alone where that does not say why, or not of this promise."""
    if row is None or row.agreed.promise != asked.id or row.agreed.bound is None or row.stand is Stand.NOT_MEASURABLE:
        return judge_availability(asked)
    why = OPEN if row.stand is Stand.OPEN else ""
    bound = Decimal(row.agreed.bound.numerator * 100) / row.agreed.bound.denominator
    return _judged(asked, STANDS[row.stand], _percent(row.share.worst), _percent(row.share.best), bound, why=why)


def _stand(reading: MonthReading, promise: str, bound: Decimal | None) -> Stand:
    """The reading's own verdict; of a further promise about the same figure, one against its own bound."""
    if reading.agreed.promise == promise or bound is None or reading.why is not None:
        return reading.stand
    return Stand.RUNNING if reading.is_running else stand_of(reading.share, Fraction(bound) / 100)


def _of_loads(read: Response, share: float | None, most: float, *, is_over: bool) -> str:
    if share is None:
        is_within = float((read.mean or 0.0) <= most)
        return verdict_of_times(is_within, is_within, 1.0, is_over=is_over)
    low, high = read.within(most) or (0.0, 0.0)
    return verdict_of_times(low * 100, high * 100, share, is_over=is_over)


def _of_works(asked: Asked, keeps: Callable[[Maintenance, Terms], Iterator[bool]]) -> Judged:
    kept = broken = coming = 0
    for work in _works(asked):
        terms = terms_of_version(work.version) if work.version is not None else asked.terms
        for holds in keeps(work, terms):
            broken += not holds
            kept += holds and work.planned_from <= asked.at
            coming += holds and work.planned_from > asked.at
    return _judged(asked, verdict_of_counts(kept, broken, coming), None, None, None, kept=kept, broken=broken)


def _works(asked: Asked) -> list[Maintenance]:
    """The maintenance of the promise's sort that concerns the reader."""
    found = list(asked.works) if asked.works is not None else _works_of_all(asked)
    if asked.organisation is None or not found:
        return found
    begin, end = asked.span
    seats = list(Placement.objects.filter(organisation=asked.organisation).during(begin, end))
    return [work for work in found if _concerns(work, seats)]


def _works_of_all(asked: Asked) -> list[Maintenance]:
    """The maintenance of the promise's sort on public components that was to begin in the month."""
    begin, end = asked.span
    kinds = [kind for kind, work in WORK.items() if work == asked.promise.about]
    works = Maintenance.objects.filter(
        kind__in=kinds, planned_from__gte=begin, planned_from__lt=end, cancelled_at=None, announced_at__lte=asked.at
    ).filter(instances__component__is_public=True)  # fmt: skip
    return list(works.distinct().select_related("version__agreement").prefetch_related("instances").order_by("planned_from"))


def _concerns(work: Maintenance, seats: list[Placement]) -> bool:
    """Whether it is about an instance that the organisation sits on then; one that sits nowhere is concerned by all."""
    if not seats:
        return True
    then = {s.instance_id for s in seats if s.since < work.planned_until and (s.until is None or s.until > work.planned_from)}
    return any(instance.for_everyone or instance.pk in then for instance in work.instances.all())


def _judged(
    asked: Asked, verdict: str, worst: Decimal | None, best: Decimal | None, bound: Decimal | None, *,
    kept: int = 0, broken: int = 0, why: str = "",
) -> Judged:  # fmt: skip
    assert asked.terms.version_id is not None  # only published terms are judged
    why = why if verdict == "none" else ""
    return Judged(asked.id, asked.terms.version_id, verdict, worst, best, bound, kept, broken, why)


def _percent(share: Fraction | None) -> Decimal | None:
    if share is None:
        return None
    return Decimal(int(cut(share, DECIMALS) * 100 * 10**DECIMALS)).scaleb(-DECIMALS)

# SPDX-License-Identifier: EUPL-1.2
"""What a customer's home says: what waits for me, is it on time, how are the promises kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from akkoord.cases.calendars import calendar_of_clock
from akkoord.cases.case_clocks import view_of
from akkoord.cases.kind import Purpose
from akkoord.cases.models import Case, Message
from akkoord.clocks.models import Clock, Clocks
from akkoord.clocks.rules import Verdict
from akkoord.people.models import Person
from akkoord.scope.rules import Audience
from akkoord.web.clock_view import ClockView

from .kinds import CALAMITY, INCIDENT, WAITING_FOR_CUSTOMER

MOST = 8  # running cases on the page; the list has them all
RATE_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Asked:
    """A question of the desk that waits: which case, who asked it, when."""

    case: Case
    by: str
    at: datetime


@dataclass(frozen=True)
class Running:
    """A running case with the clock that is due first, and whether it waits for the reader."""

    case: Case
    clock: ClockView | None
    is_mine_to_do: bool


@dataclass(frozen=True)
class Promises:
    """How the promises with a clock stand that began this month."""

    counts: dict[str, int]
    since: datetime

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def questions_for(person: Person) -> list[Asked]:
    """The desk's questions that wait for this person, the oldest first."""
    waiting = Case.objects.visible_to(person).open().filter(reporter=person, state=WAITING_FOR_CUSTOMER)
    cases = {case.pk: case for case in waiting.order_by("state_since")[:20]}
    if not cases:
        return []
    last = Message.objects.filter(case__in=cases, purpose=Purpose.QUESTION).values("case").annotate(last=Max("pk"))
    questions = Message.objects.filter(pk__in=last.values("last")).select_related("by")
    by_case = {q.case_id: q for q in questions}
    return [
        Asked(case, by_case[pk].by.first_name if pk in by_case and by_case[pk].by else "", case.state_since)  # type: ignore[union-attr]
        for pk, case in cases.items()
    ]


def to_rate(person: Person, at: datetime) -> list[Case]:
    """Own cases that were resolved lately and not rated yet."""
    closed = Case.objects.visible_to(person).filter(
        reporter=person, closed_at__gt=at - RATE_WITHIN, rating=None, merged_into=None
    )
    return list(
        closed.filter(kind_name__in=[INCIDENT.name, CALAMITY.name], state__in=["resolved", "reviewed"]).order_by("-closed_at")[:5]
    )


def running_cases(person: Person, at: datetime) -> tuple[list[Running], int, int]:
    """The first running cases by deadline, with how many there are and how many are at risk or late."""
    seen = Case.objects.visible_to(person).open()
    counted = seen.aggregate(all=Count("pk"), risk=Count("pk", filter=Q(next_at_risk_at__lte=at)))
    cases = list(seen.for_list().order_by("next_due_at", "pk")[:MOST])
    rows = [
        Running(case, _clock(case, at), case.state == WAITING_FOR_CUSTOMER and case.reporter_id == person.pk) for case in cases
    ]
    return rows, counted["all"], counted["risk"]


def _clock(case: Case, at: datetime) -> ClockView | None:
    clock = case.next_clock
    if clock is None:
        return None
    return view_of(clock, kind=case.kind, calendar=calendar_of_clock(clock.version_id, clock.calendar, at), at=at)


def promises_of(organisations: list[int], at: datetime) -> Promises:
    """How many of the vendor's clocks that began this month for these organisations stand how. One indexed query."""
    local = at.astimezone(timezone.get_current_timezone())
    since = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    running = Q(verdict=Verdict.RUNNING)
    found = _of_vendor(organisations, since, at).aggregate(
        kept=Count("pk", filter=Q(verdict=Verdict.KEPT)),
        running=Count("pk", filter=running & Q(at_risk_at__gt=at)),
        risk=Count("pk", filter=running & Q(at_risk_at__lte=at, due_at__gte=at)),
        broken=Count("pk", filter=Q(verdict=Verdict.BROKEN) | (running & Q(due_at__lt=at))),
        none=Count("pk", filter=Q(verdict=Verdict.NOT_MEASURABLE)),
        waived=Count("pk", filter=Q(verdict=Verdict.WAIVED)),
    )
    return Promises({code: count for code, count in found.items() if count}, since)


def _of_vendor(organisations: list[int], since: datetime, at: datetime) -> Clocks:
    """Clocks that began in a time, without those that an organisation runs on an agreement of its own."""
    found = Clock.objects.filter(organisation__in=organisations, started_at__gte=since, started_at__lte=at)
    return found.exclude(audience=Audience.ORGANISATION_ONLY)


def broken_lately(person: Person, at: datetime, since: datetime) -> list[tuple[Case, Clock, str]]:
    """The visible cases whose promise was broken or is at risk, the worst first."""
    trouble = _of_vendor(sorted(person.scope.organisations), since, at)
    trouble = trouble.filter(Q(verdict=Verdict.BROKEN) | Q(verdict=Verdict.RUNNING, at_risk_at__lte=at))
    clocks = list(trouble.order_by("due_at")[:20])
    ids = [int(clock.subject.partition(":")[2]) for clock in clocks if clock.subject.startswith("case:")]
    cases = Case.objects.visible_to(person).in_bulk(ids) if ids else {}
    found = []
    for clock in clocks:
        case = cases.get(int(clock.subject.partition(":")[2])) if clock.subject.startswith("case:") else None
        if case is not None:
            found.append((case, clock, str(clock.verdict_at(at))))
    return sorted(found, key=lambda each: each[2] != Verdict.BROKEN)[:4]

# SPDX-License-Identifier: EUPL-1.2
"""The cases of a month with their clocks and stars, as they stood when it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from akkoord.cases.calendars import calendar_of_clock
from akkoord.cases.models import Case
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict, judge
from akkoord.desk.models import Rating
from akkoord.scope.rules import Audience

from .value import CaseFact, ClockFact


def cases_of(organisation: int, begin: datetime, end: datetime) -> tuple[CaseFact, ...]:
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
    closed = before(case.closed_at, end)
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
    stopped = before(clock.stopped_at, end)
    verdict = Verdict(clock.verdict)
    if verdict != Verdict.NOT_MEASURABLE:
        ended = before(clock.ended_at, end)
        seen = min(end, clock.paused_at or end, ended or end)
        waived = verdict == Verdict.WAIVED and ended is not None
        verdict = judge(due_at=clock.due_at, at_risk_at=clock.at_risk_at, stopped_at=stopped, waived=waived, at=seen)
    return ClockFact(name=clock.name, promise=clock.promise, due_at=clock.due_at, stopped_at=stopped, verdict=verdict)


def before(at: datetime | None, end: datetime) -> datetime | None:
    """The moment, if it lies before `end`."""
    return at if at is not None and at < end else None

# SPDX-License-Identifier: EUPL-1.2
"""Computes every verdict, deadline and count again from the facts. Part of commands only: NumPy computes the deadlines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min

from akkoord.agreements.models import CalendarException
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict, Why, judge
from akkoord.timing.calendars import Calendar
from akkoord.timing.durations import parse_duration
from akkoord.timing.moments import whole_seconds
from akkoord.timing.vectors import deadlines

from .counting import count_of_everything
from .evaluators import every_judged
from .models import MonthOfAll, MonthOfOne, MonthVerdict
from .rules import NOTHING, Counts, Judged
from .verdicts import Calendars

CLOCKS_AT_A_TIME = 5000
Months = dict[tuple[object, ...], Counts]
"""Counts by agreement, promise, audience, organisation and month."""


class Recount:
    """What a recheck found: how many verdicts it computed, and each difference in words."""

    def __init__(self) -> None:
        self.verdicts = 0
        self.deadlines = 0
        self.differences: list[str] = []


def recheck(at: datetime) -> Recount:
    """Compute everything again and compare; nothing is changed. The running scope must be the system's."""
    found, calendars = Recount(), Calendars()
    moved = set(CalendarException.objects.values_list("agreement__versions", flat=True))
    for clocks in _all_clocks():
        for clock in clocks:
            found.verdicts += 1
            found.differences += _verdict_differs(clock, at)
        plain = [clock for clock in clocks if clock.version_id not in moved and _is_plain(clock)]
        found.deadlines += len(plain)
        found.differences += _deadlines_differ(plain, calendars)
    found.differences += _counts_differ()
    ended = MonthVerdict.objects.filter(until__lte=at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    for month in ended.order_by("month").values_list("month", flat=True).distinct():
        found.differences += _month_differs(month, found, at)
    return found


def _all_clocks() -> Iterator[list[Clock]]:
    after = 0
    while True:
        clocks = Clock.objects.filter(pk__gt=after).annotate(set_times=Count("deadlines"), first_why=Min("deadlines__why"))
        page = list(clocks.order_by("pk")[:CLOCKS_AT_A_TIME])
        if not page:
            return
        after = page[-1].pk
        yield page


def _is_plain(clock: Clock) -> bool:
    """Whether the deadline was set once, at the start, so that start and duration say all of it."""
    return getattr(clock, "set_times", 0) == 1 and getattr(clock, "first_why", "") == Why.STARTED


def _verdict_differs(clock: Clock, at: datetime) -> Iterator[str]:
    """Stored against computed. A running clock may be told late by the poll, and is compared without it."""
    if clock.verdict in (Verdict.NOT_MEASURABLE, Verdict.WAIVED):
        if clock.verdict == Verdict.WAIVED and (clock.ended_at is None or clock.ended_at > clock.due_at):
            yield f"{clock}: stored waived, but it was not ended before its deadline"
        return
    if clock.verdict == Verdict.RUNNING and clock.is_open:
        return
    until = clock.ended_at if clock.ended_at is not None else at
    judged = judge(due_at=clock.due_at, at_risk_at=clock.at_risk_at, stopped_at=clock.stopped_at, waived=False, at=until)
    if judged != clock.verdict:
        yield f"{clock}: stored {clock.verdict}, computed {judged}"


def _deadlines_differ(clocks: list[Clock], calendars: Calendars) -> Iterator[str]:
    groups: dict[tuple[Calendar, str], list[Clock]] = defaultdict(list)
    for clock in clocks:
        groups[calendars.of(clock), clock.within].append(clock)
    for (calendar, within), group in groups.items():
        computed = deadlines(calendar, parse_duration(within), [whole_seconds(clock.started_at) for clock in group]).tolist()
        for clock, due in zip(group, computed, strict=True):
            if whole_seconds(clock.due_at) != due:
                was = datetime.fromtimestamp(due, calendar.zone).isoformat()
                yield f"{clock}: due {clock.due_at.astimezone(calendar.zone).isoformat()}, computed {was}"


def _counts_differ() -> Iterator[str]:
    with connection.cursor() as cursor:
        counted: Months = {row[:5]: Counts(*row[5:]) for row in count_of_everything(cursor)}
    stored: Months = {
        (m.agreement_id, m.promise, m.audience, m.organisation_id, m.month): _counts(m)
        for m in MonthOfOne.objects.all()
        if isinstance(m, MonthOfOne)  # the query set serves both tables
    }
    yield from _unlike(stored, counted, "organisation {0[3]}")
    sums: Months = defaultdict(Counts)
    for (agreement, promise, audience, _, month), counts in counted.items():
        sums[agreement, promise, audience, None, month] += counts
    together: Months = {(m.agreement_id, m.promise, m.audience, None, m.month): _counts(m) for m in MonthOfAll.objects.all()}
    yield from _unlike(together, sums, "all organisations")


def _month_differs(month: date, found: Recount, at: datetime) -> Iterator[str]:
    """What is measured by the month: the verdicts in force against those that the facts give now."""
    rows = MonthVerdict.objects.filter(month=month).in_force()
    stored = {(row.organisation_id, row.promise): row.judged for row in rows}
    computed = {
        (organisation, judged.promise): judged
        for organisation, judged in every_judged(month, at)
        if judged.is_worth_a_row or (organisation, judged.promise) in stored
    }
    found.verdicts += len(computed)
    for key in sorted(stored.keys() | computed.keys(), key=str):
        here, there = stored.get(key), computed.get(key)
        if here != there:
            whom = "all together" if key[0] is None else f"organisation {key[0]}"
            yield f"{key[1]} in {month:%Y-%m}, {whom}: stored {_short(here)}, computed {_short(there)}"


def _short(judged: Judged | None) -> str:
    if judged is None:
        return "nothing"
    figure = f" at {judged.best}" if judged.best is not None else f" {judged.kept}:{judged.broken}"
    return judged.verdict + figure


def _counts(month: MonthOfOne | MonthOfAll) -> Counts:
    return Counts(month.kept, month.broken, month.waived, month.not_measurable)


def _unlike(stored: Months, counted: Months, of: str) -> Iterator[str]:
    for key in sorted(stored.keys() | counted.keys(), key=str):
        here, there = stored.get(key, NOTHING), counted.get(key, NOTHING)
        if here != there:
            yield f"{key[1]} in {key[4]}, {of.format(key)}: counted {here}, computed {there}"

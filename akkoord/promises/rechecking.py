# SPDX-License-Identifier: EUPL-1.2
"""Computes every verdict, deadline and count again from the facts. Part of commands only: NumPy computes the deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from akkoord.agreements.models import CalendarException
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.timing.calendars import Calendar
from akkoord.timing.durations import parse_duration
from akkoord.timing.moments import whole_seconds
from akkoord.timing.vectors import deadlines

from .clock_vectors import CODES, SECOND, YEAR_2000, Columns, all_clocks, all_terms, seconds_of, unlike
from .counting import miscounted
from .evaluators import judged_in_portions
from .in_force import InForce, Key
from .models import MonthVerdict
from .rules import Judged, month_after, month_before
from .verdicts import Calendars


class Recount:
    """What a recheck found: how many verdicts it computed, and each difference in words."""

    def __init__(self) -> None:
        self.verdicts = 0
        self.deadlines = 0
        self.differences: list[str] = []


def recheck(at: datetime) -> Recount:
    """Compute everything again and compare; nothing is changed. The running scope must be the system's."""
    found = Recount()
    recheck_clocks(found, at)
    recheck_counts(found, at)
    ended = MonthVerdict.objects.filter(until__lte=at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    for until in ended.order_by("until").values_list("until", flat=True).distinct():
        found.differences += _month_differs(month_before(until), found, at)
    return found


def recheck_clocks(found: Recount, at: datetime) -> None:
    """Every clock's verdict and every deadline that was set once; adds what it finds to `found`."""
    calendars, now = Calendars(), (whole_seconds(at) - YEAR_2000) * SECOND + at.microsecond
    moved = set(CalendarException.objects.values_list("agreement__versions", flat=True))
    terms = all_terms()
    for clocks in all_clocks(terms):
        found.verdicts += len(clocks)
        found.differences += _verdicts_differ(clocks, now)
        for number, (version, calendar, within) in enumerate(terms, start=1):
            plain = clocks[(clocks["terms"] == number) & (clocks["is_plain"] == 1)]
            if version not in moved and len(plain):
                found.deadlines += len(plain)
                found.differences += _deadlines_differ(plain, calendars.named(version, calendar), within)


def recheck_counts(found: Recount, at: datetime) -> None:
    """Every count of a month against the clocks; adds what it finds to `found`."""
    with connection.cursor() as cursor:
        for each in sorted(miscounted(cursor), key=lambda each: (each.is_of_all, each.promise, each.month)):
            of = "all organisations" if each.is_of_all else f"organisation {each.organisation}"
            found.differences.append(f"{each.promise} in {each.month}, {of}: counted {each.stored}, computed {each.computed}")


def _verdicts_differ(clocks: Columns, now: int) -> Iterator[str]:
    """Stored against computed."""
    rows, judged = unlike(clocks, now)
    known = Clock.objects.in_bulk(rows["id"].tolist())
    for pk, code in zip(rows["id"].tolist(), judged.tolist(), strict=True):
        clock = known[pk]
        if clock.verdict == Verdict.WAIVED:
            yield f"{clock}: stored waived, but it was not ended before its deadline"
        else:
            yield f"{clock}: stored {clock.verdict}, computed {CODES[code]}"


def _deadlines_differ(clocks: Columns, calendar: Calendar, within: str) -> Iterator[str]:
    """The deadlines that were set once, at the start, so that start and duration say all of it."""
    computed = deadlines(calendar, parse_duration(within), seconds_of(clocks["started"]))
    differs = computed != seconds_of(clocks["due"])
    known = Clock.objects.in_bulk(clocks["id"][differs].tolist())
    for pk, due in zip(clocks["id"][differs].tolist(), computed[differs].tolist(), strict=True):
        was = datetime.fromtimestamp(due, calendar.zone).isoformat()
        yield f"{known[pk]}: due {known[pk].due_at.astimezone(calendar.zone).isoformat()}, computed {was}"


def _month_differs(month: date, found: Recount, at: datetime) -> Iterator[str]:
    """What ended with a month: the verdicts in force against those that the facts give now, a few hundred organisations at a time."""
    in_force, until = InForce(), [month_after(month)]
    for portion in judged_in_portions(month, at):
        yield from _portion_differs(month, in_force.take((organisation for organisation, _ in portion), until), portion, found)
    yield from _portion_differs(month, in_force.take_the_rest(*until), [], found)


def _portion_differs(
    month: date, rows: Mapping[Key, MonthVerdict], portion: Sequence[tuple[int | None, Judged]], found: Recount
) -> Iterator[str]:  # fmt: skip
    stored = {key: row.judged for key, row in rows.items()}
    computed = {
        (organisation, judged.promise, judged.month): judged
        for organisation, judged in portion
        if judged.is_worth_a_row or (organisation, judged.promise, judged.month) in stored
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

# SPDX-License-Identifier: EUPL-1.2
"""Every case with every promise on it, row by row. Part of commands only: NumPy counts the open seconds."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import TextIO

from akkoord.agreements.in_force import terms_of_version
from akkoord.agreements.models import AgreementVersion
from akkoord.cases.models import Case
from akkoord.clocks.models import Clock
from akkoord.timing.calendars import Calendar
from akkoord.timing.moments import whole_seconds
from akkoord.timing.vectors import elapsed

COLUMNS = ("case", "external_id", "promise", "started_at", "due_at", "stopped_at", "open_seconds", "verdict")
WORDS = {"risk": "at_risk", "none": "not_measurable"}
CASES_AT_A_TIME = 2000
Row = dict[str, str | int | None]


def verdict_rows(kind: str, at: datetime) -> Iterator[Row]:
    """One row for each case and promise, by case: the last round of each clock, judged at `at`.

    Moments are in the zone of the clock's calendar; open seconds are those from start to stop on it, None without a stop.
    The running scope decides which cases there are.
    """
    calendars = Calendars()
    after = 0
    while cases := list(Case.objects.filter(kind_name=kind, pk__gt=after).order_by("pk")[:CASES_AT_A_TIME]):
        after = cases[-1].pk
        clocks = _last_rounds(cases)
        seconds = _open_seconds(clocks, calendars)
        by_case = defaultdict(list)
        for clock in clocks:
            by_case[clock.subject].append(clock)
        for case in cases:
            for clock in by_case[case.key]:
                yield _row(case, clock, calendars.of(clock), seconds.get(clock.pk), at)


def write_csv(rows: Iterator[Row], out: TextIO) -> None:
    """The rows as CSV with a heading."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def write_json(rows: Iterator[Row], out: TextIO) -> None:
    """The rows as JSON, one object a line."""
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


class Calendars:
    """The calendars that clocks follow, by version and name, each looked up once."""

    def __init__(self) -> None:
        versions = AgreementVersion.objects.select_related("agreement")
        self._terms = {version.pk: terms_of_version(version) for version in versions}

    def of(self, clock: Clock) -> Calendar:
        """The calendar of a clock."""
        return self.named(clock.version_id, clock.calendar)

    def named(self, version_id: int, name: str) -> Calendar:
        """A calendar of a version."""
        return self._terms[version_id].calendar(name)


def _last_rounds(cases: list[Case]) -> list[Clock]:
    found = Clock.objects.filter(subject__in=[case.key for case in cases]).order_by("subject", "name", "round")
    last = {(clock.subject, clock.name): clock for clock in found}
    return sorted(last.values(), key=lambda clock: (clock.subject, clock.promise))


def _open_seconds(clocks: list[Clock], calendars: Calendars) -> dict[int, int]:
    groups: dict[Calendar, list[tuple[int, int, int]]] = defaultdict(list)
    for clock in clocks:
        if clock.stopped_at is not None:
            groups[calendars.of(clock)].append((clock.pk, whole_seconds(clock.started_at), whole_seconds(clock.stopped_at)))
    found: dict[int, int] = {}
    for calendar, rows in groups.items():
        keys, starts, stops = zip(*rows, strict=True)
        found.update(zip(keys, elapsed(calendar, starts, stops).tolist(), strict=True))
    return found


def _row(case: Case, clock: Clock, calendar: Calendar, seconds: int | None, at: datetime) -> Row:
    verdict = str(clock.verdict_at(at))
    return {
        "case": case.number,
        "external_id": case.external_id or "",
        "promise": clock.promise,
        "started_at": _written(clock.started_at, calendar),
        "due_at": _written(clock.due_at, calendar),
        "stopped_at": _written(clock.stopped_at, calendar) if clock.stopped_at else None,
        "open_seconds": seconds,
        "verdict": WORDS.get(verdict, verdict),
    }


def _written(moment: datetime, calendar: Calendar) -> str:
    return moment.astimezone(calendar.zone).isoformat(timespec="seconds")

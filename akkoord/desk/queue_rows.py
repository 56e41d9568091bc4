# SPDX-License-Identifier: EUPL-1.2
"""A row of the queue: a pure function of what the database gave and of the moment, so that it is written once for all who look."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.translation import gettext
from markupsafe import Markup, escape

from akkoord.cases.areas import area_word
from akkoord.cases.calendars import calendar_of_clock
from akkoord.cases.kind import kind_named
from akkoord.clocks.rules import judge
from akkoord.web.badges import first_class, priority, state
from akkoord.web.clock_parts import clock_cell
from akkoord.web.clock_view import ClockView, clock_view
from akkoord.web.moments import page_moment

COLUMNS = (
    "pk", "number", "kind_name", "subject", "area", "state", "priority", "first_class", "next_due_at", "organisation__name",
    "assignee__name", "next_clock__name", "next_clock__promise", "next_clock__calendar", "next_clock__version_id",
    "next_clock__started_at", "next_clock__due_at", "next_clock__at_risk_at", "next_clock__paused_at",
)  # fmt: skip
STEP = 10  # seconds: rows are seen from the last round moment


class QueueRow(NamedTuple):
    """What the database gave, in the order of `COLUMNS`."""

    pk: int
    number: str
    kind_name: str
    subject: str
    area: str
    state: str
    priority: int | None
    first_class: bool
    next_due_at: datetime | None
    organisation: str | None
    assignee: str | None
    clock: str | None
    promise: str | None
    calendar: str | None
    version_id: int | None
    started_at: datetime | None
    due_at: datetime | None
    at_risk_at: datetime | None
    paused_at: datetime | None


def seen_from(at: datetime) -> datetime:
    """The round moment that rows are written for."""
    return at - timedelta(seconds=at.second % STEP, microseconds=at.microsecond)


def written(rows: list[QueueRow], at: datetime) -> Markup:
    """The rows in the reader's language and zone, seen from `at`."""
    moment, language, zone = seen_from(at), translation.get_language(), timezone.get_current_timezone_name()
    parts = [_written(row, moment, language, zone) for row in rows]
    return Markup("".join(parts))  # noqa: S704  # each part escaped what people wrote


def clock_of(row: QueueRow, at: datetime) -> ClockView | None:
    """The clock that is due first; None for a case that nothing runs on."""
    if row.clock is None or row.due_at is None or row.started_at is None or row.at_risk_at is None or row.version_id is None:
        return None
    calendar = calendar_of_clock(row.version_id, row.calendar or "", at)
    rule = kind_named(row.kind_name).clock(row.clock)
    verdict = judge(due_at=row.due_at, at_risk_at=row.at_risk_at, stopped_at=None, waived=False, at=min(at, row.paused_at or at))
    return clock_view(
        calendar=calendar,
        title=rule.label,
        verdict=str(verdict),
        clause=(row.promise or "").partition("/")[0],
        starts_at=row.started_at,
        due_at=row.due_at,
        at_risk_at=row.at_risk_at,
        now=at,
        words=rule.words,
        paused=[(row.paused_at, None)] if row.paused_at else [],
    )


@lru_cache(maxsize=1024)
def _written(row: QueueRow, at: datetime, language: str | None, zone: str) -> str:
    with page_moment(at), timezone.override(ZoneInfo(zone)):
        view = clock_of(row, at)
        cell = clock_cell(view) if view else Markup('<span class="muted">{}</span>').format(gettext("no clock runs"))
    of = kind_named(row.kind_name).state(row.state)
    area = f", {escape(area_word(row.area))}" if row.area else ""
    licence = first_class(short=True) + " " if row.first_class else ""
    nobody, nowhere = gettext("nobody"), gettext("without organisation")
    who = escape(row.assignee.split(" ")[0]) if row.assignee else Markup('<span class="muted">{}</span>').format(nobody)
    choose = escape(gettext("Choose %(what)s") % {"what": row.number})
    return (
        f'<tr data-row><td><input class="form-check-input" type="checkbox" name="case" value="{row.number}" aria-label="{choose}"></td>'
        f'<td class="clk">{cell}</td>'
        f'<td class="subject"><a class="plain" href="/cases/{row.number}" title="{escape(row.subject)}">{escape(row.subject)}</a>'
        f'<span class="small muted">{row.number}{area}</span></td>'
        f'<td class="org">{licence}{escape(row.organisation or nowhere)}</td>'
        f"<td>{priority(row.priority)}</td><td>{state(of.look, of.label)}</td><td>{who}</td></tr>"
    )

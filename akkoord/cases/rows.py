# SPDX-License-Identifier: EUPL-1.2
"""A row of a list of cases: one tuple from the database, and its clock drawn once a minute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from markupsafe import Markup

from akkoord.clocks.models import Clock
from akkoord.web.clock_parts import clock_cell

from .areas import area_word
from .calendars import calendar_of_clock
from .case_clocks import view_of
from .kind import StateOf, kind_named

CLOCK = (
    "version_id",
    "calendar",
    "name",
    "promise",
    "started_at",
    "due_at",
    "at_risk_at",
    "paused_at",
    "stopped_at",
    "ended_at",
    "ended_because",
    "verdict",
)
COLUMNS = (
    "changed_at",
    "pk",
    "number",
    "kind_name",
    "subject",
    "state",
    "priority",
    "area",
    "first_class",
    "opened_at",
    "organisation__name",
    "reporter__name",
    "assignee__name",
    "reporter_name",
    *(f"next_clock__{c}" for c in CLOCK),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list."""

    changed_at: datetime
    pk: int
    number: str
    kind: str
    subject: str
    state: StateOf
    priority: int | None
    area: str
    first_class: bool
    opened_at: datetime
    organisation: str
    reporter: str
    assignee: str
    clock: Markup


def rows_of(found: Sequence[tuple[Any, ...]], at: datetime) -> list[Row]:
    """The rows at a moment."""
    minute = at.replace(second=0, microsecond=0)
    where = (get_language() or "nl", timezone.get_current_timezone_name())
    return [_row(values, minute, where) for values in found]


def _row(values: tuple[Any, ...], minute: datetime, where: tuple[str, str]) -> Row:
    changed, pk, number, kind, subject, state, priority, area, first_class, opened, organisation, reporter, assignee, name = (
        values[:14]
    )
    clock = values[14:]
    declared = kind_named(kind)
    return Row(
        changed,
        pk,
        number,
        kind,
        subject,
        declared.state(state),
        priority,
        area_word(area),
        first_class,
        opened,
        organisation or "",
        reporter or name,
        assignee or "",
        _cell(kind, clock, minute, where) if clock[0] else Markup(""),
    )


@lru_cache(maxsize=8192)
def _cell(kind: str, values: tuple[Any, ...], minute: datetime, where: tuple[str, str]) -> Markup:
    """Language and zone are part of the key, for the words are in it."""
    clock = Clock(**dict(zip(CLOCK, values, strict=True)))
    calendar = calendar_of_clock(clock.version_id, clock.calendar, minute)
    pauses = [(clock.paused_at, None)] if clock.paused_at else []
    return clock_cell(view_of(clock, kind=kind_named(kind), calendar=calendar, at=minute, pauses=pauses))

# SPDX-License-Identifier: EUPL-1.2
"""A row of a list of cases: one tuple from the database, and its clock drawn once a minute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext
from markupsafe import Markup

from akkoord.clocks.models import Clock
from akkoord.web.badges import first_class, priority, state
from akkoord.web.clock_parts import clock_cell
from akkoord.web.moments import moment

from .areas import area_word
from .calendars import calendar_of_clock
from .case_clocks import view_of
from .kind import kind_named

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
    """A case in a list. `under` is what stands below its subject, `cells` what stands right of its organisation."""

    number: str
    subject: str
    under: Markup
    organisation: Markup
    cells: Markup


def rows_of(found: Sequence[tuple[Any, ...]], at: datetime) -> list[Row]:
    """The rows at a moment, to the minute."""
    minute = at.replace(second=0, microsecond=0)
    where = (get_language() or "nl", timezone.get_current_timezone_name())
    return [_row(values, minute, where) for values in found]


@lru_cache(maxsize=1024)
def _row(values: tuple[Any, ...], minute: datetime, where: tuple[str, str]) -> Row:
    """Written once a minute for all who may see it: by everything the database said, and by language and zone."""
    changed, _pk, number, kind, subject, state_id, urgency, area, is_first_class, _opened, organisation, _by, assignee, _name = (
        values[:14]
    )
    of = kind_named(kind).state(state_id)
    clock = _clock(kind, values[14:], minute) if values[14] else ""
    who = (
        Markup('<span title="{}">{}</span>').format(assignee, assignee.split(" ")[0])
        if assignee
        else Markup('<span class="zero">{}</span>').format(gettext("nobody"))
    )
    field = Markup(", {}").format(area_word(area)) if area else ""
    licence = Markup("{} ").format(first_class(short=True)) if is_first_class else ""
    return Row(
        number,
        subject,
        Markup('<span class="small muted"><span class="num">{}</span>{}</span>').format(number, field),
        Markup('<td class="org">{}{}</td>').format(licence, organisation or ""),
        Markup('<td>{}</td><td>{}</td><td class="promise-cell">{}</td><td>{}</td><td class="right">{}</td>').format(
            priority(urgency), state(of.look, of.label), clock, who, moment(changed, "line")
        ),
    )


def _clock(kind: str, values: tuple[Any, ...], minute: datetime) -> Markup:
    clock = Clock(**dict(zip(CLOCK, values, strict=True)))
    calendar = calendar_of_clock(clock.version_id, clock.calendar, minute)
    pauses = [(clock.paused_at, None)] if clock.paused_at else []
    return clock_cell(view_of(clock, kind=kind_named(kind), calendar=calendar, at=minute, pauses=pauses))

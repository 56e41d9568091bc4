# SPDX-License-Identifier: EUPL-1.2
"""What a decision would start, and what no answer ends, calculated as the deed itself will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from akkoord.agreements.terms import FigureMissing
from akkoord.cases.models import Case
from akkoord.cases.terms import calendar_of, facts_of, terms_of
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import earlier
from akkoord.clocks.targets import target_of
from akkoord.timing.deadlines import deadline
from akkoord.web.clock_view import Text

from .actions.priorities import TARGETED


@dataclass(frozen=True)
class Starts:
    """A clock that would run: what it asks, by when, and whether that is the deadline it has already."""

    short: Text
    due_at: datetime
    stays: bool


def if_raised(case: Case, priority: int, counted_from: datetime) -> list[Starts]:
    """The deadlines that an accepted request would give the clocks that still run. Source: spec timing, "Raise accepted"."""
    terms = terms_of(case)
    facts = {**facts_of(case), "priority": priority}
    found = []
    for name in TARGETED:
        promise = terms.deadline_promise(case.kind.name, name, facts, case.opened_at)
        clock = Clock.objects.of(case.key).open().filter(name=name).first()
        if promise is not None and clock is not None:
            target = earlier(clock.target, target_of(promise, terms, counted_from, clock.rests()))
            found.append(Starts(case.kind.clock(name).label, target.due_at, target.due_at == clock.due_at))
    return found


def lapses_at(case: Case) -> datetime | None:
    """When an incident that waits for its customer lapses without an answer; None where the agreement lets nothing lapse."""
    terms = terms_of(case)
    try:
        after = terms.duration("lapse_after")
    except FigureMissing:
        return None
    return deadline(calendar_of(case, terms), after, case.state_since)

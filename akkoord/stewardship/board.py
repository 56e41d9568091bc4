# SPDX-License-Identifier: EUPL-1.2
"""Tickets by phase, and figures about them: for one organisation, as far as the reader sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from akkoord.cases.models import Case
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict

from .here import Here
from .kinds import TICKET
from .models import Process, TicketTask
from .rules.tickets import PHASE_OF, Phase, State, middle
from .ticket_words import PHASES, Text

COLUMNS = (Phase.REQUEST, Phase.INVESTIGATION, Phase.DECISION, Phase.EXECUTION, Phase.OPTIMISATION)
AT_ONCE = 30  # in one column
PERIOD = timedelta(days=365)


@dataclass(frozen=True)
class Chosen:
    """What the board is limited to."""

    mine: bool
    process: Process | None


@dataclass(frozen=True)
class Column:
    """One phase with its tickets, the most pressing first; `count` says how many there are."""

    phase: Phase
    label: Text
    cases: Sequence[Case]
    count: int


@dataclass(frozen=True)
class Figures:
    """Open tickets by process and phase, and of the last year: the middle number of days, and what was in time."""

    by_process: Sequence[tuple[str, Sequence[int]]]
    closed: int
    days: float | None
    kept: int
    judged: int


def columns_of(here: Here, chosen: Chosen) -> list[Column]:
    """The open tickets of the organisation, by phase."""
    cases = Case.objects.visible_to(here.person).filter(kind_name=TICKET.name, organisation=here.organisation, closed_at=None)
    if chosen.mine:
        mine = Q(reporter=here.person) | Q(assignee=here.person)
        cases = cases.filter(mine | Q(pk__in=_with_task(here)))
    if chosen.process is not None:
        cases = cases.filter(ticket__process=chosen.process)
    rows = cases.select_related("assignee", "reporter", "next_clock", "ticket__process").order_by("next_due_at", "opened_at")[
        :500
    ]
    found: dict[Phase, list[Case]] = {phase: [] for phase in COLUMNS}
    for case in rows:
        found[PHASE_OF[case.state]].append(case)
    return [Column(phase, PHASES[phase], found[phase][:AT_ONCE], len(found[phase])) for phase in COLUMNS]


def figures_of(here: Here, at: datetime) -> Figures:
    """What the reader sees, counted."""
    cases = Case.objects.visible_to(here.person).filter(kind_name=TICKET.name, organisation=here.organisation)
    counts: Counter[tuple[str, Phase]] = Counter()
    for name, state in cases.filter(closed_at=None).values_list("ticket__process__name", "state"):
        counts[name or "", PHASE_OF[state]] += 1
    names = sorted({name for name, _phase in counts}, key=lambda name: (not name, name))
    done = cases.filter(closed_at__gte=at - PERIOD, state=State.CLOSED).values_list("opened_at", "closed_at")
    spans = [(closed - opened) / timedelta(days=1) for opened, closed in done if closed is not None]
    keys = [f"case:{pk}" for pk in cases.filter(opened_at__gte=at - PERIOD).values_list("pk", flat=True)[:5000]]
    verdicts = Counter(
        Clock.objects.filter(subject__in=keys, verdict__in=[Verdict.KEPT, Verdict.BROKEN]).values_list("verdict", flat=True)
    )
    return Figures(
        by_process=[(name, [counts[name, phase] for phase in COLUMNS]) for name in names],
        closed=len(spans),
        days=middle(spans),
        kept=verdicts[Verdict.KEPT],
        judged=verdicts.total(),
    )


def _with_task(here: Here) -> list[int]:
    return list(TicketTask.objects.open().filter(owner=here.person).values_list("case_id", flat=True))

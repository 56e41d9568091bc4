# SPDX-License-Identifier: EUPL-1.2
"""How the status of assignments stands, for pages, evidence and what is due. partner:gedragscode"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from akkoord.clocks.rules import Verdict

from .figures import Figures, figures_at
from .models import Assignment
from .rules.leads import FeedbackStand, feedback_stand

WORST_FIRST = (Verdict.BROKEN, Verdict.AT_RISK, Verdict.RUNNING, Verdict.KEPT)


@dataclass(frozen=True)
class AssignmentStand:
    """One assignment, how its status stands, and whether it runs now."""

    assignment: Assignment
    stand: FeedbackStand
    is_running: bool


def assignment_stands(found: QuerySet[Assignment], at: datetime, *, since: date | None = None) -> list[AssignmentStand]:
    """Those that run first, and of them the worst; judged since a date, or since the year began. Raises NoProgramme."""
    figures = figures_at(at)
    today = figures.day(at)
    first = since or today.replace(month=1, day=1)
    rows = found.select_related("organisation", "expert__person", "consultant").prefetch_related("reports")
    stands = [
        AssignmentStand(
            row,
            stand_of(row, figures, since=first, today=today),
            row.starts_on <= today and (row.ends_on is None or row.ends_on >= today),
        )
        for row in rows
    ]
    return sorted(stands, key=lambda s: (not s.is_running, WORST_FIRST.index(s.stand.verdict), s.stand.due_on or date.max))


def stand_of(assignment: Assignment, figures: Figures, *, since: date, today: date) -> FeedbackStand:
    """How the status of an assignment stands; its reports may be prefetched."""
    return feedback_stand(
        [figures.day(report.told_at) for report in assignment.reports.all()], starts_on=assignment.starts_on,
        ends_on=assignment.ends_on, every=figures.status_every, warns_days=figures.status_warns, since=since, today=today,
    )  # fmt: skip

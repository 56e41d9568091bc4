# SPDX-License-Identifier: EUPL-1.2
"""Improvement plans that are due, in the calendars of those who must make them. sla:2.3.1"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from akkoord.clocks.models import Clock
from akkoord.clocks.moves import with_moves
from akkoord.clocks.rules import Verdict
from akkoord.people.coming import Due
from akkoord.people.models import Person
from akkoord.people.rules import StaffRole
from akkoord.web.said import url

from ..availability.wording import month_name
from ..models import ImprovementPlan

if TYPE_CHECKING:
    from akkoord.clocks.moves import Moved


def coming_plans(person: Person, at: datetime) -> list[Due]:
    """One for each month whose plan nobody published yet and whose clock runs, until it is; for who works in operations."""
    if not person.has_staff_role(StaffRole.OPERATIONS):
        return []
    plans = {plan.key: plan for plan in ImprovementPlan.objects.filter(published_at=None)}
    clocks = Clock.objects.open().filter(subject__in=list(plans))
    return [_due(clock, plans[clock.subject], at) for clock in with_moves(clocks)]


def _due(clock: Moved, plan: ImprovementPlan, at: datetime) -> Due:
    late = clock.verdict_at(at) == Verdict.BROKEN
    said = _("Late: improvement plan about %(month)s") if late else _("Improvement plan about %(month)s")
    return Due(
        key=f"clock-{clock.pk}",
        at=clock.due_at,
        title=said % {"month": month_name(plan.month)},
        path=url("improvement_plan", f"{plan.month:%Y-%m}"),
        set_at=clock.moved_at or clock.started_at,
        text=_("To be published by then, for every customer to read."),
        changes=max(clock.moves - 1, 0),
    )

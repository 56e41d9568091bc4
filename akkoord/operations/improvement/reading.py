# SPDX-License-Identifier: EUPL-1.2
"""Improvement plans as pages show them: with the month's figure and the clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from akkoord.cases.calendars import calendar_of_clock
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.web.clock_view import ClockView, ClockWords, clock_view

from ..evidence import availability
from ..models import ImprovementPlan

WORDS = ClockWords(
    due=_("To be published by {moment}"),
    done=_("Published {moment}"),
    late=_("Should have been published {moment}"),
    line=_("Publish by {moment}"),
    short=_("publication"),
)
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True)
class PlanShown:
    """One plan, for the vendor. `clock` is None where the agreement promises no time."""

    plan: ImprovementPlan
    clock: ClockView | None

    @property
    def is_spared(self) -> bool:
        """A correction put the month above its bound before there was a plan."""
        return self.clock is not None and self.clock.verdict == Verdict.WAIVED


def plan_of(address: str, among: QuerySet[ImprovementPlan]) -> ImprovementPlan:
    """The plan of the month written as 2026-10. Raises Http404."""
    found = _MONTH.fullmatch(address)
    plan = among.filter(month=date(int(found[1]), int(found[2]), 1)).order_by("promise").first() if found else None
    if plan is None:
        raise Http404
    return plan


def shown(plans: list[ImprovementPlan], at: datetime) -> list[PlanShown]:
    """The plans with their clocks, in two queries."""
    clocks = {clock.subject: clock for clock in Clock.objects.of(*(plan.key for plan in plans)).order_by("round")}
    return [PlanShown(plan, _view(clocks[plan.key], at) if plan.key in clocks else None) for plan in plans]


def figure_of(plan: ImprovementPlan, at: datetime) -> tuple[Fraction | None, Fraction | None]:
    """The best case of the month as it is established now, and its bound."""
    reading = availability(plan.month, at=at)
    return reading.share.best, reading.bound


def _view(clock: Clock, at: datetime) -> ClockView:
    verdict = clock.verdict_at(at)
    return clock_view(
        calendar=calendar_of_clock(clock.version_id, clock.calendar, at),
        title=_("Improvement plan"),
        verdict=verdict,
        clause=clock.promise.partition("/")[0],
        starts_at=clock.started_at,
        due_at=clock.due_at,
        at_risk_at=clock.at_risk_at,
        now=min(at, clock.ended_at or at),
        words=WORDS,
        stopped_at=clock.stopped_at,
        reason=_("a correction put the month above its bound") if verdict == Verdict.WAIVED else "",
        explained=True,
    )

# SPDX-License-Identifier: EUPL-1.2
"""What a month below its bound demands: a plan with a clock, written by operations, published to everybody. sla:2.3.1"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.agreements.in_force import terms_in_force, terms_of_version
from akkoord.audit.actions import announce
from akkoord.clocks.actions import start_clock, stop_clock, waive_clock
from akkoord.clocks.models import Clock
from akkoord.people.models import Person
from akkoord.scope.rules import Circle

from ..events import ImprovementPlanDue, ImprovementPlanPublished, ImprovementPlanSpared, ImprovementPlanWritten
from ..evidence import availability
from ..evidence.established import established_at
from ..improvement.refusals import PlanEmpty, PlanPublished
from ..models import ImprovementPlan
from ..numbers import zone_at
from ..rights import check_operator
from ..rules.improving import ABOVE_BOUND, CLOCK, SUBJECT, ended_months
from ..rules.months import Stand

LONGEST = 50_000


def judge_ended_months(*, by: None, at: datetime, most: int = 3) -> None:
    """Demand a plan for each of the last `most` ended months that stands below its bound; spare one that no longer does.

    A month is below where the best case is: unknown time alone demands nothing. Runs in the system's scope.
    """
    today = at.astimezone(zone_at(at)).date()
    for month in ended_months(today, most):
        reading = availability(month, at=at)
        if reading.stand is Stand.BROKEN and reading.agreed.promise is not None:
            since = established_at(reading.begin, reading.end, at)
            demand_plan(month=month, promise=reading.agreed.promise, since=since, by=None, at=at)
        elif reading.stand is Stand.KEPT:
            for plan in ImprovementPlan.objects.filter(month=month, promise=reading.agreed.promise, published_at=None):
                spare_plan(plan=plan, by=None, at=at)


@transaction.atomic
def demand_plan(*, month: date, promise: str, since: datetime, by: None, at: datetime) -> ImprovementPlan:
    """A month stands below the bound of `promise` since that moment: a plan is due, and its clock runs.

    Asked again it changes nothing, unless a correction had spared the plan meanwhile: then the clock runs anew.
    The month's figure stands, whatever the plan says. Source: sla:2.3.1
    """
    known, is_new = ImprovementPlan.objects.get_or_create(month=month, promise=promise)
    plan = _held(known)
    if plan.published_at is not None or Clock.objects.of(plan.key).open().exists():
        return plan
    terms = terms_in_force(None, since)
    promised = terms.deadline_promise(SUBJECT, CLOCK, {}, since)
    if promised is not None:
        everybody = Circle(None)
        clock = start_clock(by=None, at=since, subject=plan.key, name=CLOCK, circle=everybody, terms=terms, promise=promised)
        plan.due_at = clock.due_at
        plan.save(update_fields=["due_at"])
    if is_new or promised is not None:
        announce(ImprovementPlanDue(plan.pk, month), by=None, at=at)
    return plan


@transaction.atomic
def spare_plan(*, plan: ImprovementPlan, by: None, at: datetime) -> None:
    """A correction put the month above its bound: an unpublished plan is no longer due, its clock ends *waived*."""
    held = _held(plan)
    clocks = list(Clock.objects.of(held.key).open().held())
    if held.published_at is not None or not clocks:
        return
    for clock in clocks:
        waive_clock(clock=clock, by=None, at=at, because=ABOVE_BOUND)
    announce(ImprovementPlanSpared(held.pk), by=None, at=at)


@transaction.atomic
def write_plan(*, plan: ImprovementPlan, text_nl: str, text_en: str, by: Person, at: datetime) -> None:
    """Keep what was written so far; nobody outside reads it yet. Raises NotAllowed, PlanPublished."""
    held = _written(plan, text_nl, text_en, by, at)
    held.save(update_fields=["text_nl", "text_en", "written_at", "written_by"])
    announce(ImprovementPlanWritten(held.pk), by=by.pk, at=at)


@transaction.atomic
def publish_plan(*, plan: ImprovementPlan, text_nl: str, text_en: str, by: Person, at: datetime) -> None:
    """Let everybody read the plan, for good: its clock stops. Raises NotAllowed, PlanPublished, PlanEmpty. Source: sla:2.3.1"""
    at = at.replace(microsecond=0)
    held = _written(plan, text_nl, text_en, by, at)
    if not held.text_nl and not held.text_en:
        raise PlanEmpty
    for clock in Clock.objects.of(held.key).open().held().select_related("version__agreement"):
        stop_clock(clock=clock, by=by.pk, at=at, terms=terms_of_version(clock.version))
        held.due_at = clock.due_at
    held.published_at, held.published_by = at, by
    held.save()
    announce(ImprovementPlanPublished(held.pk), by=by.pk, at=at)
    plan.refresh_from_db()


def _held(plan: ImprovementPlan) -> ImprovementPlan:
    return ImprovementPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)


def _written(plan: ImprovementPlan, text_nl: str, text_en: str, by: Person, at: datetime) -> ImprovementPlan:
    check_operator(by)
    held = _held(plan)
    if held.published_at is not None:
        raise PlanPublished
    held.text_nl, held.text_en = (text.replace("\x00", "").strip()[:LONGEST] for text in (text_nl, text_en))
    held.written_at, held.written_by = at, by
    return held

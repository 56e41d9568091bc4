# SPDX-License-Identifier: EUPL-1.2
"""A month below its bound demands a plan within the agreement's time; publishing it stops the clock. sla:2.3.1"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from akkoord.audit.models import Event
from akkoord.cases.refusals import NotAllowed
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.operations.actions.outages import ask_correction, close_outage, decide_correction, open_outage
from akkoord.operations.actions.plans import demand_plan, judge_ended_months, publish_plan, spare_plan, write_plan
from akkoord.operations.improvement.refusals import PlanEmpty, PlanPublished
from akkoord.operations.models import ImprovementPlan, Instance, Outage
from akkoord.operations.rules.words import Impact
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

OCTOBER = date(2026, 10, 1)
PROMISE = "2.3.1/availability"
END = amsterdam("Sun 2026-11-01 00:00")
DUE = amsterdam("Mon 2026-11-16 08:00")  # ten working days after the first opening
SOON = amsterdam("Sun 2026-11-01 00:11")


def demanded(since: datetime = END) -> ImprovementPlan:
    return demand_plan(month=OCTOBER, promise=PROMISE, since=since, by=None, at=SOON)


def clock(plan: ImprovementPlan) -> Clock:
    return Clock.objects.of(plan.key).order_by("-round")[0]


def down(world: World, begin: str, end: str, seen: str | None = None) -> Outage:
    """Everything is down; entered as it happens, or when it was `seen`."""
    began, ended = amsterdam(begin), amsterdam(end)
    everything = dict.fromkeys(Instance.objects.filter(component__is_production=True), Impact.DOWN)
    outage = open_outage(
        title_nl="Alles ligt eruit", title_en="Everything is down", instances=everything, severity="critical",
        began_at=began, by=world.operator, at=amsterdam(seen) if seen else began,
    )  # fmt: skip
    close_outage(outage, ended_at=ended, by=world.operator, at=amsterdam(seen) if seen else ended)
    return outage


def test_plan_is_due_ten_working_days_after_the_month(world):
    plan = demanded()
    assert clock(plan).promise == "2.3.1/improvement-plan"
    assert (plan.due_at, clock(plan).due_at) == (DUE, DUE)
    assert clock(plan).verdict_at(DUE) == Verdict.AT_RISK
    assert clock(plan).verdict_at(amsterdam("Mon 2026-11-16 08:01")) == Verdict.BROKEN
    assert Event.objects.filter(name="ImprovementPlanDue", subject=f"plan:{plan.pk}").count() == 1


def test_demanded_again_it_is_one_plan_with_one_clock(world):
    assert demanded() == demanded()
    assert Clock.objects.filter(name="improvement_plan").count() == 1
    assert Event.objects.filter(name="ImprovementPlanDue").count() == 1


def test_publishing_stops_the_clock_and_is_for_good(world):
    plan, at = demanded(), amsterdam("Fri 2026-11-06 10:00")
    write_plan(plan=plan, text_nl="Wij verdubbelen", text_en="", by=world.operator, at=at)
    assert clock(plan).is_open
    publish_plan(plan=plan, text_nl="Wij verdubbelen het netwerk.", text_en="", by=world.second_operator, at=at)
    assert (clock(plan).verdict, clock(plan).stopped_at, plan.published_by) == (Verdict.KEPT, at, world.second_operator)
    with pytest.raises(PlanPublished):
        write_plan(plan=plan, text_nl="Toch niet.", text_en="", by=world.operator, at=at)
    with pytest.raises(PlanPublished):
        publish_plan(plan=plan, text_nl="Nog eens.", text_en="", by=world.operator, at=at)
    assert ImprovementPlan.objects.get(pk=plan.pk).text_nl == "Wij verdubbelen het netwerk."
    assert demanded() == plan and clock(plan).round == 1, "a published plan is not asked for again"


def test_plan_that_comes_late_is_a_broken_promise(world):
    plan = demanded()
    publish_plan(plan=plan, text_nl="Laat.", text_en="Late.", by=world.operator, at=amsterdam("Mon 2026-11-16 08:01"))
    assert clock(plan).verdict == Verdict.BROKEN


def test_a_plan_without_words_and_one_by_an_agent_are_refused(world):
    plan = demanded()
    with pytest.raises(PlanEmpty):
        publish_plan(plan=plan, text_nl=" ", text_en="", by=world.operator, at=SOON)
    with pytest.raises(NotAllowed):
        write_plan(plan=plan, text_nl="Ik", text_en="", by=world.agent, at=SOON)
    with pytest.raises(NotAllowed):
        publish_plan(plan=plan, text_nl="Ik", text_en="", by=world.submitter, at=SOON)
    assert clock(plan).is_open


def test_plan_that_is_spared_has_a_waived_clock_and_a_new_round_when_demanded_again(world):
    plan = demanded()
    spare_plan(plan=plan, by=None, at=SOON)
    spare_plan(plan=plan, by=None, at=SOON)
    assert (clock(plan).verdict, clock(plan).ended_because) == (Verdict.WAIVED, "above_bound")
    assert Event.objects.filter(name="ImprovementPlanSpared").count() == 1
    demanded(since=amsterdam("Mon 2026-11-09 09:00"))
    assert (clock(plan).round, clock(plan).due_at) == (2, amsterdam("Mon 2026-11-23 09:00"))


def test_ended_month_below_the_bound_gets_its_plan_by_itself_and_others_none(world):
    down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 14:30")  # 270 minutes; the bound leaves 223.5
    judge_ended_months(by=None, at=amsterdam("Sat 2026-10-31 23:59"))
    assert not ImprovementPlan.objects.filter(month=OCTOBER).exists(), "the month has yet to end"
    for _ in range(2):
        judge_ended_months(by=None, at=SOON)
    plan = ImprovementPlan.objects.get(month=OCTOBER)
    assert (plan.promise, clock(plan).started_at) == (PROMISE, END)


def test_correction_that_puts_the_month_above_its_bound_spares_the_plan(world):
    outage = down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 14:30")
    judge_ended_months(by=None, at=SOON)
    at = amsterdam("Tue 2026-11-03 10:00")
    ask_correction(outage=outage, reason="Log.", ended_at=amsterdam("Tue 2026-10-06 10:30"), by=world.operator, at=at)
    judge_ended_months(by=None, at=at)
    assert clock(ImprovementPlan.objects.get(month=OCTOBER)).is_open, "nothing holds before the second person"
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=at)
    judge_ended_months(by=None, at=at)
    assert clock(ImprovementPlan.objects.get(month=OCTOBER)).verdict == Verdict.WAIVED


def test_clock_runs_from_when_the_outage_was_established(world):
    down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 14:30", seen="Mon 2026-11-09 09:00")
    judge_ended_months(by=None, at=amsterdam("Mon 2026-11-09 09:11"))
    assert clock(ImprovementPlan.objects.get(month=OCTOBER)).started_at == amsterdam("Mon 2026-11-09 09:00")

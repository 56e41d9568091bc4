# SPDX-License-Identifier: EUPL-1.2
"""Test plans as their pages show them, and the ready list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from akkoord.people.models import Organisation, Person

from .models import UpdateDecision, UpdatePlan, UpdateTest
from .rules.updates import Area, Outcome, Standing, standing_of
from .shipped import shipped, words_from


@dataclass(frozen=True)
class PlanShown:
    """A plan with how far it is, and the decision that holds."""

    plan: UpdatePlan
    standing: Standing
    decision: UpdateDecision | None


def plans_of(organisation: Organisation, person: Person) -> list[PlanShown]:
    """All plans, the newest version first. Three queries."""
    plans = list(UpdatePlan.objects.visible_to(person).filter(organisation=organisation))
    outcomes: dict[int, list[Outcome]] = {}
    for plan, outcome in UpdateTest.objects.standing().filter(plan__in=plans).values_list("plan_id", "outcome"):
        outcomes.setdefault(plan, []).append(Outcome(outcome))
    found = UpdateDecision.objects.filter(plan__in=plans).select_related("decided_by").order_by("decided_at", "pk")
    decisions = {decision.plan_id: decision for decision in found}
    return [PlanShown(plan, standing_of(outcomes.get(plan.pk, ())), decisions.get(plan.pk)) for plan in plans]


def tests_by_area(tests: Iterable[UpdateTest]) -> list[tuple[Area, list[UpdateTest]]]:
    """The tests of a plan, list by list."""
    tests = list(tests)
    return [(area, [test for test in tests if test.area == area]) for area in Area]


def ready_tests(language: str) -> dict[Area, list[str]]:
    """The ready list in a language."""
    return {area: [words_from(row).in_language(language) for row in shipped("update-tests")[str(area)]] for area in Area}

# SPDX-License-Identifier: EUPL-1.2
"""The planner of Zorggroep Elzenhorst for this year, done as far as the year is, and the test plan of the coming version."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from akkoord.people.models import Organisation, Person
from akkoord.stewardship.actions.first_year import plan_year
from akkoord.stewardship.actions.planner import Wanted, change_entry, finish_entry, plan_entry
from akkoord.stewardship.actions.update_tests import change_test, note_outcome
from akkoord.stewardship.actions.updates import plan_update
from akkoord.stewardship.models import PlannerEntry, UpdatePlan
from akkoord.stewardship.ready_year import ready_entries
from akkoord.stewardship.rules.planner import Days, EntryKind
from akkoord.stewardship.rules.updates import Area, Outcome
from akkoord.stewardship.update_reading import ready_tests

from . import cast
from .moments import AMSTERDAM
from .stewards import process_of

MARIEKE, TARIK, INEKE, OLIVER = "Marieke Oosterbaan", "Tarik Benhaddou", "Ineke Verschoor", "Oliver Brandt"
# Who sees to what of the ready year; everything else is Marieke's.
OWNERS = {
    "goal-current": INEKE, "goal-order": INEKE, "goals-session": INEKE, "audit": TARIK, "payroll-year-end": TARIK,
    "authorisation-review": OLIVER, "evaluation": INEKE,
}  # fmt: skip
UNDONE = "cleaning"  # that one was left
OUTCOMES = (
    (Outcome.PASSED, ""),
    (Outcome.FAILED, "De proefrun telt de reiskosten van oproepkrachten dubbel. Bij drie mensen nagerekend; in de oude versie klopt het."),
    (Outcome.PASSED, ""),
    (Outcome.PASSED, ""),
    (Outcome.NOT_NEEDED, "Declaraties gaan bij ons buiten de software om."),
)  # fmt: skip


def write_plans(now: datetime) -> None:
    """This year by month, and a version that is being tested."""
    organisation = Organisation.objects.get(name=cast.ELZENHORST.name)
    people = {name: Person.objects.get(name=name) for name in (MARIEKE, TARIK, INEKE, OLIVER)}
    _plan_this_year(organisation, people, now)
    _test_a_version(organisation, people, now)


def _plan_this_year(organisation: Organisation, people: dict[str, Person], now: datetime) -> None:
    today, marieke = now.astimezone(AMSTERDAM).date(), people[MARIEKE]
    begun = min(datetime(today.year, 1, 8, 9, tzinfo=AMSTERDAM), now)
    keys = [entry.key for entry in ready_entries()]
    made = plan_year(organisation=organisation, year=today.year, keys=keys, language="nl", by=marieke, at=begun)
    payroll = process_of(organisation, "Salaris")
    for entry in made:
        process = payroll if entry.template == "payroll-year-end" else None
        wanted = _as_is(entry, people[OWNERS.get(entry.template, MARIEKE)])
        changed = change_entry(entry=entry, wanted=replace(wanted, process=process), by=marieke, at=begun)
        done = datetime(changed.last.year, changed.last.month, changed.last.day, 16, tzinfo=AMSTERDAM)
        if done < now and changed.kind != EntryKind.GOAL and changed.template != UNDONE and changed.owner is not None:
            finish_entry(entry=changed, by=changed.owner, at=done)
    course = Wanted(
        EntryKind.COURSE,
        "Opleiding werkstromen voor beheerders",
        Days(today + timedelta(days=12), today + timedelta(days=13)),
        notes="Twee dagen op locatie. Oliver gaat mee.",
        owner=marieke,
        remind_before=7,
    )
    plan_entry(organisation=organisation, wanted=course, by=marieke, at=now - timedelta(days=30))


def _as_is(entry: PlannerEntry, owner: Person) -> Wanted:
    return Wanted(
        EntryKind(entry.kind), entry.title, entry.days, entry.notes, owner=owner, goal=entry.goal,
        remind_before=entry.remind_before, is_yearly=entry.is_yearly,
    )  # fmt: skip


def _test_a_version(organisation: Organisation, people: dict[str, Person], now: datetime) -> UpdatePlan:
    today, marieke = now.astimezone(AMSTERDAM).date(), people[MARIEKE]
    plan = plan_update(
        organisation=organisation,
        name="Patch voor de loonaangifte",
        comes_on=today + timedelta(days=15),
        accept_from=today - timedelta(days=5),
        accept_until=today + timedelta(days=7),
        ready=ready_tests("nl"),
        by=marieke,
        at=now - timedelta(days=9),
    )
    testers = {str(Area.FUNCTIONAL): (people[MARIEKE], people[TARIK]), str(Area.TECHNICAL): (people[OLIVER],)}
    for place, test in enumerate(plan.tests.order_by("position")):
        owners = testers[test.area]
        owner = owners[place % len(owners)]
        change_test(test=test, title=test.title, owner=owner, by=marieke, at=now - timedelta(days=8))
        if place < len(OUTCOMES):
            outcome, finding = OUTCOMES[place]
            note_outcome(test=test, outcome=outcome, finding=finding, by=owner, at=now - timedelta(days=2, hours=place))
    return plan

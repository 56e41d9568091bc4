# SPDX-License-Identifier: EUPL-1.2
"""Planning: who may, what comes back every year, the ready year once, reminders once. beheer:3,4"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from akkoord.audit.models import Event
from akkoord.cases.refusals import FormUsed
from akkoord.notifications.models import Mail
from akkoord.people.models import Person
from akkoord.scope.database import scoped
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import found_stewards, process_of
from akkoord.stewardship.actions.first_year import plan_year
from akkoord.stewardship.actions.planner import (
    Wanted,
    change_entry,
    finish_entry,
    plan_entry,
    remove_entry,
    reopen_entry,
)
from akkoord.stewardship.actions.reminders import remind_of_entries
from akkoord.stewardship.actions.updates import plan_update
from akkoord.stewardship.actions.yearly import follow_all
from akkoord.stewardship.models import PlannerEntry
from akkoord.stewardship.planner_refusals import (
    EndsBeforeBegin,
    EntryGone,
    NoSuchGoal,
    NotYourEntry,
    OutsidePlanner,
    TitleMissing,
)
from akkoord.stewardship.ready_year import ready_entries
from akkoord.stewardship.refusals import NotAColleague
from akkoord.stewardship.rules.planner import Days, EntryKind

AT = amsterdam("Thu 2026-11-19 12:00")
DECEMBER = Days(date(2026, 12, 14), date(2027, 1, 8))
PLAN: dict[str, Any] = {"comes_on": date(2026, 12, 20), "accept_from": date(2026, 12, 1), "accept_until": date(2026, 12, 12)}
YEAR_END = Wanted(EntryKind.CYCLE, "Jaarovergang", DECEMBER, is_yearly=True, remind_before=7)


@pytest.fixture(autouse=True)
def _stewards(world: World) -> None:
    found_stewards(AT)


def planned(world: World, wanted: Wanted = YEAR_END, *, by: Person | None = None) -> PlannerEntry:
    return plan_entry(organisation=world.customer, wanted=wanted, by=by or world.submitter, at=AT)


# Who may


def test_administrators_plan_everything_and_a_process_owner_only_for_the_process(world) -> None:
    payroll, leave = (process_of(world.customer, name) for name in ("Salaris", "Verlof en verzuim"))
    for administrator in (world.submitter, world.administrator):
        assert planned(world, by=administrator).created_by == administrator
    assert planned(world, replace(YEAR_END, process=payroll), by=world.manager).process == payroll
    for process in (None, leave):
        with pytest.raises(NotYourEntry):
            planned(world, replace(YEAR_END, process=process), by=world.manager)


def test_others_of_the_organisation_the_vendor_and_strangers_plan_nothing(world) -> None:
    for somebody in (world.member, world.person("Oliver Brandt"), world.agent, world.lead, world.stranger):
        with pytest.raises(NotYourEntry):
            planned(world, by=somebody)
    assert not PlannerEntry.objects.exists()


def test_a_process_owner_neither_changes_nor_moves_what_is_of_another_process(world) -> None:
    payroll = process_of(world.customer, "Salaris")
    of_all, mine = planned(world), planned(world, replace(YEAR_END, process=payroll))
    with pytest.raises(NotYourEntry):
        change_entry(entry=of_all, wanted=replace(YEAR_END, process=payroll), by=world.manager, at=AT)
    with pytest.raises(NotYourEntry):
        change_entry(entry=mine, wanted=YEAR_END, by=world.manager, at=AT)
    with pytest.raises(NotYourEntry):
        remove_entry(entry=of_all, by=world.manager, at=AT)


def test_whose_it_is_says_that_it_is_done_and_nobody_else_without_a_role(world) -> None:
    entry = planned(world, replace(YEAR_END, owner=world.member))
    with pytest.raises(NotYourEntry):
        finish_entry(entry=entry, by=world.manager, at=AT)
    for _ in range(2):
        finish_entry(entry=entry, by=world.member, at=AT)
    entry.refresh_from_db()
    assert (entry.done_at, entry.done_by) == (AT, world.member)
    assert Event.objects.filter(name="EntryDone").count() == 1
    reopen_entry(entry=entry, by=world.member, at=AT)
    entry.refresh_from_db()
    assert entry.done_at is None and entry.done_by is None


# What is refused


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (replace(YEAR_END, title=" \x00 "), TitleMissing),
        (replace(YEAR_END, days=Days(date(2026, 12, 2), date(2026, 12, 1))), EndsBeforeBegin),
        (replace(YEAR_END, days=Days(date(1999, 12, 31), date(2000, 1, 1))), OutsidePlanner),
        (replace(YEAR_END, days=Days(date(2100, 12, 31), date(2101, 1, 1))), OutsidePlanner),
    ],
)
def test_what_cannot_stand_in_a_planner_is_refused(world, wanted: Wanted, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        planned(world, wanted)


def test_an_owner_is_a_colleague_and_a_goal_is_a_goal_of_the_same_planner(world) -> None:
    with pytest.raises(NotAColleague):
        planned(world, replace(YEAR_END, owner=world.stranger))
    no_goal = planned(world)
    goal = planned(world, Wanted(EntryKind.GOAL, "Doel", DECEMBER))
    elsewhere = plan_entry(organisation=world.first_class, wanted=Wanted(EntryKind.GOAL, "Elders", DECEMBER), by=None, at=AT)
    for wrong in (no_goal, elsewhere):
        with pytest.raises(NoSuchGoal):
            planned(world, replace(YEAR_END, goal=wrong))
    with pytest.raises(NoSuchGoal):
        planned(world, Wanted(EntryKind.GOAL, "Doel", DECEMBER, goal=goal))
    assert planned(world, replace(YEAR_END, goal=goal)).goal == goal


def test_a_form_sent_twice_is_one_entry_and_its_key_is_nobody_elses(world) -> None:
    once = uuid4()
    made = [plan_entry(organisation=world.customer, wanted=YEAR_END, by=world.submitter, at=AT, once=once).pk for _ in range(2)]
    assert made[0] == made[1]
    with pytest.raises(FormUsed):
        plan_entry(organisation=world.customer, wanted=YEAR_END, by=world.administrator, at=AT, once=once)


def test_the_key_of_a_form_says_nothing_of_another_organisation(world) -> None:
    once, lotte = uuid4(), world.person("Lotte Hamelink")
    theirs = plan_entry(organisation=world.first_class, wanted=YEAR_END, by=lotte, at=AT, once=once)
    with scoped(world.submitter.scope):
        mine = [plan_entry(organisation=world.customer, wanted=YEAR_END, by=world.submitter, at=AT, once=once) for _ in range(2)]
        plan = plan_update(organisation=world.customer, name="Zomer", by=world.submitter, at=AT, once=once, **PLAN)
    assert mine[0] == mine[1] != theirs
    assert plan_update(organisation=world.first_class, name="Zomer", by=lotte, at=AT, once=once, **PLAN) != plan


def test_what_was_taken_away_can_neither_be_changed_nor_finished(world) -> None:
    goal = planned(world, Wanted(EntryKind.GOAL, "Doel", DECEMBER))
    part = planned(world, replace(YEAR_END, goal=goal))
    remove_entry(entry=goal, by=world.submitter, at=AT)
    part.refresh_from_db()
    assert part.goal is None and part.removed_at is None
    with pytest.raises(EntryGone):
        finish_entry(entry=goal, by=world.submitter, at=AT)
    with pytest.raises(EntryGone):
        change_entry(entry=goal, wanted=YEAR_END, by=world.submitter, at=AT)


# Every year


def test_what_comes_back_every_year_stands_in_the_next_one_as_long(world) -> None:
    follower = planned(world).follower
    assert follower.days == Days(date(2027, 12, 14), date(2028, 1, 8)) and follower.is_yearly
    assert not PlannerEntry.objects.filter(follows=follower).exists(), "not further than next year"


def test_a_new_year_makes_the_next_followers_once(world) -> None:
    leap = plan_entry(
        organisation=world.customer,
        wanted=Wanted(EntryKind.EVENT, "Schrikkeldag", Days(date(2024, 2, 29), date(2024, 2, 29)), is_yearly=True),
        by=None,
        at=amsterdam("Thu 2024-02-01 12:00"),
    )
    days = []
    for year in range(2025, 2029):
        made = [follow_all(by=None, at=amsterdam("Mon 2024-01-01 04:00").replace(year=year)) for _ in range(2)]
        assert made[1] == 0
        days.append(PlannerEntry.objects.filter(began_on=leap.first).latest("first").first)
    assert days == [date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29), date(2029, 2, 28)]


def test_next_years_goes_along_until_somebody_changed_it(world) -> None:
    entry = planned(world)
    moved = replace(YEAR_END, title="Jaarovergang loon", days=Days(date(2026, 12, 7), date(2026, 12, 31)))
    entry = change_entry(entry=entry, wanted=moved, by=world.submitter, at=AT)
    follower = PlannerEntry.objects.get(follows=entry)
    assert (follower.title, follower.first, follower.sequence) == ("Jaarovergang loon", date(2027, 12, 7), 1)
    entry = change_entry(entry=entry, wanted=replace(moved, title="Jaarovergang"), by=world.submitter, at=AT)
    entry = change_entry(entry=entry, wanted=moved, by=world.submitter, at=AT)
    follower.refresh_from_db()
    assert (follower.title, follower.sequence) == ("Jaarovergang loon", 3), "calendars take over each change, and it goes along"
    later = replace(moved, days=Days(date(2027, 12, 6), date(2027, 12, 20)))
    change_entry(entry=follower, wanted=later, by=world.submitter, at=AT)
    change_entry(entry=entry, wanted=replace(moved, title="Anders"), by=world.submitter, at=AT)
    follower.refresh_from_db()
    assert (follower.title, follower.first) == ("Jaarovergang loon", date(2027, 12, 6))


def test_no_longer_every_year_takes_next_years_away(world) -> None:
    entry = planned(world)
    change_entry(entry=entry, wanted=replace(YEAR_END, is_yearly=False), by=world.submitter, at=AT)
    assert PlannerEntry.objects.get(follows=entry).removed_at == AT
    change_entry(entry=entry, wanted=YEAR_END, by=world.submitter, at=AT)
    assert PlannerEntry.objects.filter(follows=entry).count() == 1


@pytest.mark.parametrize("following", [True, False])
def test_taken_away_alone_or_with_next_years(world, following: bool) -> None:
    entry = planned(world)
    remove_entry(entry=entry, by=world.submitter, at=AT, following=following)
    assert (PlannerEntry.objects.get(follows=entry).removed_at is not None) is following


# The ready year

KEYS = [entry.key for entry in ready_entries()]


def test_the_ready_year_is_put_in_once_and_leaves_alone_what_is_there(world) -> None:
    given = {"organisation": world.customer, "year": 2026, "language": "nl", "by": world.submitter, "at": AT}
    first = plan_year(keys=["goal-current", "version-june"], **given)
    changed = change_entry(entry=first[1], wanted=replace(YEAR_END, title="Zomer", is_yearly=False), by=world.submitter, at=AT)
    rest = plan_year(keys=KEYS, **given)
    assert len(first) + len(rest) == len(KEYS) and plan_year(keys=KEYS, **given) == []
    changed.refresh_from_db()
    assert changed.title == "Zomer"
    serving = PlannerEntry.objects.filter(goal__template="goal-current", template_year=2026)
    assert {entry.template for entry in serving} >= {"version-november", "test-june", "communication-november"}


def test_next_years_ready_year_finds_what_came_back_by_itself(world) -> None:
    given = {"organisation": world.customer, "keys": KEYS, "language": "en", "by": None, "at": AT}
    plan_year(year=2026, **given)
    standing = set(PlannerEntry.objects.filter(template_year=2027).values_list("template", flat=True))
    assert "payroll-year-end" in standing and "goal-order" not in standing
    added = plan_year(year=2027, **given)
    assert {entry.template for entry in added} == set(KEYS) - standing
    assert (
        PlannerEntry.objects.get(template="evaluation", template_year=2026).title
        == "Evaluate the year with management and key users"
    )


def test_a_year_planned_before_this_one_is_not_planned_twice(world) -> None:
    given = {"organisation": world.customer, "keys": ["evaluation"], "language": "nl", "by": None, "at": AT}
    later = plan_year(year=2027, **given)[0]
    plan_year(year=2026, **given)
    later.refresh_from_db()
    assert later.follows is not None and PlannerEntry.objects.filter(template="evaluation").count() == 2


def test_what_was_taken_away_alone_is_planned_again_from_the_ready_year(world) -> None:
    given = {
        "organisation": world.customer,
        "year": 2026,
        "keys": ["evaluation"],
        "language": "nl",
        "by": world.submitter,
        "at": AT,
    }
    first = plan_year(**given)[0]
    later = PlannerEntry.objects.get(follows=first)
    remove_entry(entry=first, by=world.submitter, at=AT)
    again = plan_year(**given)
    assert len(again) == 1 and PlannerEntry.objects.standing().get(template="evaluation", template_year=2027) == later
    assert follow_all(by=None, at=AT) == 0


def test_what_stands_where_the_ready_year_put_it_keeps_its_weekday_next_year(world) -> None:
    made = plan_year(organisation=world.customer, year=2026, keys=["version-june", "test-june"], language="nl", by=None, at=AT)
    version, test = sorted(made, key=lambda entry: entry.template, reverse=True)
    assert (version.first, version.follower.first) == (date(2026, 6, 14), date(2027, 6, 13)), "the second Sunday"
    moved = Wanted(EntryKind.TEST, "Testen", Days(date(2026, 5, 20), date(2026, 5, 21)), is_yearly=True)
    change_entry(entry=test, wanted=moved, by=world.submitter, at=AT)
    assert PlannerEntry.objects.get(follows=test).days == Days(date(2027, 5, 20), date(2027, 5, 21))


def test_the_database_itself_refuses_the_same_of_the_ready_year_twice(world) -> None:
    plan_year(organisation=world.customer, year=2026, keys=["audit"], language="nl", by=None, at=AT)
    with pytest.raises(IntegrityError, match="planned_once_from_template"), transaction.atomic():
        plan_entry(organisation=world.customer, wanted=YEAR_END, by=None, at=AT, template=(2026, "audit"))


def test_only_administrators_plan_a_year(world) -> None:
    for somebody in (world.manager, world.member, world.agent, world.stranger):
        with pytest.raises(NotYourEntry):
            plan_year(organisation=world.customer, year=2026, keys=KEYS, language="nl", by=somebody, at=AT)


# Reminders


def reminded(at: str, run_jobs) -> list[Mail]:
    for _ in range(2):
        remind_of_entries(by=None, at=amsterdam(at))
    run_jobs()
    return list(Mail.objects.filter(about__startswith="planner_entry:").order_by("pk"))


def test_whose_it_is_hears_of_it_once_in_their_language_and_nobody_else_reads_it(world, run_jobs) -> None:
    oliver = world.person("Oliver Brandt")
    planned(world, replace(YEAR_END, owner=oliver, is_yearly=False))
    assert reminded("Mon 2026-12-07 06:30", run_jobs) == []
    mails = reminded("Mon 2026-12-07 07:10", run_jobs)
    assert [m.to for m in mails] == [oliver.email] and mails[0].sent_at is not None
    assert mails[0].subject == "Coming up: Jaarovergang, Mon 14 Dec – Fri 8 Jan 2027"
    assert "/stewardship/planner/entries/" in mails[0].text and mails[0].audience == "organisation_only"
    assert len(reminded("Tue 2026-12-08 07:10", run_jobs)) == 1


def test_moved_to_another_day_it_is_told_again(world, run_jobs) -> None:
    entry = planned(world, replace(YEAR_END, owner=world.submitter, is_yearly=False))
    assert len(reminded("Mon 2026-12-07 08:00", run_jobs)) == 1
    days = Days(DECEMBER.first + timedelta(days=7), DECEMBER.last)
    change_entry(entry=entry, wanted=replace(YEAR_END, owner=world.submitter, days=days), by=world.submitter, at=AT)
    assert len(reminded("Mon 2026-12-14 08:00", run_jobs)) == 2


def test_without_an_owner_the_functional_administrators_hear_of_it(world, run_jobs) -> None:
    planned(world)
    assert [m.to for m in reminded("Mon 2026-12-07 08:00", run_jobs)] == [world.submitter.email]


def test_nothing_is_told_of_what_is_done_or_gone(world, run_jobs) -> None:
    done, gone = planned(world), planned(world)
    finish_entry(entry=done, by=world.submitter, at=AT)
    remove_entry(entry=gone, by=world.submitter, at=AT, following=True)
    assert reminded("Mon 2026-12-07 08:00", run_jobs) == []


def test_every_fact_of_the_planner_is_the_organisations_alone(world) -> None:
    entry = planned(world)
    finish_entry(entry=entry, by=world.submitter, at=AT)
    remove_entry(entry=entry, by=world.submitter, at=AT)
    found = Event.objects.filter(subject=f"planner_entry:{entry.pk}")
    assert {e.name for e in found} == {"EntryPlanned", "EntryDone", "EntryRemoved"}
    assert {(e.audience, e.organisation_id) for e in found} == {("organisation_only", world.customer.pk)}

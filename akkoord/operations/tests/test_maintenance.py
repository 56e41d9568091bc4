# SPDX-License-Identifier: EUPL-1.2
"""Planning, moving, calling off, beginning and ending maintenance. sla:2.3.1, sla:2.3.4"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from akkoord.agreements.in_force import terms_in_force
from akkoord.agreements.reading import read_agreement
from akkoord.agreements.terms import Terms
from akkoord.agreements.tests.files import REFERENCE
from akkoord.audit.models import Event
from akkoord.cases.refusals import NotAllowed
from akkoord.operations.actions.maintenance import (
    begin_maintenance,
    cancel_maintenance,
    end_maintenance,
    move_maintenance,
    plan_maintenance,
)
from akkoord.operations.models import Instance, Maintenance
from akkoord.operations.promised import promised_of
from akkoord.operations.refusals import (
    BadPlan,
    BadWork,
    MaintenanceBegan,
    MaintenanceNotRunning,
    NothingStruck,
    PlanChanged,
    PlanRefused,
    TitleMissing,
)
from akkoord.operations.rules.notice import What
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

AT = amsterdam("Thu 2026-11-19 16:30")
BEGIN, END = amsterdam("Tue 2026-11-24 21:00"), amsterdam("Wed 2026-11-25 01:00")


def plan(world: World, **given) -> Maintenance:
    usual: dict[str, Any] = {
        "kind": "planned",
        "title_nl": "Opslag vervangen",
        "title_en": "Replacing storage",
        "instances": [Instance.objects.get(code="public-portal")],
        "planned_from": BEGIN,
        "planned_until": END,
        "by": world.operator,
        "at": AT,
    }
    return plan_maintenance(**(usual | given))


@pytest.fixture
def plans(world):
    return partial(plan, world)


def told(maintenance: Maintenance) -> list[str]:
    return list(Event.objects.filter(subject=maintenance.key).order_by("pk").values_list("name", flat=True))


def test_what_keeps_notice_and_window_is_announced_at_once(plans, world):
    made = plans(text_nl="Even weg.", text_en="Away for a while.")
    assert made.number.startswith("MNT-2026-") and made.is_public and made.announced_at == AT
    assert made.version_id == terms_in_force(None, AT).version_id
    (first,) = made.plans.all()
    assert (first.sequence, first.planned_from, first.planned_until, first.announced_at) == (0, BEGIN, END, AT)
    assert first.exception == "" and first.by == world.operator
    assert told(made) == ["MaintenanceAnnounced"]


def test_too_late_or_outside_the_window_is_refused_with_the_first_moment_that_would_do(plans):
    with pytest.raises(PlanRefused) as refused:
        plans(planned_from=amsterdam("Fri 2026-11-20 14:00"), planned_until=amsterdam("Fri 2026-11-20 18:00"))
    assert [(b.what, b.promise) for b in refused.value.breaches] == [
        (What.NOTICE, "2.3.1/maintenance-announced"),
        (What.WINDOW, "2.3.1/maintenance-window"),
    ]
    assert refused.value.first == amsterdam("Tue 2026-11-24 21:00")
    assert not Maintenance.objects.exists()


def test_with_a_reason_it_is_saved_as_an_exception(plans):
    made = plans(
        planned_from=amsterdam("Fri 2026-11-20 21:00"), planned_until=amsterdam("Fri 2026-11-20 23:00"), exception=" Lek. "
    )
    assert made.plans.get().exception == "Lek."


def test_a_reason_without_need_makes_no_exception(plans):
    assert plans(exception="Voor de zekerheid.").plans.get().exception == ""


def test_work_that_no_window_holds_is_refused_without_a_first_moment(plans):
    with pytest.raises(PlanRefused) as refused:
        plans(planned_until=amsterdam("Fri 2026-11-27 21:00"))
    assert refused.value.first is None


def test_emergency_maintenance_may_be_the_same_day_at_any_hour(plans):
    made = plans(kind="emergency", is_security=True, planned_from=AT, planned_until=amsterdam("Thu 2026-11-19 17:00"))
    assert made.is_security and made.plans.get().exception == ""


def test_a_patch_keeps_its_own_window_and_asks_no_notice(plans):
    evening = {"planned_from": amsterdam("Thu 2026-11-19 19:00"), "planned_until": amsterdam("Thu 2026-11-19 19:30")}
    assert plans(kind="patch", **evening).plans.get().exception == ""
    with pytest.raises(PlanRefused) as refused:
        plans(kind="patch", planned_from=AT, planned_until=amsterdam("Thu 2026-11-19 17:00"))
    assert [b.promise for b in refused.value.breaches] == ["2.3.4/patch-window"]
    assert refused.value.first == amsterdam("Thu 2026-11-19 19:00")


def test_a_version_in_office_hours_misses_an_aim_and_is_not_refused(plans):
    noon = {"planned_from": amsterdam("Fri 2026-11-20 12:00"), "planned_until": amsterdam("Fri 2026-11-20 13:00")}
    assert plans(kind="version", **noon).kind == "version"
    (window,) = promised_of(terms_in_force(None, AT), "version").windows
    assert window.is_aim and not window.is_inside


def test_a_promise_asks_nothing_of_what_is_announced_before_it_holds():
    day, shipped = amsterdam("Fri 2027-01-01 12:00"), read_agreement(REFERENCE).document
    clause = next(c for c in shipped.clauses if c.clause == "2.3.1")
    later = tuple(p.model_copy(update={"holds_from": day.date()}) if p.notice else p for p in clause.promises)
    clauses = tuple(c.model_copy(update={"promises": later}) if c is clause else c for c in shipped.clauses)
    terms = Terms(shipped.model_copy(update={"clauses": clauses}), frozenset())
    assert promised_of(terms, "planned", AT).notices == () and len(promised_of(terms, "planned", AT).windows) == 1
    assert [n.promise for n in promised_of(terms, "planned", day).notices] == ["2.3.1/maintenance-announced"]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"instances": []}, NothingStruck),
        ({"title_nl": " ", "title_en": ""}, TitleMissing),
        ({"planned_until": BEGIN}, BadPlan),
        ({"planned_from": amsterdam("Thu 2026-11-19 10:00"), "planned_until": AT}, BadPlan),
        ({"planned_from": amsterdam("Tue 2200-12-30 10:00"), "planned_until": amsterdam("Mon 2201-01-05 10:00")}, BadPlan),
    ],
)
def test_a_plan_says_what_it_touches_and_lies_ahead(plans, given, refusal):
    with pytest.raises(refusal):
        plans(**given)
    assert not Maintenance.objects.exists()


def test_only_operations_plan_move_call_off_begin_and_end(plans, world):
    made, at = plans(), {"by": world.agent, "at": AT}
    with pytest.raises(NotAllowed):
        plans(by=world.agent)
    for act in (cancel_maintenance, begin_maintenance, end_maintenance):
        with pytest.raises(NotAllowed):
            act(maintenance=made, **at)
    with pytest.raises(NotAllowed):
        move_maintenance(maintenance=made, planned_from=BEGIN, planned_until=END, **at)


def test_a_form_sent_twice_plans_once(plans):
    key = uuid4()
    assert plans(once=key) == plans(once=key)
    assert Maintenance.objects.count() == 1


def test_moving_announces_anew_and_the_notice_counts_from_then(plans, world):
    made, later = plans(), amsterdam("Mon 2026-11-23 09:00")
    with pytest.raises(PlanRefused) as refused:
        move_maintenance(
            maintenance=made, planned_from=amsterdam("Wed 2026-11-25 21:00"), planned_until=amsterdam("Thu 2026-11-26 01:00"),
            by=world.operator, at=later,
        )  # fmt: skip
    assert refused.value.first == amsterdam("Sat 2026-11-28 09:00")
    begin, end = amsterdam("Mon 2026-11-30 21:00"), amsterdam("Tue 2026-12-01 01:00")
    moved = move_maintenance(maintenance=made, planned_from=begin, planned_until=end, by=world.operator, at=later)
    assert moved.sequence == 1 and (made.planned_from, made.planned_until, made.announced_at) == (begin, end, later)
    assert [p.planned_from for p in made.plans.all()] == [BEGIN, begin], "the first plan stays"
    assert told(made) == ["MaintenanceAnnounced", "MaintenanceMoved"]


def test_moving_to_where_it_was_changes_nothing(plans, world):
    made = plans()
    again = move_maintenance(
        maintenance=made, planned_from=BEGIN, planned_until=END, by=world.operator, at=amsterdam("Mon 2026-11-23 09:00")
    )
    assert again.sequence == 0 and made.announced_at == AT and told(made) == ["MaintenanceAnnounced"]


def test_who_looked_at_an_older_plan_does_not_move_it_away_unseen(plans, world):
    made = plans()
    to: dict[str, Any] = {"planned_from": amsterdam("Mon 2026-11-30 21:00"), "planned_until": amsterdam("Tue 2026-12-01 01:00")}
    move_maintenance(maintenance=made, by=world.operator, at=AT, sequence=0, **to)
    other: dict[str, Any] = {
        "planned_from": amsterdam("Tue 2026-12-01 21:00"),
        "planned_until": amsterdam("Tue 2026-12-01 23:00"),
    }
    with pytest.raises(PlanChanged):
        move_maintenance(maintenance=made, by=world.second_operator, at=AT, sequence=0, **other)
    assert made.plans.count() == 2


def test_calling_off_is_announced_with_a_higher_sequence_and_holds(plans, world):
    made = plans()
    cancel_maintenance(maintenance=made, by=world.operator, at=BEGIN)
    assert made.cancelled_at == BEGIN and made.plans.last().is_cancelled and made.plans.last().sequence == 1
    assert told(made) == ["MaintenanceAnnounced", "MaintenanceCancelled"]
    for act in (cancel_maintenance, begin_maintenance):
        with pytest.raises(MaintenanceBegan):
            act(maintenance=made, by=world.operator, at=END)


def test_work_begins_and_ends_with_its_real_times(plans, world):
    made, began, ended = plans(), amsterdam("Tue 2026-11-24 21:05"), amsterdam("Wed 2026-11-25 01:20")
    with pytest.raises(MaintenanceNotRunning):
        end_maintenance(maintenance=made, by=world.operator, at=began)
    begin_maintenance(maintenance=made, by=world.operator, at=amsterdam("Tue 2026-11-24 21:06"), begun_at=began)
    with pytest.raises(MaintenanceBegan):
        move_maintenance(maintenance=made, planned_from=BEGIN, planned_until=ended, by=world.operator, at=began)
    end_maintenance(maintenance=made, by=world.operator, at=ended)
    assert (made.begun_at, made.ended_at) == (began, ended)
    assert (made.planned_from, made.planned_until) == (BEGIN, END), "running over changes no plan"
    assert told(made) == ["MaintenanceAnnounced", "MaintenanceBegun", "MaintenanceEnded"]
    with pytest.raises(MaintenanceNotRunning):
        end_maintenance(maintenance=made, by=world.operator, at=ended)


def test_work_neither_begins_in_the_future_nor_ends_before_it_began(plans, world):
    made = plans()
    with pytest.raises(BadWork):
        begin_maintenance(maintenance=made, by=world.operator, at=BEGIN, begun_at=END)
    begin_maintenance(maintenance=made, by=world.operator, at=BEGIN)
    for ended_at in (AT, amsterdam("Wed 2026-11-25 02:00")):
        with pytest.raises(BadWork):
            end_maintenance(maintenance=made, by=world.operator, at=END, ended_at=ended_at)


def test_the_night_in_which_the_clock_goes_back_is_planned_in_real_hours(plans):
    begin, end = amsterdam("Sat 2027-10-30 21:00"), amsterdam("Sun 2027-10-31 07:00")
    made = plans(planned_from=begin, planned_until=end)
    made.refresh_from_db()
    assert (made.planned_until - made.planned_from).total_seconds() == 11 * 3600


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_move_it_at_once_one_does():
    with scoped(SYSTEM):
        key = plan(World()).pk
    ready, evenings = Barrier(2), [amsterdam("Mon 2026-11-30 21:00"), amsterdam("Tue 2026-12-01 21:00")]

    def move(number: int) -> str:
        try:
            with scoped(SYSTEM):
                world, mine = World(), Maintenance.objects.get(pk=key)
                person = (world.operator, world.second_operator)[number]
                until, reason = amsterdam("Wed 2026-12-02 23:00"), "Samen."
                ready.wait(10)
                move_maintenance(
                    maintenance=mine, planned_from=evenings[number], planned_until=until,
                    by=person, at=AT, exception=reason, sequence=0,
                )  # fmt: skip
                return "moved"
        except PlanChanged as refusal:
            return refusal.code
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(move, range(2))) == ["moved", "plan_changed"]
    with scoped(SYSTEM):
        assert [p.sequence for p in Maintenance.objects.get(pk=key).plans.all()] == [0, 1]

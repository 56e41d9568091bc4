# SPDX-License-Identifier: EUPL-1.2
"""Maintenance on the pages of operations: what a plan means stands there before it is announced. sla:2.3.1"""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from akkoord.operations.actions.maintenance import begin_maintenance, plan_maintenance
from akkoord.operations.models import Instance, Maintenance
from akkoord.operations.weighing import read_plan
from akkoord.site.world.moments import amsterdam

NEW = "/operations/maintenance/new"


@pytest.fixture
def portal(world) -> Instance:
    return Instance.objects.get(code="public-portal")


@pytest.fixture
def given(portal) -> dict[str, str]:
    """It is Thursday 19 November 12:50."""
    return {
        "kind": "planned", "title_nl": "Opslag vervangen", "title_en": "Replacing storage", "instances": str(portal.pk),
        "planned_from": "2026-11-24T21:00", "planned_until": "2026-11-25T01:00", "once": "4b5b2d9c-54a0-4f3e-9d5f-0a4a2ce0a002",
    }  # fmt: skip


@pytest.fixture
def planned(world, portal) -> Maintenance:
    return plan_maintenance(
        kind="planned", title_nl="Opslag", title_en="Storage", instances=[portal], by=world.operator,
        planned_from=amsterdam("Tue 2026-11-24 21:00"), planned_until=amsterdam("Wed 2026-11-25 01:00"),
        at=amsterdam("Thu 2026-11-19 12:00"),
    )  # fmt: skip


def text_of(answer) -> str:
    return str(answer.content.decode())


def seen_in(answer) -> str:
    return str(re.findall(r'name="seen" value="([^"]+)"', text_of(answer))[0])


def offered_in(answer) -> str:
    return str(re.findall(r'name="take" value="([^"]+)"', text_of(answer))[0])


def at(work: Maintenance, name: str = "staff_maintenance") -> str:
    return reverse(name, args=[work.number])


def test_what_a_plan_means_is_read_before_it_is_announced(world, visit, given):
    page = visit(world.operator)
    looked = page.post(NEW, given)
    assert looked.status_code == 200 and not Maintenance.objects.exists()
    answer = page.post(NEW, given | {"seen": seen_in(looked)})
    made = Maintenance.objects.get()
    assert answer.status_code == 303 and answer.url == at(made)
    assert "Opslag vervangen" in text_of(page.get(answer.url)) and "Opslag vervangen" in text_of(page.get("/status"))


def test_too_late_is_refused_with_the_first_moment_that_would_do_and_one_tap_takes_it(world, visit, given):
    page = visit(world.operator)
    late = given | {"planned_from": "2026-11-20T14:00", "planned_until": "2026-11-20T18:00", "text_nl": "Alles even weg."}
    looked = page.post(NEW, late)
    seen = text_of(looked)
    assert offered_in(looked) == "2026-11-24T20:00:00+00:00" and "Alles even weg." in seen
    assert "#2.3.1" in seen and not Maintenance.objects.exists()
    assert page.post(NEW, late | {"take": offered_in(looked)}).status_code == 303
    made = Maintenance.objects.get()
    assert made.planned_from == amsterdam("Tue 2026-11-24 21:00") and made.planned_until == amsterdam("Wed 2026-11-25 01:00")
    assert made.plans.get().exception == "" and made.text_nl == "Alles even weg."


def test_an_exception_takes_a_reason_and_both_readings_stand_there_first(world, visit, given):
    page = visit(world.operator)
    late = given | {"planned_from": "2026-11-20T21:00", "planned_until": "2026-11-20T23:00"}
    looked = page.post(NEW, late)
    reading = read_plan(
        "planned", is_security=False, begin=amsterdam("Fri 2026-11-20 21:00"), end=amsterdam("Fri 2026-11-20 23:00"),
        at=amsterdam("Thu 2026-11-19 12:50"),
    )  # fmt: skip
    assert (reading.own, reading.other, reading.is_refused) == ("down", "left_out", True)
    assert seen_in(looked) == reading.mark
    without = page.post(NEW, late | {"seen": seen_in(looked), "exception": " "})
    assert without.status_code == 422 and not Maintenance.objects.exists()
    assert page.post(NEW, late | {"seen": seen_in(looked), "exception": "De schijf begeeft het."}).status_code == 303
    made = Maintenance.objects.get()
    assert made.plans.get().exception == "De schijf begeeft het."
    assert "De schijf begeeft het." in text_of(page.get(at(made)))


def test_a_plan_changed_after_it_was_read_is_shown_again(world, visit, given):
    page = visit(world.operator)
    looked = page.post(NEW, given)
    again = page.post(NEW, given | {"planned_until": "2026-11-25T02:00", "seen": seen_in(looked)})
    assert again.status_code == 200 and not Maintenance.objects.exists()


def test_work_longer_than_any_window_hears_that_no_hours_do(world, visit, given):
    looked = visit(world.operator).post(NEW, given | {"planned_until": "2026-11-29T21:00"})
    assert 'name="take" value="2' not in text_of(looked) and "seen" in text_of(looked)


@pytest.mark.parametrize(
    "wrong",
    [
        {"instances": ""},
        {"planned_until": "2026-11-24T20:00"},
        {"planned_from": "gisteren"},
        {"take": "straks"},
        {"instances": "0"},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(world, visit, given, wrong):
    answer = visit(world.operator).post(NEW, given | {"text_nl": "Even <weg>."} | wrong)
    assert answer.status_code == 422 and "Even &lt;weg&gt;." in text_of(answer) and not Maintenance.objects.exists()


def test_moving_announces_anew_unless_a_colleague_was_first(world, visit, planned):
    page, colleague = visit(world.operator), visit(world.second_operator)
    to = {"planned_from": "2026-12-01T21:00", "planned_until": "2026-12-02T01:00", "sequence": "0"}
    looked = page.post(at(planned, "move_maintenance"), to)
    assert page.post(at(planned, "move_maintenance"), to | {"seen": seen_in(looked)}).status_code == 303
    planned.refresh_from_db()
    assert planned.planned_from == amsterdam("Tue 2026-12-01 21:00") and planned.plans.count() == 2
    other = to | {"planned_from": "2026-12-01T22:00"}
    looked = colleague.post(at(planned, "move_maintenance"), other)
    late = colleague.post(at(planned, "move_maintenance"), other | {"seen": seen_in(looked)})
    assert late.status_code == 422 and planned.plans.count() == 2


def test_calling_off_says_what_that_does_first(world, visit, planned):
    page = visit(world.operator)
    assert page.get(at(planned, "cancel_maintenance")).status_code == 200
    assert page.post(at(planned, "cancel_maintenance")).status_code == 303
    planned.refresh_from_db()
    assert planned.cancelled_at is not None
    assert page.post(at(planned, "begin_maintenance"), {"moment": "2026-11-19T12:45:00"}).status_code == 422


def test_work_begins_and_ends_and_what_ran_over_is_said(world, visit, planned, clock):
    clock("Tue 2026-11-24 21:05")
    page = visit(world.operator)
    assert page.post(at(planned, "begin_maintenance"), {"moment": "2026-11-24T22:00"}).status_code == 422, "not in the future"
    assert page.post(at(planned, "begin_maintenance"), {"moment": "2026-11-24T21:01"}).status_code == 303
    clock("Wed 2026-11-25 01:30")
    page = visit(world.operator)
    assert "30" in text_of(page.get(at(planned)))
    assert page.post(at(planned, "end_maintenance"), {"moment": "2026-11-25T01:20"}).status_code == 303
    planned.refresh_from_db()
    assert planned.begun_at == amsterdam("Tue 2026-11-24 21:01") and planned.ended_at == amsterdam("Wed 2026-11-25 01:20")


def test_in_the_night_in_which_the_clock_goes_forward_the_offer_keeps_the_real_length(world, visit, given, clock):
    clock("Mon 2027-03-22 10:00")
    page = visit(world.operator)
    whole_night = given | {"planned_from": "2027-03-27T21:00", "planned_until": "2027-03-28T07:00"}
    looked = page.post(NEW, whole_night)
    page.post(NEW, whole_night | {"seen": seen_in(looked)})
    made = Maintenance.objects.get()
    assert (made.planned_until - made.planned_from).total_seconds() == 9 * 3600


PLACES = ("maintenances", "new_maintenance", "staff_maintenance", "move_maintenance", "cancel_maintenance", "begin_maintenance", "end_maintenance")  # fmt: skip


def test_readers_look_and_only_operations_write(world, visit, planned):
    begin_maintenance(maintenance=planned, by=world.operator, at=amsterdam("Tue 2026-11-24 21:00"))
    for name in PLACES:
        where = reverse(name, args=[] if name in ("maintenances", "new_maintenance") else [planned.number])
        assert visit(world.operator).get(where).status_code == 200, name
        assert visit(world.lead).get(where).status_code == (200 if name in ("maintenances", "staff_maintenance") else 404), name
        for stranger in (world.agent, world.submitter, world.stranger):
            assert visit(stranger).get(where).status_code == 404, name


def test_the_list_asks_the_same_few_questions_however_long_it_is(world, visit, portal, django_assert_max_num_queries):
    for day in range(1, 9):
        plan_maintenance(
            kind="emergency", title_nl=f"Werk {day}", title_en="Work", instances=[portal], by=world.operator,
            planned_from=amsterdam("Thu 2026-11-19 13:00"), planned_until=amsterdam("Thu 2026-11-19 14:00"),
            at=amsterdam("Thu 2026-11-19 12:00"),
        )  # fmt: skip
    last = Maintenance.objects.get(title_nl="Werk 8")
    for day in range(1, 53):
        once = plan_maintenance(
            kind="emergency", title_nl=f"Eens {day:02}", title_en="Once", instances=[portal], by=world.operator,
            planned_from=amsterdam("Tue 2026-11-03 13:00"), planned_until=amsterdam("Tue 2026-11-03 14:00"),
            at=amsterdam("Tue 2026-11-03 12:00"),
        )  # fmt: skip
    page = visit(world.operator)
    page.get("/operations/maintenance")
    with django_assert_max_num_queries(14):
        first = text_of(page.get("/operations/maintenance"))
    assert first.count("Werk ") == 8 and first.count("Eens ") == 50 and first.index(last.number) < first.index(once.number)
    third = Maintenance.objects.get(title_nl="Eens 03").number
    rest = text_of(page.get(f"/operations/maintenance?before={third}"))
    assert "Eens 02" in rest and "Eens 04" not in rest and "Werk " not in rest

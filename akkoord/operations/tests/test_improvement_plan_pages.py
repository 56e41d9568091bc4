# SPDX-License-Identifier: EUPL-1.2
"""Operations write and publish a plan; everybody reads it from then on, nobody before. sla:2.3.1"""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from akkoord.cases.tests.reading import clock_at, signed_in, words_of
from akkoord.notifications.models import Mail
from akkoord.operations.actions.plans import demand_plan, publish_plan
from akkoord.operations.models import ImprovementPlan
from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM
from akkoord.site.world.moments import amsterdam

AT = amsterdam("Thu 2026-11-05 10:00")
STAFF, PUBLISHING, PAGE = "/operations/plans/2026-10", "/operations/plans/2026-10/publication", "/availability/plans/2026-10"
TEXT = {"text_nl": "Wij zetten het netwerk dubbel neer.", "text_en": "We double the network."}


@pytest.fixture
def plan(world) -> ImprovementPlan:
    end = amsterdam("Sun 2026-11-01 00:00")
    return demand_plan(month=date(2026, 10, 1), promise="2.3.1/availability", since=end, by=None, at=end)


def test_plan_is_kept_then_published_and_then_everybody_reads_it(world, plan):
    operator = signed_in(world.operator)
    assert operator.post(STAFF, TEXT, at=AT).status_code == 303
    assert Client().get(PAGE).status_code == 404, "a draft is nobody's outside"
    page = words_of(operator.get(STAFF, at=AT).content.decode())
    assert "Wij zetten het netwerk dubbel neer." in page and "kan niet meer veranderen" in page
    assert operator.post(PUBLISHING, TEXT, at=AT).status_code == 303
    with clock_at(AT):
        assert "Wij zetten het netwerk dubbel neer." in words_of(Client().get(PAGE).content.decode())
        assert "We double the network." in words_of(Client().get(f"{PAGE}?language=en").content.decode())
    assert operator.post(PUBLISHING, TEXT, at=AT).status_code == 422, "once is for good"
    assert "<textarea" not in operator.get(STAFF, at=AT).content.decode()


def test_what_was_typed_is_kept_when_it_is_refused(world, plan):
    answer = signed_in(world.operator).post(PUBLISHING, {"text_nl": " ", "text_en": ""}, at=AT)
    assert answer.status_code == 422
    publish_plan(plan=plan, **TEXT, by=world.second_operator, at=AT)
    answer = signed_in(world.operator).post(STAFF, {"text_nl": "Mijn eigen werk", "text_en": ""}, at=AT)
    assert answer.status_code == 422
    assert "Misschien was een collega je voor." in answer.content.decode() and "Mijn eigen werk" in answer.content.decode()


def test_the_lead_reads_and_does_not_write_and_others_find_nothing(world, plan):
    lead = signed_in(world.lead)
    assert lead.get("/operations/plans", at=AT).status_code == 200
    assert "<textarea" not in lead.get(STAFF, at=AT).content.decode()
    assert lead.post(STAFF, TEXT, at=AT).status_code == 404
    for person in (world.agent, world.administrator, world.stranger):
        reader = signed_in(person)
        for address in ("/operations/plans", STAFF, PAGE):
            assert reader.get(address, at=AT).status_code == 404, (person, address)
        assert reader.post(STAFF, TEXT, at=AT).status_code == 404
        assert reader.post(PUBLISHING, TEXT, at=AT).status_code == 404
    assert ImprovementPlan.objects.get().text_nl == ""


@pytest.mark.parametrize("month", ["2026-09", "2026-13", "2026-1", "x", "2026-10-01", "２０２６-10"])
def test_a_month_without_a_plan_is_not_found(world, plan, month):
    assert signed_in(world.operator).get(f"/operations/plans/{month}", at=AT).status_code == 404


def test_database_shows_the_public_only_what_was_published(world, plan):
    set_scope(PUBLIC)
    assert not ImprovementPlan.objects.exists()
    set_scope(SYSTEM)
    publish_plan(plan=plan, **TEXT, by=world.operator, at=AT)
    set_scope(PUBLIC)
    assert ImprovementPlan.objects.get().text_en == "We double the network."


def test_operations_hear_by_mail_that_a_plan_is_due_and_by_when(world, plan, run_jobs):
    run_jobs()
    told = Mail.objects.filter(subject__contains="oktober 2026")
    assert {letter.person_id for letter in told} >= {world.operator.pk, world.second_operator.pk}
    assert "maandag 16 november" in told[0].text


def test_list_asks_the_database_as_often_for_many_plans_as_for_few(world, plan, django_assert_max_num_queries):
    for month in range(1, 10):
        demand_plan(month=date(2026, month, 1), promise="2.3.1/availability", since=AT, by=None, at=AT)
    operator = signed_in(world.operator)
    operator.get("/operations/plans", at=AT)
    with django_assert_max_num_queries(14):
        operator.get("/operations/plans", at=AT)


def test_page_of_operations_shows_the_plan_until_it_is_published(world, plan):
    operator = signed_in(world.operator)
    assert STAFF in operator.get("/operations", at=AT).content.decode()
    publish_plan(plan=plan, **TEXT, by=world.operator, at=AT)
    assert STAFF not in operator.get("/operations", at=AT).content.decode()

# SPDX-License-Identifier: EUPL-1.2
"""A customer disputes a figure or an outage, sees what was recorded to the second, and gets an answer of operations. sla:2.3.1"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from akkoord.cases.actions import make_move
from akkoord.cases.models import Case
from akkoord.cases.refusals import NotAllowed, NothingSaid
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.notifications.models import Mail
from akkoord.operations.actions.disputes import raise_dispute
from akkoord.operations.actions.outages import ask_correction, close_outage, decide_correction, open_outage
from akkoord.operations.models import Component, DisputeDetail, Instance, Outage
from akkoord.operations.rules.words import Impact
from akkoord.people.rules import PortalRole
from akkoord.scope.database import set_scope
from akkoord.scope.rules import Scope, Side
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

AT = amsterdam("Tue 2026-11-03 10:00")
BEGAN, ENDED = amsterdam("Tue 2026-10-06 10:00"), amsterdam("Tue 2026-10-06 11:00:00")
PAGE = "/dispute?month=2026-10&component=public-portal"


@pytest.fixture
def outage(world) -> Outage:
    made = open_outage(
        title_nl="Portaal eruit", title_en="Portal down", instances={Instance.objects.get(code="public-portal"): Impact.DOWN},
        severity="major", began_at=BEGAN, by=world.operator, at=BEGAN,
    )  # fmt: skip
    close_outage(made, ended_at=ENDED, by=world.operator, at=ENDED)
    return made


def disputed(world: World, **about: Any) -> Case:
    return raise_dispute(
        organisation=world.customer, subject="Publiek portaal", text="Hij lag er tot twaalf uur uit.", by=world.administrator,
        at=AT, **(about or {"month": date(2026, 10, 1), "component": Component.objects.get(code="public-portal")}),
    )  # fmt: skip


def test_figure_stands_with_the_dispute_as_it_was_and_the_page_says_what_it_became(world, outage):
    case = disputed(world)
    assert case.number.startswith("DIS-2026-") and case.version_id is not None
    assert case.dispute.best == case.dispute.worst == Decimal("99.8657")  # an hour of 745
    at = amsterdam("Wed 2026-11-04 10:00")
    ask_correction(outage=outage, reason="Log.", ended_at=amsterdam("Tue 2026-10-06 12:00"), by=world.operator, at=at)
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=at)
    text = words_of(signed_in(world.administrator).get(case.get_absolute_url(), at=at).content.decode())
    assert "99,8657 %" in text.replace("\u00a0", " ") and "99,7315 %" in text.replace("\u00a0", " ")
    assert "6 okt 10:00:00" in text and "6 okt 12:00:00" in text


def test_the_form_shows_the_raw_intervals_and_sent_twice_is_one_case(world, outage):
    reader = signed_in(world.administrator)
    page = reader.get(PAGE, at=AT).content.decode()
    assert "6 okt 10:00:00" in page and "Publiek portaal in oktober 2026" in page
    sent = dict(re.findall(r'<input[^>]*name="(once|organisation|month|component)"[^>]*value="([^"]*)"', page))
    assert set(sent) == {"once", "organisation", "month", "component"}
    answers = [reader.post("/dispute", sent | {"text": "Niet waar."}, at=AT) for _ in range(2)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (303, Case.objects.get(kind_name="dispute").get_absolute_url())
    }
    refused = reader.post("/dispute", sent | {"text": "", "once": ""}, at=AT)
    assert refused.status_code == 422 and "Niet waar" not in refused.content.decode()


def test_operations_hear_of_it_and_reject_with_a_reason(world, outage, run_jobs):
    case = disputed(world, outage=outage)
    run_jobs()
    assert {m.person_id for m in Mail.objects.filter(about=case.key)} >= {
        world.operator.pk, world.second_operator.pk, world.administrator.pk,
    }  # fmt: skip
    with pytest.raises(NothingSaid):
        make_move(case=case, move="reject", by=world.operator, at=AT)
    operator = signed_in(world.operator)
    assert "Bezwaar" in operator.get(case.get_absolute_url(), at=AT).content.decode()
    answer = operator.post(f"{case.get_absolute_url()}/rejection", {"text": "Onze log zegt elf uur."}, at=AT)
    assert answer.status_code in (302, 303)
    case.refresh_from_db()
    assert (case.state, case.assignee) == ("rejected", world.operator)
    customer = words_of(signed_in(world.administrator).get(case.get_absolute_url(), at=AT).content.decode())
    assert "Onze log zegt elf uur." in customer
    assert "Deze storing corrigeren" not in customer


def test_accepted_leads_operations_to_the_correction_by_two_people(world, outage):
    case = disputed(world, outage=outage)
    make_move(case=case, move="accept", by=world.operator, at=AT, text="Klopt.")
    page = signed_in(world.operator).get(case.get_absolute_url(), at=AT).content.decode()
    assert f"/operations/outages/{outage.number}" in page and "een tweede beslist" in words_of(page)
    for other in (world.lead, world.administrator):
        assert f"/operations/outages/{outage.number}" not in signed_in(other).get(case.get_absolute_url(), at=AT).content.decode()
    outage.refresh_from_db()
    assert outage.ended_at == ENDED, "accepting changes nothing by itself"


def test_an_agent_and_the_lead_decide_nothing(world, outage):
    case = disputed(world, outage=outage)
    for person in (world.agent, world.lead, world.submitter):
        with pytest.raises(NotAllowed):
            make_move(case=case, move="accept", by=person, at=AT, text="Ja.")


def test_only_functional_administrators_of_the_organisation_dispute(world, outage):
    for person in (world.submitter, world.manager, world.member, world.operator):
        with pytest.raises(NotAllowed):
            raise_dispute(organisation=world.customer, subject="x", text="x", outage=outage, by=person, at=AT)
        assert signed_in(person).get(PAGE, at=AT).status_code == 404
    with pytest.raises(NotAllowed):  # administrator, but of another organisation
        raise_dispute(organisation=world.first_class, subject="x", text="x", outage=outage, by=world.administrator, at=AT)
    assert PortalRole.ADMINISTRATOR in world.administrator.roles_in(world.customer.pk)


def test_strangers_and_other_roles_never_see_it(world, outage):
    case = disputed(world, outage=outage)
    for person in (world.stranger, world.first_class_submitter, world.member, world.agent):
        assert signed_in(person).get(case.get_absolute_url(), at=AT).status_code == 404
    for person in (world.administrator, world.operator, world.lead):
        assert signed_in(person).get(case.get_absolute_url(), at=AT).status_code == 200
    with transaction.atomic():
        set_scope(Scope(Side.CUSTOMER, frozenset({world.first_class.pk}), 1))
        assert not DisputeDetail.objects.exists()


@pytest.mark.parametrize(
    "about",
    ["month=2026-12", "month=x", "month=2026-10&component=network", "month=2026-10&component=x", "outage=OUT-1", ""],
)
def test_what_is_not_there_or_not_theirs_cannot_be_disputed(world, outage, about):
    assert signed_in(world.administrator).get(f"/dispute?{about}", at=AT).status_code == 404


def test_pages_of_outage_and_month_lead_there_for_those_who_may(world, outage):
    pages = (outage.get_absolute_url(), "/availability/2026-10", "/availability/2026-10/public-portal")
    for page in pages:
        assert "/dispute?" in signed_in(world.administrator).get(page, at=AT).content.decode()
        assert "/dispute?" not in signed_in(world.submitter).get(page, at=AT).content.decode()


def test_queue_of_the_desk_is_no_worse_for_a_dispute(world, outage):
    disputed(world, outage=outage)
    assert signed_in(world.lead).get("/queue", at=AT).status_code == 200
    assert "DIS-2026-" in signed_in(world.operator).get("/cases", at=AT).content.decode()

# SPDX-License-Identifier: EUPL-1.2
"""A customer asks about the agreement or objects to a change, and is answered; or ends the contract over it. sla:1.2"""

from __future__ import annotations

import re

import pytest
from django.db import transaction

from akkoord.agreements.actions import announce_draft, put_in_draft
from akkoord.agreements.models import AgreementVersion, Contract
from akkoord.agreements.tests.test_drafts import TEXT
from akkoord.cases.actions import make_move
from akkoord.cases.models import Case
from akkoord.cases.refusals import NotAllowed, NothingSaid
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.notifications.models import Mail
from akkoord.objections.actions import ask_about_agreement
from akkoord.objections.models import AgreementQuestionDetail
from akkoord.people.models import Person
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM, Scope, Side
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

AT = amsterdam("Thu 2026-11-19 12:00")


@pytest.fixture
def change(world) -> AgreementVersion:
    draft = put_in_draft(source_text=TEXT, file_name="2027-1.yaml", by=None, at=AT)
    return announce_draft(draft=draft, by=None, at=AT)


def author(world: World) -> Person:
    """Ruben, product manager."""
    return world.person("Ruben Castelijn")


def objection(world: World, change: AgreementVersion) -> Case:
    return ask_about_agreement(
        organisation=world.customer, about=change, text="Dit willen we niet.", is_objection=True, by=world.administrator, at=AT
    )


def test_a_question_about_a_clause_is_asked_from_the_agreement_and_answered_by_the_vendor(world, run_jobs) -> None:
    reader = signed_in(world.submitter)
    assert "/agreement/question?clause=" in reader.get("/agreement", at=AT).content.decode()
    page = reader.get("/agreement/question?clause=2.2.3", at=AT).content.decode()
    assert "Prioriteiten" in page and 'name="is_objection"' not in page
    sent = dict(re.findall(r'<input[^>]*name="(once|organisation|clause)"[^>]*value="([^"]*)"', page))
    assert set(sent) == {"once", "organisation", "clause"}
    answers = [reader.post("/agreement/question", sent | {"text": "Wat is een werkdag?"}, at=AT) for _ in range(2)]
    case = Case.objects.get(kind_name="agreement_question")
    assert {a["Location"] for a in answers} == {case.get_absolute_url()}, "sent twice is one case"
    assert case.number.startswith("AGR-2026-") and case.agreement_question.clause == "2.2.3"
    run_jobs()
    assert {m.person_id for m in Mail.objects.filter(about=case.key)} >= {author(world).pk, world.lead.pk}
    with pytest.raises(NothingSaid):
        make_move(case=case, move="answer", by=author(world), at=AT)
    answer = signed_in(author(world)).post(f"{case.get_absolute_url()}/answer", {"text": "Maandag tot en met vrijdag."}, at=AT)
    assert answer.status_code in (302, 303)
    case.refresh_from_db()
    assert (case.state, case.assignee) == ("answered", author(world))
    assert "Maandag tot en met vrijdag." in words_of(reader.get(case.get_absolute_url(), at=AT).content.decode())


def test_an_administrator_objects_to_a_change_that_is_coming(world, change) -> None:
    reader = signed_in(world.administrator)
    assert "/agreement/question?change=2027-1" in reader.get("/agreement", at=AT).content.decode()
    assert "/agreement/question?change=2027-1" in reader.get("/agreement/versions/2027-1/against/2026-2", at=AT).content.decode()
    page = reader.get("/agreement/question?change=2027-1", at=AT).content.decode()
    assert 'name="is_objection"' in page and "1 werkdag wordt 4 uur" in words_of(page)
    sent = {"organisation": str(world.customer.pk), "change": "2027-1", "is_objection": "on", "text": "Liever niet."}
    assert reader.post("/agreement/question", sent, at=AT).status_code == 303
    detail = AgreementQuestionDetail.objects.get()
    assert detail.is_objection and detail.about == change


def test_who_does_not_administer_asks_but_does_not_object(world, change) -> None:
    reader = signed_in(world.submitter)
    assert 'name="is_objection"' not in reader.get("/agreement/question?change=2027-1", at=AT).content.decode()
    sent = {"organisation": str(world.customer.pk), "change": "2027-1", "is_objection": "on", "text": "Liever niet."}
    assert reader.post("/agreement/question", sent, at=AT).status_code == 303
    assert not AgreementQuestionDetail.objects.get().is_objection
    with pytest.raises(NotAllowed):
        ask_about_agreement(organisation=world.customer, about=change, text="x", is_objection=True, by=world.submitter, at=AT)


def test_without_a_solution_the_customer_may_end_and_the_page_says_what_holds_until_when(world, change) -> None:
    case = objection(world, change)
    vendor = signed_in(author(world))
    contract = Contract.objects.get(organisation=world.customer)
    there = f"/agreement/contracts/{contract.pk}?over=2027-1"
    assert there not in vendor.get(case.get_absolute_url(), at=AT).content.decode(), "first a solution is looked for"
    make_move(case=case, move="leave_unsolved", by=author(world), at=AT, text="We komen er niet uit.")
    assert there in vendor.get(case.get_absolute_url(), at=AT).content.decode()
    assert there not in signed_in(world.administrator).get(case.get_absolute_url(), at=AT).content.decode()
    ended = vendor.post(f"/agreement/contracts/{contract.pk}/ending", {"over": "2027-1", "ends_on": "2026-12-31"}, at=AT)
    assert ended.status_code == 303
    page = words_of(signed_in(world.administrator).get(case.get_absolute_url(), at=AT).content.decode())
    assert "zo 28 feb 2027" in page and "Opgezegd om deze wijziging" in page


def test_nobody_but_the_vendors_product_and_lead_decides(world, change) -> None:
    case = objection(world, change)
    for person in (world.agent, world.operator, world.administrator):
        for move in ("answer", "leave_unsolved"):
            with pytest.raises(NotAllowed):
                make_move(case=case, move=move, by=person, at=AT, text="Ja.")


def test_strangers_and_other_roles_never_see_it(world, change) -> None:
    case = objection(world, change)
    for person in (world.stranger, world.first_class_submitter, world.member, world.submitter, world.agent, world.operator):
        assert signed_in(person).get(case.get_absolute_url(), at=AT).status_code == 404, person
    for person in (world.administrator, world.lead, author(world)):
        assert signed_in(person).get(case.get_absolute_url(), at=AT).status_code == 200, person
    with transaction.atomic():
        set_scope(Scope(Side.CUSTOMER, frozenset({world.first_class.pk}), 1))
        assert not AgreementQuestionDetail.objects.exists()
    set_scope(SYSTEM)


def test_only_for_ones_own_organisation(world, change) -> None:
    with pytest.raises(NotAllowed):
        ask_about_agreement(organisation=world.first_class, about=change, text="x", by=world.administrator, at=AT)
    sent = {"organisation": str(world.first_class.pk), "change": "2027-1", "text": "x"}
    assert signed_in(world.administrator).post("/agreement/question", sent, at=AT).status_code == 422
    for person in (world.member, world.agent, author(world)):
        assert signed_in(person).get("/agreement/question?clause=2.2.3", at=AT).status_code == 404


@pytest.mark.parametrize("about", ["clause=9.9", "change=1999-1", "change=2025-1", "change=%00x", "clause=%00x"])
def test_what_is_not_there_or_changes_nothing_cannot_be_asked_about(world, about: str) -> None:
    assert signed_in(world.administrator).get(f"/agreement/question?{about}", at=AT).status_code == 404


def test_lists_and_queue_show_it_to_who_works_on_it(world, change) -> None:
    case = objection(world, change)
    assert case.number in signed_in(author(world)).get("/cases", at=AT).content.decode()
    assert case.number in signed_in(world.administrator).get("/cases", at=AT).content.decode()
    assert signed_in(world.lead).get("/queue", at=AT).status_code == 200

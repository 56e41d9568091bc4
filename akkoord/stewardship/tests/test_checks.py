# SPDX-License-Identifier: EUPL-1.2
"""The yearly self-check: who fills it in, how it compares, and the plan on the work list. beheer:1-5"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from akkoord.cases.tests.reading import signed_in
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import fill_work, found_stewards
from akkoord.stewardship.actions.checks import fill_in_check, plan_step
from akkoord.stewardship.check_refusals import AnswersMissing, NotYours
from akkoord.stewardship.checks import questions_of
from akkoord.stewardship.models import SelfCheck, WorkTask
from akkoord.stewardship.refusals import NotAllowed
from akkoord.stewardship.rules.roles import StewardRole

AT = amsterdam("Thu 2026-11-19 12:00")
OWNER, FUNCTIONAL = StewardRole.KEY_USER, StewardRole.FUNCTIONAL_ADMINISTRATOR


@pytest.fixture(autouse=True)
def _stewards(world) -> None:
    found_stewards(AT)


def answers(role: StewardRole, score: int = 3) -> dict[str, tuple[int, str]]:
    return {question.key: (score, "") for question in questions_of(role)}


def test_who_holds_a_role_fills_in_its_check_and_a_later_one_replaces_it(world) -> None:
    fill = {"organisation": world.customer, "role": OWNER, "year": 2026, "by": world.manager, "at": AT}
    first = fill_in_check(**fill, answers=answers(OWNER))
    assert fill_in_check(**fill, answers=answers(OWNER)) == first, "sent twice it is one"
    later = fill_in_check(**fill, answers=answers(OWNER, 4))
    first.refresh_from_db()
    assert first.ended_by == world.manager and later.answers.count() == 4
    assert SelfCheck.objects.in_force().get(organisation=world.customer, role=OWNER) == later


def test_others_do_not_fill_it_in_and_no_question_is_left_open(world) -> None:
    fill = {"organisation": world.customer, "role": FUNCTIONAL, "year": 2026, "at": AT}
    for nobody in (world.manager, world.member, world.stranger, world.lead):
        with pytest.raises(NotYours):
            fill_in_check(**fill, answers=answers(FUNCTIONAL), by=nobody)
    for wrong in ({}, {**answers(FUNCTIONAL), "time": (5, "")}, {**answers(FUNCTIONAL), "time": (0, "")}):
        with pytest.raises(AnswersMissing):
            fill_in_check(**fill, answers=wrong, by=world.submitter)
    assert fill_in_check(**fill, answers=answers(FUNCTIONAL), by=world.administrator).created_by == world.administrator


def test_a_step_of_the_plan_is_on_the_work_list_once(world) -> None:
    check = fill_in_check(organisation=world.customer, role=OWNER, year=2026, answers=answers(OWNER, 1), by=world.manager, at=AT)
    step = {
        "check": check,
        "title": "Testlijst maken",
        "on": date(2026, 12, 1),
        "owner": world.manager,
        "at": AT,
        "once": uuid4(),
    }
    with pytest.raises(NotAllowed):
        plan_step(**step, by=world.member)
    assert plan_step(**step, by=world.submitter) == plan_step(**step, by=world.submitter)
    assert WorkTask.objects.get(plan_of=check).owner == world.manager
    assert "Testlijst maken" in signed_in(world.manager).get("/stewardship/work", at=AT).content.decode()


def read(person, address: str) -> str:
    answer = signed_in(person).get(address, at=AT)
    assert answer.status_code == 200, address
    text: str = answer.content.decode()
    return text


def test_the_page_compares_with_last_year_and_advises(world) -> None:
    fill_work(AT)
    page = read(world.submitter, "/stewardship/check")
    assert "2,4 van 4, 0,4 hoger dan in 2025" in page
    assert "2,2 van 4, 0,3 lager dan in 2025" in page or "0,2 lager dan in 2025" in page
    assert "niet ingevuld voor 2026" in page, "the process owners did not"
    assert "Plan elke maand een consultancydag" in page and "Werk Tarik in als tweede functioneel beheerder" in page
    english = read(world.person("Oliver Brandt"), "/stewardship/check")
    assert "2.4 of 4, 0.4 higher than in 2025" in english and "traineeship" in english


def test_the_form_keeps_answers_names_what_is_missing_and_saves(world) -> None:
    reader = signed_in(world.manager)
    address = "/stewardship/check/key-user/answers"
    sent = {"owner": 2, "owner-note": "Half", "instruction": 3, "improve": 1}
    wrong = reader.post(address, sent, at=AT)
    page = wrong.content.decode()
    assert wrong.status_code == 422 and 'value="Half"' in page and "Kies een antwoord." in page
    for _twice in range(2):
        assert reader.post(address, sent | {"test": 4}, at=AT).status_code == 303
    assert SelfCheck.objects.filter(role=OWNER).count() == 1
    page = read(world.manager, "/stewardship/check/key-user")
    assert "Half" in page and "In het plan" not in page, "an owner puts nothing on the administrators' list"
    assert "In het plan" in read(world.submitter, "/stewardship/check/key-user")


def test_a_step_by_form(world) -> None:
    fill_in_check(organisation=world.customer, role=OWNER, year=2026, answers=answers(OWNER, 1), by=world.manager, at=AT)
    reader, address = signed_in(world.submitter), "/stewardship/check/key-user"
    assert 'value="Maak een korte testlijst per proces"' in read(
        world.submitter, address + "?step=Maak+een+korte+testlijst+per+proces"
    )
    sent = {"title": "Testlijst", "first_on": "", "owner": "", "once": uuid4()}
    assert reader.post(address, sent, at=AT).status_code == 422
    for _twice in range(2):
        assert reader.post(address, sent | {"first_on": "2026-12-01"}, at=AT).status_code == 303
    assert WorkTask.objects.filter(title="Testlijst").count() == 1
    assert signed_in(world.manager).post(address, sent | {"first_on": "2026-12-01"}, at=AT).status_code == 404


def test_it_waits_for_holders_in_the_last_quarter(world) -> None:
    assert "Zelfcheck van 2026: proceseigenaar" in read(world.manager, "/stewardship")
    fill_in_check(organisation=world.customer, role=OWNER, year=2026, answers=answers(OWNER), by=world.manager, at=AT)
    assert "Zelfcheck van 2026: proceseigenaar" not in read(world.manager, "/stewardship")


@pytest.mark.parametrize("who", ["member", "stranger", "agent", "lead"])
def test_others_have_no_self_check(world, who: str) -> None:
    fill_work(AT)
    reader = signed_in(getattr(world, who))
    for address in ("/stewardship/check", "/stewardship/check/management", "/stewardship/check/management/answers"):
        assert reader.get(address, at=AT).status_code == 404

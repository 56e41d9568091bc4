# SPDX-License-Identifier: EUPL-1.2
"""A version is tested together and decided on; a finding goes to the vendor once, and nothing else does. beheer:4,5"""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from akkoord.cases.models import Case
from akkoord.cases.refusals import FormUsed
from akkoord.cases.refusals import NotAllowed as MayNotReport
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.people.models import Person
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM, Scope, Side
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import found_stewards
from akkoord.stewardship.actions.update_tests import add_test, change_test, note_outcome, pass_on_finding, remove_test
from akkoord.stewardship.actions.updates import change_update, decide_update, plan_update
from akkoord.stewardship.models import UpdateDecision, UpdatePlan, UpdateTest
from akkoord.stewardship.planner_refusals import (
    DaysDoNotFit,
    FindingMissing,
    NothingFound,
    NotYourTest,
    ReasonMissing,
    TitleMissing,
    UpdateTestGone,
)
from akkoord.stewardship.refusals import NotAColleague, NotAllowed
from akkoord.stewardship.rules.updates import Area, Outcome, Standing, Whereto, standing_of
from akkoord.stewardship.update_reading import ready_tests

AT = amsterdam("Thu 2026-11-19 12:00")
SECRET = "Proefloonrun 7731"
DAYS: dict[str, Any] = {
    "comes_on": date(2026, 12, 13),
    "accept_from": date(2026, 11, 23),
    "accept_until": date(2026, 12, 4),
}
FORM = {"comes_on": "2026-12-13", "accept_from": "2026-11-23", "accept_until": "2026-12-04", "name": "Najaar", "tests": "ready"}


@pytest.fixture(autouse=True)
def _stewards(world: World) -> None:
    found_stewards(AT)


@pytest.fixture
def plan(world: World) -> UpdatePlan:
    ready = {Area.FUNCTIONAL: [SECRET, "Verlof"], Area.TECHNICAL: ["Koppelingen"]}
    return plan_update(organisation=world.customer, name="Najaar 2026", ready=ready, by=world.submitter, at=AT, **DAYS)


def of_plan(plan: UpdatePlan, title: str = SECRET) -> UpdateTest:
    return plan.tests.get(title=title)


def failed(plan: UpdatePlan, by: Person) -> UpdateTest:
    return note_outcome(test=of_plan(plan), outcome=Outcome.FAILED, finding="Stopt op LR-214.", by=by, at=AT)


# Rules


def test_everything_tested_and_nothing_failed_is_clear() -> None:
    assert standing_of([Outcome.PASSED, Outcome.NOT_NEEDED]).is_clear
    for more in (Outcome.OPEN, Outcome.FAILED):
        assert not standing_of([Outcome.PASSED, more]).is_clear
    assert not Standing().is_clear and standing_of([Outcome.FAILED, Outcome.OPEN]).decided == 1


def test_the_ready_list_has_both_lists_in_both_languages() -> None:
    dutch, english = ready_tests("nl"), ready_tests("en")
    assert all(len(dutch[area]) == len(english[area]) > 5 for area in Area)
    assert not {title for area in Area for title in dutch[area]} & {title for area in Area for title in english[area]}


# Planning


def test_only_administrators_plan_change_and_decide(world, plan) -> None:
    for somebody in (world.manager, world.member, world.person("Oliver Brandt"), world.agent, world.stranger):
        with pytest.raises(NotAllowed):
            plan_update(organisation=world.customer, name="X", by=somebody, at=AT, **DAYS)
        with pytest.raises(NotAllowed):
            change_update(plan=plan, name="X", by=somebody, at=AT, **DAYS)
        with pytest.raises(NotAllowed):
            decide_update(plan=plan, is_go=True, reason="Ja.", by=somebody, at=AT)
        with pytest.raises(NotAllowed):
            add_test(plan=plan, area=Area.TECHNICAL, title="X", by=somebody, at=AT)
        with pytest.raises(NotAllowed):
            remove_test(test=of_plan(plan), by=somebody, at=AT)
    assert decide_update(plan=plan, is_go=True, reason="Ja.", by=world.administrator, at=AT).is_go


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"name": " "}, TitleMissing),
        ({"accept_until": date(2026, 11, 22)}, DaysDoNotFit),
        ({"comes_on": date(2026, 11, 22)}, DaysDoNotFit),
    ],
)
def test_days_that_do_not_fit_are_refused(world, given: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        plan_update(organisation=world.customer, by=None, at=AT, **({"name": "Najaar"} | DAYS | given))


def test_the_next_plan_takes_over_who_tests_what_and_not_what_came_of_it(world, plan) -> None:
    change_test(test=of_plan(plan), title=SECRET, owner=world.manager, by=world.submitter, at=AT)
    failed(plan, world.manager)
    remove_test(test=of_plan(plan, "Verlof"), by=world.submitter, at=AT)
    following = plan_update(organisation=world.customer, name="Zomer", copy_from=plan, by=world.submitter, at=AT, **DAYS)
    assert list(following.tests.values_list("title", "owner", "outcome", "finding")) == [
        (SECRET, world.manager.pk, "open", ""),
        ("Koppelingen", None, "open", ""),
    ]
    elsewhere = plan_update(organisation=world.first_class, name="Zomer", copy_from=plan, by=None, at=AT, **DAYS)
    assert not elsewhere.tests.exists() and elsewhere.copied_from is None


def test_a_form_sent_twice_is_one_plan_with_its_tests_once(world) -> None:
    given = {"organisation": world.customer, "name": "Zomer", "ready": ready_tests("nl"), "once": uuid4(), "at": AT} | DAYS
    plans = {plan_update(by=world.submitter, **given).pk for _ in range(2)}
    assert len(plans) == 1 and UpdateTest.objects.count() == sum(len(titles) for titles in ready_tests("nl").values())
    with pytest.raises(FormUsed):
        plan_update(by=world.administrator, **given)


def test_whoever_tests_is_a_colleague(world, plan) -> None:
    with pytest.raises(NotAColleague):
        add_test(plan=plan, area=Area.FUNCTIONAL, title="X", owner=world.stranger, by=world.submitter, at=AT)
    made = [add_test(plan=plan, area=Area.FUNCTIONAL, title="X", by=world.submitter, at=AT).pk for _ in range(2)]
    assert made[0] == made[1]


# What came of it


def test_the_tester_writes_down_what_came_of_it_and_the_technical_administrator_of_technical_tests(world, plan) -> None:
    oliver = world.person("Oliver Brandt")
    change_test(test=of_plan(plan), title=SECRET, owner=world.manager, by=world.submitter, at=AT)
    note_outcome(test=of_plan(plan), outcome=Outcome.PASSED, finding="", by=world.manager, at=AT)
    note_outcome(test=of_plan(plan, "Koppelingen"), outcome=Outcome.PASSED, finding="", by=oliver, at=AT)
    for somebody, title in ((world.member, SECRET), (oliver, SECRET), (world.manager, "Verlof"), (world.agent, SECRET)):
        with pytest.raises(NotYourTest):
            note_outcome(test=of_plan(plan, title), outcome=Outcome.PASSED, finding="", by=somebody, at=AT)


def test_a_failed_test_says_what_was_found_and_may_be_tried_again(world, plan) -> None:
    with pytest.raises(FindingMissing):
        note_outcome(test=of_plan(plan), outcome=Outcome.FAILED, finding=" ", by=world.submitter, at=AT)
    assert failed(plan, world.submitter).outcome == "failed"
    again = note_outcome(test=of_plan(plan), outcome=Outcome.OPEN, finding="", by=world.submitter, at=AT)
    assert again.outcome_at is None and again.outcome_by is None
    remove_test(test=of_plan(plan), by=world.submitter, at=AT)
    with pytest.raises(UpdateTestGone):
        note_outcome(test=again, outcome=Outcome.PASSED, finding="", by=world.submitter, at=AT)


def test_a_finding_becomes_one_incident_with_nothing_but_its_text(world, plan) -> None:
    with pytest.raises(NothingFound):
        pass_on_finding(test=of_plan(plan), to=Whereto.VENDOR, by=world.submitter, at=AT, subject="X", text="Y")
    test = failed(plan, world.submitter)
    with pytest.raises(MayNotReport):
        pass_on_finding(test=test, to=Whereto.VENDOR, by=world.administrator, at=AT, subject="Loonrun stopt", text="Op LR-214.")
    cases = {
        pass_on_finding(test=test, to=Whereto.VENDOR, by=world.submitter, at=AT, subject="Loonrun stopt", text="Op LR-214.").pk
        for _ in range(2)
    }
    case = Case.objects.get(pk__in=cases)
    page = signed_in(world.agent).get(case.get_absolute_url(), at=AT).content.decode()
    assert "Op LR-214." in page and SECRET not in page and "Najaar 2026" not in page
    with pytest.raises(UpdateTestGone):
        remove_test(test=test, by=world.submitter, at=AT)


def test_what_is_about_ones_own_set_up_becomes_a_ticket_that_the_vendor_never_sees(world, plan) -> None:
    change_test(test=of_plan(plan), title=SECRET, owner=world.manager, by=world.submitter, at=AT)
    test = failed(plan, world.manager)
    given = {"test": test, "to": Whereto.COLLEAGUES, "by": world.manager, "at": AT, "subject": "Tarief", "text": "Klopt niet."}
    case = pass_on_finding(**given)
    assert pass_on_finding(**given).pk == case.pk and case.kind_name == "ticket" and case.audience == "organisation_only"
    assert signed_in(world.agent).get(case.get_absolute_url(), at=AT).status_code == 404


# Deciding


def test_a_decision_stands_with_its_reason_and_the_last_one_holds(world, plan) -> None:
    with pytest.raises(ReasonMissing):
        decide_update(plan=plan, is_go=True, reason=" \n", by=world.submitter, at=AT)
    no = decide_update(plan=plan, is_go=False, reason="De loonrun stopt.", by=world.submitter, at=AT)
    assert decide_update(plan=plan, is_go=False, reason="De loonrun stopt.", by=world.submitter, at=AT) == no
    decide_update(plan=plan, is_go=True, reason="Opgelost.", by=world.submitter, at=AT)
    assert [d.is_go for d in plan.decisions.all()] == [True, False]
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        UpdateDecision.objects.filter(pk=no.pk).update(reason="Anders")
    page = words_of(signed_in(world.member).get(plan.get_absolute_url(), at=AT).content.decode())
    assert "De loonrun stopt." in page and "Opgelost." in page


# Pages


def test_everybody_of_the_organisation_reads_a_plan_and_nobody_else(world, plan) -> None:
    test = of_plan(plan)
    own = [plan.get_absolute_url(), f"/stewardship/updates/tests/{test.pk}"]
    for address in own:
        for somebody in (world.member, world.manager, world.submitter):
            assert SECRET in signed_in(somebody).get(address, at=AT).content.decode()
        for somebody in (world.stranger, world.first_class_submitter, world.agent, world.lead):
            assert signed_in(somebody).get(address, at=AT).status_code == 404
    for tail in ("/decision", "/tests", "/change"):
        assert signed_in(world.stranger).post(own[0] + tail, {}, at=AT).status_code == 404
    for tail in ("", "/change", "/removal", "/passing-on"):
        assert signed_in(world.first_class_submitter).post(own[1] + tail, {"outcome": "passed"}, at=AT).status_code == 404
    assert "Najaar 2026" not in signed_in(world.stranger).get("/stewardship/updates", at=AT).content.decode()
    assert signed_in(world.agent).get("/stewardship/updates", at=AT).status_code == 404


def test_the_database_shows_the_vendor_no_row(world, plan) -> None:
    decide_update(plan=plan, is_go=True, reason="Ja.", by=world.submitter, at=AT)
    for scope in (world.agent.scope, world.lead.scope, Scope(Side.STAFF), world.stranger.scope):
        set_scope(scope)
        assert not any(table._default_manager.exists() for table in (UpdatePlan, UpdateTest, UpdateDecision))
    set_scope(SYSTEM)


def test_a_plan_is_made_divided_tested_passed_on_and_decided_on_pages(world) -> None:
    reader = signed_in(world.submitter)
    assert reader.get("/stewardship/updates", at=AT).content.decode().count("/stewardship/updates/new") >= 1
    page = reader.get("/stewardship/updates/new", at=AT).content.decode()
    once = re.search(r'name="once"[^>]*value="([^"]+)"', page)
    assert once is not None
    answers = [reader.post("/stewardship/updates/new", FORM | {"once": once[1]}, at=AT) for _ in range(2)]
    plan = UpdatePlan.objects.get()
    assert {a["Location"] for a in answers} == {plan.get_absolute_url()} and plan.tests.count() == 18
    reader.post(
        f"{plan.get_absolute_url()}/tests",
        {"test-title": SECRET, "test-area": "functional", "test-owner": str(world.manager.pk)},
        at=AT,
    )
    test = of_plan(plan)
    there, tester = f"/stewardship/updates/tests/{test.pk}", signed_in(world.manager)
    wrong = tester.post(there, {"outcome": "failed", "finding": ""}, at=AT)
    assert wrong.status_code == 422 and "data-error" in wrong.content.decode()
    assert tester.post(there, {"outcome": "failed", "finding": "Stopt."}, at=AT).status_code == 303
    for somebody, may_report in ((tester, False), (reader, True)):
        page = somebody.get(f"{there}/passing-on", at=AT).content.decode()
        assert ('value="vendor"' in page, 'value="colleagues"' in page) == (may_report, True)
    refused = tester.post(f"{there}/passing-on", {"to": "vendor", "subject": "X", "text": "Y"}, at=AT)
    assert refused.status_code == 422 and not Case.objects.exists()
    assert f"{there}/passing-on" in reader.get(there, at=AT).content.decode()
    form = reader.get(f"{there}/passing-on", at=AT).content.decode()
    assert "Stopt." in form and SECRET in form
    assert reader.post(f"{there}/passing-on", {"to": "vendor", "subject": "", "text": "Blijft staan"}, at=AT).status_code == 422
    assert reader.post(f"{there}/passing-on", {"to": "vendor", "subject": "Loonrun", "text": "Stopt."}, at=AT).status_code == 303
    test.refresh_from_db()
    assert test.passed_on is not None and test.passed_on.number in tester.get(plan.get_absolute_url(), at=AT).content.decode()
    decided = f"{plan.get_absolute_url()}/decision"
    assert reader.post(decided, {"decision-is_go": "go", "decision-reason": ""}, at=AT).status_code == 422
    assert tester.post(decided, {"decision-is_go": "go", "decision-reason": "Ja"}, at=AT).status_code == 422
    assert reader.post(decided, {"decision-is_go": "no_go", "decision-reason": "Nog niet."}, at=AT).status_code == 303
    assert "Nog niet." in tester.get(plan.get_absolute_url(), at=AT).content.decode()


def test_ones_tests_wait_while_testing_runs_and_then_the_decision(world, plan) -> None:
    for test in plan.tests.all():
        change_test(test=test, title=test.title, owner=world.manager, by=world.submitter, at=AT)
    before, during = AT, amsterdam("Tue 2026-11-24 09:00")
    tester, administrator = signed_in(world.manager), signed_in(world.submitter)
    assert "Najaar 2026" not in tester.get("/stewardship", at=before).content.decode()
    assert "Test: Najaar 2026" in words_of(tester.get("/stewardship", at=during).content.decode())
    assert "Najaar 2026" not in administrator.get("/stewardship", at=during).content.decode()
    for test in plan.tests.all():
        note_outcome(test=test, outcome=Outcome.PASSED, finding="", by=world.manager, at=during)
    assert "Najaar 2026" not in tester.get("/stewardship", at=during).content.decode()
    assert "Najaar 2026" in administrator.get("/stewardship", at=during).content.decode()
    decide_update(plan=plan, is_go=True, reason="Alles werkt.", by=world.submitter, at=during)
    assert "Najaar 2026" not in administrator.get("/stewardship", at=during).content.decode()


def test_the_second_plan_offers_the_last_one_first(world, plan) -> None:
    reader = signed_in(world.submitter)
    page = reader.get("/stewardship/updates/new", at=AT).content.decode()
    assert re.search(r'value="last"[^>]*checked', page) and "Najaar 2026" in page
    reader.post("/stewardship/updates/new", FORM | {"tests": "last", "name": "Zomer"}, at=AT)
    assert UpdatePlan.objects.get(name="Zomer").copied_from == plan
    wrong = reader.post("/stewardship/updates/new", FORM | {"accept_until": "2026-11-01"}, at=AT)
    assert wrong.status_code == 422 and 'value="Najaar"' in wrong.content.decode()

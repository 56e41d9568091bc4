# SPDX-License-Identifier: EUPL-1.2
"""Exams: enrolling, results that count as long as the programme says, reminders, and the requirement that follows."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from akkoord.audit.models import Event
from akkoord.cases.refusals import NotAllowed
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.clocks.rules import Verdict
from akkoord.partners.actions.exams import (
    cancel_exam,
    enrol_expert,
    plan_exam,
    record_result,
    remind_of_exams,
    withdraw_enrolment,
)
from akkoord.partners.actions.experts import end_expert
from akkoord.partners.exam_stands import seats_left_of
from akkoord.partners.judging import judged_requirements
from akkoord.partners.models import Enrolment, ExamResult, ExamSession, Expert
from akkoord.partners.refusals.experts import EnrolledAlready, ExamFull, ExamOver, ExpertEnded, NotHeldYet, ResultIncomplete
from akkoord.partners.rules.exams import Outcome
from akkoord.scope.database import scoped
from akkoord.site.world.moments import amsterdam

from .network import AT

pytestmark = pytest.mark.django_db


def exam_verdict(network, at):
    return next(r.judged for r in judged_requirements(network.partner, at) if r.said.promise.about == "exam_passed")


def test_a_pass_counts_for_the_year_that_the_programme_says(network):
    expert = network.expert(network.daan)
    network.took(expert, "Thu 2025-12-11 13:30")
    result = ExamResult.objects.get()
    assert result.valid_until == date(2026, 12, 10)
    assert Event.objects.filter(name="ExamTaken", data__result_id=result.pk).exists()


def test_only_who_looks_after_partners_plans_and_writes_results_down(network):
    expert = network.expert(network.daan)
    enrolment = network.took(expert, "Thu 2025-12-11 13:30")
    for person in (network.roos, network.daan, network.world.agent, network.world.lead):
        with pytest.raises(NotAllowed):
            record_result(enrolment=enrolment, outcome=Outcome.PASSED, grade=Decimal(9), by=person, at=AT, because="x")
        with pytest.raises(NotAllowed):
            plan_exam(subject="x", place="x", starts_at=AT + timedelta(days=9), seats=1, by=person, at=AT)


def test_the_database_itself_lets_a_partner_write_no_result(network):
    enrolment = network.took(network.expert(network.daan), "Thu 2025-12-11 13:30")
    values = {"organisation_id": enrolment.organisation_id, "enrolment": enrolment, "expert": enrolment.expert}
    with pytest.raises(ProgrammingError), transaction.atomic(), scoped(network.roos.scope):
        ExamResult.objects.create(outcome="passed", taken_on=AT.date(), valid_until=date(2099, 1, 1), recorded_at=AT, **values)


def test_an_expert_enrols_themselves_and_a_colleague_without_the_role_does_not_enrol_others(network):
    daan, emre = network.expert(network.daan), network.expert(network.emre)
    session = network.exam("Thu 2026-12-10 13:30")
    assert enrol_expert(session=session, expert=emre, by=network.emre, at=AT).by == network.emre
    for stranger in (network.emre, network.jeroen, network.world.stranger):
        with pytest.raises(NotAllowed):
            enrol_expert(session=session, expert=daan, by=stranger, at=AT)


def test_what_is_refused_when_enrolling(network):
    daan, emre = network.expert(network.daan), network.expert(network.emre)
    session = network.exam("Thu 2026-12-10 13:30", seats=1)
    first = enrol_expert(session=session, expert=daan, by=network.roos, at=AT)
    with pytest.raises(EnrolledAlready):
        enrol_expert(session=session, expert=daan, by=network.roos, at=AT)
    with pytest.raises(ExamFull):
        enrol_expert(session=session, expert=emre, by=network.roos, at=AT)
    withdraw_enrolment(enrolment=first, by=network.daan, at=AT)
    enrol_expert(session=session, expert=emre, by=network.roos, at=AT)
    with pytest.raises(ExamOver):
        enrol_expert(session=session, expert=daan, by=network.roos, at=session.starts_at)
    end_expert(expert=daan, by=network.roos, at=AT)
    with pytest.raises(ExpertEnded):
        enrol_expert(session=session, expert=daan, by=network.roos, at=AT)


def test_a_seat_of_another_partner_is_taken_too(network):
    jeroen = network.expert(network.jeroen, of=network.other)
    session = network.exam("Thu 2026-12-10 13:30", seats=1)
    enrol_expert(session=session, expert=jeroen, by=network.jeroen, at=AT)
    daan = network.expert(network.daan)
    with scoped(network.roos.scope), pytest.raises(ExamFull):
        enrol_expert(session=session, expert=daan, by=network.roos, at=AT)


def test_a_result_has_a_grade_and_a_correction_its_reason(network):
    expert = network.expert(network.daan)
    session = network.exam("Thu 2026-11-12 13:30")
    enrolment = enrol_expert(session=session, expert=expert, by=network.roos, at=session.starts_at - timedelta(days=1))
    with pytest.raises(NotHeldYet):
        record_result(
            enrolment=enrolment, outcome=Outcome.PASSED, grade=Decimal(8), by=network.mirte, at=session.starts_at - timedelta(1)
        )
    for outcome, grade in ((Outcome.PASSED, None), (Outcome.ABSENT, Decimal(6)), (Outcome.FAILED, Decimal(11))):
        with pytest.raises(ResultIncomplete):
            record_result(enrolment=enrolment, outcome=outcome, grade=grade, by=network.mirte, at=AT)
    first = record_result(enrolment=enrolment, outcome=Outcome.FAILED, grade=Decimal("5.4"), by=network.mirte, at=AT)
    again = record_result(enrolment=enrolment, outcome=Outcome.FAILED, grade=Decimal("5.4"), by=network.mirte, at=AT)
    assert again == first, "the same twice is one row"
    with pytest.raises(ResultIncomplete):
        record_result(enrolment=enrolment, outcome=Outcome.PASSED, grade=Decimal(6), by=network.mirte, at=AT)
    record_result(
        enrolment=enrolment, outcome=Outcome.PASSED, grade=Decimal(6), by=network.mirte, at=AT, because="Vraag 7 verviel"
    )
    assert ExamResult.objects.count() == 2, "nothing is overwritten"
    assert exam_verdict(network, AT).verdict is Verdict.KEPT


def test_who_misses_the_exam_is_at_risk_then_breaks_the_requirement_and_mends_it_with_a_re_sit(network):
    expert = network.expert(network.daan)
    network.took(expert, "Thu 2025-11-20 13:30")
    network.took(expert, "Thu 2026-03-12 13:30", Outcome.ABSENT)
    before = exam_verdict(network, amsterdam("Fri 2026-05-01 10:00"))
    assert before.verdict is Verdict.AT_RISK and before.facts.missing == ("Daan Kuiper",)
    after = exam_verdict(network, amsterdam("Fri 2026-11-20 10:00"))
    assert after.verdict is Verdict.BROKEN and after.facts.missing == ("Daan Kuiper",)
    network.took(expert, "Thu 2026-12-10 13:30")
    assert exam_verdict(network, amsterdam("Fri 2026-12-11 14:00")).verdict is Verdict.KEPT


def test_reminders_are_mailed_once_each_to_the_expert_and_the_administrator(network, run_jobs, mailoutbox):
    network.took(network.expert(network.daan), "Thu 2025-12-11 13:30")
    run_jobs()
    mailoutbox.clear()
    days = [
        "Fri 2026-10-09 07:00",
        "Mon 2026-10-12 07:00",
        "Tue 2026-10-13 07:00",
        "Thu 2026-11-26 07:00",
        "Fri 2026-12-11 07:00",
    ]
    said = [remind_of_exams(by=None, at=amsterdam(day)) for day in days]
    assert said == [0, 1, 0, 1, 1], "60 and 14 days before, and when it has lapsed"
    assert remind_of_exams(by=None, at=amsterdam("Fri 2026-12-11 07:00")) == 0
    run_jobs()
    assert sorted({m.to[0] for m in mailoutbox}) == sorted([network.daan.email, network.roos.email]) and len(mailoutbox) == 6


def test_who_left_is_not_reminded(network):
    expert = network.expert(network.daan)
    network.took(expert, "Thu 2025-12-11 13:30")
    end_expert(expert=expert, by=network.roos, at=AT)
    assert remind_of_exams(by=None, at=amsterdam("Fri 2026-12-11 07:00")) == 0


def test_a_cancelled_exam_is_told_to_who_enrolled(network, run_jobs, mailoutbox):
    expert = network.expert(network.daan)
    session = network.exam("Thu 2026-12-10 13:30")
    enrolment = enrol_expert(session=session, expert=expert, by=network.daan, at=AT)
    run_jobs()
    mailoutbox.clear()
    cancel_exam(session=session, by=network.mirte, at=AT)
    run_jobs()
    assert {m.to[0] for m in mailoutbox} == {network.daan.email, network.roos.email}
    with pytest.raises(ExamOver):
        record_result(enrolment=enrolment, outcome=Outcome.ABSENT, grade=None, by=network.mirte, at=AT + timedelta(days=60))


def test_pages_show_it_to_the_partner_and_to_the_vendor_and_to_nobody_else(network):
    expert = network.expert(network.daan)
    network.took(expert, "Thu 2025-11-20 13:30")
    session = network.exam("Thu 2026-12-10 13:30")
    for person in (network.roos, network.daan, network.emre):
        page = words_of(signed_in(person).get("/partnership/exams", at=AT).content.decode())
        assert "Daan Kuiper" in page and "Salaris en HR" in page
    assert "Daan Kuiper" not in signed_in(network.jeroen).get("/partnership/exams", at=AT).content.decode()
    for person in (network.mirte, network.world.lead):
        assert "Daan Kuiper" in signed_in(person).get("/partner-desk/exams", at=AT).content.decode()
    for person in (network.world.stranger, network.world.agent, network.roos):
        assert signed_in(person).get("/partner-desk/exams", at=AT).status_code == 404
        assert signed_in(person).get(f"/partner-desk/exams/{session.pk}", at=AT).status_code == 404
    for person in (network.world.stranger, network.world.agent):
        assert signed_in(person).get("/partnership/exams", at=AT).status_code == 404
    assert signed_in(network.jeroen).get(f"/partnership/experts/{expert.pk}", at=AT).status_code == 404


def test_the_forms_enrol_and_write_down_and_say_what_is_wrong(network):
    expert = network.expert(network.daan)
    session = network.exam("Thu 2026-12-10 13:30")
    there = f"/partnership/exams/{session.pk}/enrolment"
    for _time in range(2):
        assert signed_in(network.roos).post(there, {"expert": expert.pk}, at=AT).status_code == 303
    enrolment = Enrolment.objects.get()
    foreign = network.expert(network.jeroen, of=network.other)
    signed_in(network.roos).post(there, {"expert": foreign.pk}, at=AT)
    assert Enrolment.objects.count() == 1
    held, name = session.starts_at + timedelta(hours=5), f"r{enrolment.pk}"
    answer = signed_in(network.mirte).post(
        f"/partner-desk/enrolments/{enrolment.pk}/result", {f"{name}-outcome": "passed", f"{name}-grade": "7,5"}, at=held
    )
    assert answer.status_code == 303 and ExamResult.objects.get().grade == Decimal("7.5")
    page = words_of(signed_in(network.mirte).get(f"/partner-desk/exams/{session.pk}", at=held).content.decode())
    assert "Daan Kuiper" in page and "7,5" in page


def test_planning_twice_with_one_form_is_one_exam(network):
    form = {
        "subject": "Financieel",
        "place": "Online",
        "starts_at": "2026-12-15T09:30",
        "seats": "12",
        "once": "3f0c0a52-9d0e-4c0e-9b69-0f9d6d7a2222",
    }
    reader = signed_in(network.mirte)
    for _time in range(2):
        assert reader.post("/partner-desk/exams/new", form, at=AT).status_code == 303
    assert [s.subject for s in ExamSession.objects.all()] == ["Financieel"]
    wrong = reader.post("/partner-desk/exams/new", {**form, "once": "", "starts_at": "2026-01-01T09:30"}, at=AT)
    assert wrong.status_code == 422 and "Financieel" in wrong.content.decode(), "what was typed is kept"


def test_another_partners_rows_are_not_even_in_the_database_for_them(network):
    network.took(network.expert(network.daan), "Thu 2025-11-20 13:30")
    with scoped(network.jeroen.scope):
        assert not ExamResult.objects.exists() and not Enrolment.objects.exists() and not Expert.objects.exists()
    with scoped(network.roos.scope):
        assert ExamResult.objects.exists()


def test_the_pages_count_the_seats_of_all_exams_in_one_question(network):
    expert = network.expert(network.daan)
    sessions = [network.exam(on, seats=3) for on in ("Tue 2026-12-01 10:00", "Wed 2026-12-02 10:00", "Thu 2026-12-03 10:00")]
    enrol_expert(session=sessions[0], expert=expert, by=network.daan, at=AT)
    assert seats_left_of(sessions) == {sessions[0].pk: 2, sessions[1].pk: 3, sessions[2].pk: 3}
    with CaptureQueriesContext(connection) as few:
        seats_left_of(sessions[:1])
    with CaptureQueriesContext(connection) as many:
        seats_left_of(sessions)
    assert len(few) == len(many)

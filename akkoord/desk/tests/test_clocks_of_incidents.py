# SPDX-License-Identifier: EUPL-1.2
"""The reaction, recovery and assessment of an incident, by the worked examples of the specification."""

from __future__ import annotations

import pytest

from akkoord.cases.actions import add_to_case, assign_case, make_move, write_note
from akkoord.cases.refusals import CannotMove, ClosedForGood, NotAllowed, NothingSaid
from akkoord.clocks.actions import tell_due_clocks
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict, Why
from akkoord.desk.actions import (
    accept_raise,
    ask_raise,
    classify_incident,
    lower_priority,
    note_call,
    raise_unasked,
    reject_raise,
)
from akkoord.desk.refusals import CallerNotAuthorised, NothingToAssess, PriorityNotOffered, RaiseAlreadyAsked
from akkoord.desk.rules import Category


def test_a_report_shows_its_deadlines_at_once(world, amsterdam):
    incident = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    assert incident.clock("reaction").due_at == amsterdam("Mon 2026-11-23 10:15")
    assert incident.clock("recovery").due_at == amsterdam("Thu 2027-02-18 10:15")
    assert incident.next_due_at == amsterdam("Mon 2026-11-23 10:15")
    assert incident.state == "new"


def test_an_accepted_raise_counts_from_the_request(world, amsterdam):
    incident = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    ask_raise(
        case=incident, by=world.submitter, at=amsterdam("Thu 2026-11-19 09:00"), priority=2, reason="De betaling staat stil."
    )
    assert incident.clock("assessment").due_at == amsterdam("Fri 2026-11-20 09:00")
    accept_raise(case=incident, by=world.agent, at=amsterdam("Thu 2026-11-19 15:00"), reason="Dat is productie.")
    assert incident.clock("assessment").verdict == Verdict.KEPT
    assert incident.clock("reaction").due_at == amsterdam("Fri 2026-11-20 09:00")
    assert incident.clock("reaction").is_open, "a decision is no first answer"
    assert incident.clock("recovery").due_at == amsterdam("Fri 2026-12-18 16:00")
    assert incident.priority == 2


def test_a_raise_keeps_the_earlier_of_both_deadlines(world, amsterdam):
    incident = world.reports(priority=3, at="Tue 2026-09-01 10:00")
    make_move(case=incident, move="answer", by=world.agent, at=amsterdam("Tue 2026-09-01 11:00"), text="We kijken.")
    assert incident.clock("recovery").due_at == amsterdam("Tue 2026-12-01 10:00")
    ask_raise(case=incident, by=world.submitter, at=amsterdam("Mon 2026-11-23 10:00"), priority=2, reason="Het duurt te lang.")
    accept_raise(case=incident, by=world.agent, at=amsterdam("Mon 2026-11-23 11:00"), reason="Ja.")
    assert incident.clock("recovery").due_at == amsterdam("Tue 2026-12-01 10:00")
    assert incident.clock("reaction").verdict == Verdict.KEPT, "an answer given is not asked again"
    assert Clock.objects.of(incident.key).filter(name="reaction").count() == 1


def test_a_rejected_raise_changes_nothing(world, amsterdam):
    incident = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    before = [(c.name, c.due_at) for c in Clock.objects.of(incident.key)]
    ask_raise(case=incident, by=world.submitter, at=amsterdam("Thu 2026-11-19 09:00"), priority=2, reason="Graag sneller.")
    reject_raise(case=incident, by=world.agent, at=amsterdam("Thu 2026-11-19 10:00"), reason="Er is een omweg.")
    assert incident.priority == 3
    assert [(c.name, c.due_at) for c in Clock.objects.of(incident.key) if c.name != "assessment"] == before


def test_only_one_raise_waits_at_a_time_and_only_one_is_assessed(world, amsterdam):
    incident = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    ask_raise(case=incident, by=world.submitter, at=amsterdam("Thu 2026-11-19 09:00"), priority=2, reason="Haast.")
    with pytest.raises(RaiseAlreadyAsked):
        ask_raise(case=incident, by=world.submitter, at=amsterdam("Thu 2026-11-19 09:01"), priority=2, reason="Haast!")
    reject_raise(case=incident, by=world.agent, at=amsterdam("Thu 2026-11-19 10:00"), reason="Nee.")
    with pytest.raises(NothingToAssess):
        accept_raise(case=incident, by=world.other_agent, at=amsterdam("Thu 2026-11-19 10:01"), reason="Ja.")


def test_lowering_counts_from_the_report_and_a_broken_clock_stays_broken(world, amsterdam):
    incident = world.reports(priority=2, at="Mon 2026-11-16 10:00")
    tell_due_clocks(by=None, at=amsterdam("Wed 2026-11-18 10:00"))
    lower_priority(case=incident, by=world.agent, at=amsterdam("Wed 2026-11-18 10:00"), priority=3)
    assert incident.clock("reaction").verdict == Verdict.BROKEN
    assert incident.clock("recovery").due_at == amsterdam("Tue 2027-02-16 10:00")


def test_classification_counts_from_the_report(world, amsterdam):
    incident = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    classify_incident(case=incident, by=world.agent, at=amsterdam("Wed 2026-11-18 11:00"), priority=2)
    assert incident.clock("reaction").due_at == amsterdam("Thu 2026-11-19 10:15")
    whys = [d.why for d in incident.clock("reaction").deadlines.all()]
    assert whys == [Why.STARTED, Why.CLASSIFIED], "the old deadline stays beside the new"


def test_a_priority_is_set_for_the_first_time_once(world, amsterdam):
    incident = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    classify_incident(case=incident, by=world.agent, at=amsterdam("Wed 2026-11-18 11:00"), priority=3)
    assert [d.why for d in incident.clock("reaction").deadlines.all()] == [Why.STARTED], "what stays needs no new deadline"
    with pytest.raises(CannotMove):
        classify_incident(case=incident, by=world.other_agent, at=amsterdam("Wed 2026-11-18 11:01"), priority=2)
    raised = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    raise_unasked(case=raised, by=world.agent, at=amsterdam("Wed 2026-11-18 11:00"), priority=2)
    with pytest.raises(CannotMove):
        classify_incident(case=raised, by=world.agent, at=amsterdam("Wed 2026-11-18 11:01"), priority=3)


def test_an_accepted_request_takes_back_nothing_that_was_raised_further(world, amsterdam):
    incident = world.reports(
        priority=3, at="Wed 2026-11-18 10:15", by=world.first_class_submitter, organisation=world.first_class
    )
    ask_raise(case=incident, by=world.first_class_submitter, at=amsterdam("Wed 2026-11-18 11:00"), priority=2, reason="Haast.")
    raise_unasked(case=incident, by=world.agent, at=amsterdam("Wed 2026-11-18 11:10"), priority=1)
    due = incident.clock("reaction").due_at
    accept_raise(case=incident, by=world.agent, at=amsterdam("Wed 2026-11-18 11:20"), reason="Al hoger.")
    assert incident.priority == 1
    assert incident.clock("reaction").due_at == due


def test_an_unasked_raise_counts_from_the_act(world, amsterdam):
    incident = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    raise_unasked(case=incident, by=world.agent, at=amsterdam("Wed 2026-11-18 14:00"), priority=2)
    assert incident.clock("reaction").due_at == amsterdam("Thu 2026-11-19 14:00")


def test_priority_one_is_for_first_class_and_questions_are_the_lowest(world, amsterdam):
    at = amsterdam("Wed 2026-11-18 14:00")
    incident = world.reports(priority=3, at=at)
    with pytest.raises(PriorityNotOffered):
        raise_unasked(case=incident, by=world.agent, at=at, priority=1)
    question = world.reports(priority=1, category=Category.KNOWLEDGE_QUESTION, at=at)
    assert question.priority == 3
    urgent = world.reports(priority=1, at=at, by=world.first_class_submitter, organisation=world.first_class)
    assert urgent.clock("reaction").due_at == amsterdam("Wed 2026-11-18 15:00")
    assert urgent.clock("recovery").due_at == amsterdam("Mon 2026-11-23 14:00")


def test_taking_assigning_and_noting_stop_no_clock(world, amsterdam):
    incident = world.reports(at="Wed 2026-11-18 10:15")
    at = amsterdam("Wed 2026-11-18 10:30")
    make_move(case=incident, move="take", by=world.agent, at=at)
    assert incident.assignee == world.agent
    assign_case(case=incident, by=world.agent, at=at, to=world.agent)
    write_note(case=incident, by=world.agent, at=at, text="Lijkt op vorige week.")
    assert incident.clock("reaction").is_open
    assert incident.state == "in_progress"


def test_resolving_is_a_first_answer_and_a_recovery(world, amsterdam):
    incident = world.reports(at="Wed 2026-11-18 10:15")
    make_move(case=incident, move="resolve", by=world.agent, at=amsterdam("Wed 2026-11-18 12:00"), text="Opgelost.")
    assert incident.clock("reaction").verdict == incident.clock("recovery").verdict == Verdict.KEPT
    assert incident.next_due_at is None
    assert incident.closed_by == world.agent


def test_reopening_gives_recovery_the_open_time_since_it_stopped(world, amsterdam):
    incident = world.reports(priority=2, at="Mon 2026-11-02 10:00")
    make_move(case=incident, move="resolve", by=world.agent, at=amsterdam("Tue 2026-11-03 10:00"), text="Klaar.")
    make_move(case=incident, move="reopen", by=world.submitter, at=amsterdam("Wed 2026-11-04 10:00"), text="Toch niet.")
    recovery = incident.clock("recovery")
    assert recovery.round == 2
    assert recovery.due_at == amsterdam("Thu 2026-12-03 10:00"), "Wed 2 December 10:00 plus nine open hours"
    assert Clock.objects.of(incident.key).get(name="recovery", round=1).verdict == Verdict.KEPT
    assert incident.clock("reaction").round == 1
    assert incident.state == "in_progress"


def test_after_fourteen_days_a_case_does_not_reopen(world, amsterdam):
    incident = world.reports(at="Mon 2026-11-02 10:00")
    make_move(case=incident, move="resolve", by=world.agent, at=amsterdam("Tue 2026-11-03 10:00"), text="Klaar.")
    with pytest.raises(ClosedForGood):
        make_move(case=incident, move="reopen", by=world.submitter, at=amsterdam("Tue 2026-11-17 10:01"), text="Toch niet.")
    make_move(case=incident, move="reopen", by=world.submitter, at=amsterdam("Tue 2026-11-17 10:00"), text="Toch niet.")


def test_a_workaround_that_does_not_hold_lets_recovery_go_on(world, amsterdam):
    incident = world.reports(priority=2, at="Mon 2026-11-02 10:00")
    make_move(case=incident, move="work_around", by=world.agent, at=amsterdam("Mon 2026-11-02 12:00"), text="Per afdeling.")
    make_move(
        case=incident, move="refuse_workaround", by=world.submitter, at=amsterdam("Mon 2026-11-02 13:00"), text="Lukt niet."
    )
    assert incident.clock("recovery").due_at == amsterdam("Wed 2026-12-02 11:00")


def test_withdrawal_waives_what_is_not_yet_due(world, amsterdam):
    incident = world.reports(at="Wed 2026-11-18 10:15")
    make_move(case=incident, move="withdraw", by=world.submitter, at=amsterdam("Wed 2026-11-18 11:00"))
    assert {c.verdict for c in Clock.objects.of(incident.key)} == {Verdict.WAIVED}
    assert {c.ended_because for c in Clock.objects.of(incident.key)} == {"withdrawn"}


def test_a_caller_without_the_role_cannot_be_helped(world, amsterdam):
    at = amsterdam("Wed 2026-11-18 10:15")
    with pytest.raises(CallerNotAuthorised):
        note_call(by=world.agent, at=at, organisation=world.customer, caller=world.member, subject="Vraag", text="Hoe?")
    case = note_call(
        by=world.agent,
        at=at,
        organisation=world.customer,
        caller=world.submitter,
        subject="Vraag",
        text="Hoe?",
        answer="Zo.",
        category=Category.KNOWLEDGE_QUESTION,
    )
    assert case.reporter == world.submitter
    assert case.clock("reaction").stopped_at == at, "the agent spoke"


def test_classifying_after_the_answer_asks_no_second_answer(world, amsterdam):
    incident = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    make_move(case=incident, move="answer", by=world.agent, at=amsterdam("Wed 2026-11-18 10:30"), text="We kijken.")
    classify_incident(case=incident, by=world.agent, at=amsterdam("Wed 2026-11-18 11:00"), priority=2)
    assert Clock.objects.of(incident.key).filter(name="reaction").count() == 1
    assert incident.clock("recovery").due_at == amsterdam("Fri 2026-12-18 10:15")


def test_a_broken_recovery_goes_on_in_no_second_round(world, amsterdam):
    incident = world.reports(priority=2, at="Thu 2026-10-01 10:00")
    make_move(case=incident, move="resolve", by=world.agent, at=amsterdam("Mon 2026-11-16 10:00"), text="Klaar.")
    make_move(case=incident, move="reopen", by=world.submitter, at=amsterdam("Tue 2026-11-17 10:00"), text="Toch niet.")
    assert incident.clock("recovery").round == 1
    assert incident.clock("recovery").verdict == Verdict.BROKEN


def test_settling_waives_the_answer_and_keeps_the_recovery(world, amsterdam):
    incident = world.reports(priority=2, at="Wed 2026-11-18 10:15")
    make_move(case=incident, move="settle", by=world.submitter, at=amsterdam("Wed 2026-11-18 10:30"))
    assert incident.clock("reaction").verdict == Verdict.WAIVED
    assert incident.clock("recovery").verdict == Verdict.KEPT


@pytest.mark.parametrize("name", ["manager", "administrator", "member", "stranger"])
def test_who_may_not_report_is_refused(world, amsterdam, name):
    with pytest.raises(NotAllowed):
        world.reports(by=getattr(world, name), at=amsterdam("Wed 2026-11-18 10:15"))


def test_refusals_change_nothing(world, amsterdam):
    incident = world.reports(at="Wed 2026-11-18 10:15")
    at = amsterdam("Wed 2026-11-18 11:00")
    with pytest.raises(NotAllowed):
        make_move(case=incident, move="answer", by=world.submitter, at=at, text="Ik antwoord zelf.")
    with pytest.raises(NotAllowed):
        make_move(case=incident, move="settle", by=world.manager, at=at)
    with pytest.raises(NothingSaid):
        make_move(case=incident, move="answer", by=world.agent, at=at, text="  ")
    with pytest.raises(CannotMove):
        make_move(case=incident, move="reply", by=world.submitter, at=at, text="Antwoord op niets.")
    with pytest.raises(NotAllowed):
        add_to_case(case=incident, by=world.stranger, at=at, text="Ik ook.")
    incident.refresh_from_db()
    assert incident.state == "new"
    assert incident.messages.count() == 1

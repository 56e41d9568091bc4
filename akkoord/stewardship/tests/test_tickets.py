# SPDX-License-Identifier: EUPL-1.2
"""A colleague's request through its four phases, who may do what, and the clocks of the organisation's own agreement. beheer:4"""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from akkoord.audit.models import Event
from akkoord.cases.actions import add_to_case, assign_case, make_move, write_note
from akkoord.cases.models import Case, Message
from akkoord.cases.refusals import CannotMove, NotAllowed, NothingSaid
from akkoord.cases.rights import may_see
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.notifications.models import Mail
from akkoord.people.actions import end_membership
from akkoord.people.models import Membership, Person
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import process_of
from akkoord.stewardship.actions.roles import end_role, give_role
from akkoord.stewardship.actions.ticket_settings import set_up_tickets
from akkoord.stewardship.actions.tickets import (
    add_task,
    ask_ticket,
    drop_task,
    finish_task,
    plan_task,
    remind_reviews,
    review_ticket,
)
from akkoord.stewardship.models import RoleHolding, TicketSheet
from akkoord.stewardship.refusals import NotAColleague, NotInvestigated, TaskGone, TasksOpen
from akkoord.stewardship.rules.roles import StewardRole
from akkoord.stewardship.rules.tickets import Sort, Worked
from akkoord.stewardship.tickets import decided_by, deciders_of, may_decide, workers_of

from .ticketing import AT, approved, asks, done, investigates, with_stewards


@pytest.fixture(autouse=True)
def _stewards(world) -> None:
    with_stewards(world)


def fresh(person: Person) -> Person:
    """The person as a new request reads them, with the roles of now."""
    return Person.objects.get(pk=person.pk)


def test_a_request_goes_from_question_to_optimisation(world) -> None:
    case = asks(world)
    assert case.number.startswith("TCK-2026-") and case.audience == "organisation_only" and case.state == "asked"
    assert [task.sort for task in case.ticket_tasks.all()] == [Sort.TEST, Sort.COMMUNICATION]
    investigates(world, case)
    case.refresh_from_db()
    assert (case.state, case.assignee, case.ticket.effort_hours) == ("investigated", world.submitter, 6)
    make_move(case=case, move="submit", by=world.submitter, at=AT)
    make_move(case=case, move="approve", by=world.manager, at=AT, text="Doen.")
    assert case.state == "executed"
    with pytest.raises(TasksOpen):
        make_move(case=case, move="hand_back", by=world.submitter, at=AT, text="Klaar.")
    done(world, case)
    make_move(case=case, move="hand_back", by=world.submitter, at=AT, text="Klaar.")
    make_move(case=case, move="dispute", by=world.member, at=AT, text="De datum staat er niet op.")
    assert case.state == "executed"
    make_move(case=case, move="hand_back", by=world.submitter, at=AT, text="Nu wel.")
    make_move(case=case, move="accept", by=world.member, at=AT)
    assert case.state == "optimised" and case.is_open
    review_ticket(case=case, worked=Worked.PARTLY, text="Eerder testen.", instruction_updated=True, by=world.submitter, at=AT)
    case.refresh_from_db()
    detail = type(case.ticket).objects.get(pk=case.pk)
    assert (case.state, detail.worked, detail.instruction_updated) == ("closed", "partly", True)
    names = list(Event.objects.filter(subject=case.key).order_by("pk").values_list("name", flat=True))
    assert names.count("TicketTaskDone") == 2 and names[-1] == "TicketReviewed"


def test_whoever_asks_says_why_it_is_not_what_was_meant(world) -> None:
    case = approved(world)
    done(world, case)
    make_move(case=case, move="hand_back", by=world.submitter, at=AT, text="Klaar.")
    with pytest.raises(NothingSaid):
        make_move(case=case, move="dispute", by=world.member, at=AT)
    for somebody in (world.submitter, world.manager):
        with pytest.raises(NotAllowed):
            make_move(case=case, move="dispute", by=somebody, at=AT, text="Nee.")


def test_nothing_is_decided_without_an_investigation(world) -> None:
    case = asks(world)
    make_move(case=case, move="take", by=world.submitter, at=AT)
    with pytest.raises(NotInvestigated):
        make_move(case=case, move="submit", by=world.submitter, at=AT)
    case.refresh_from_db()
    assert case.state == "investigated"


def test_the_owner_of_the_process_decides_and_nobody_else(world) -> None:
    case = asks(world)
    investigates(world, case)
    case.refresh_from_db()
    with pytest.raises(NotAllowed):
        make_move(case=case, move="begin", by=world.submitter, at=AT)
    make_move(case=case, move="submit", by=world.submitter, at=AT)
    for somebody in (world.submitter, world.administrator, world.member, world.agent, world.lead):
        for move in ("approve", "decline"):
            with pytest.raises(NotAllowed):
                make_move(case=case, move=move, by=fresh(somebody), at=AT, text="Ja.")
    with pytest.raises(NothingSaid):
        make_move(case=case, move="decline", by=world.manager, at=AT)
    make_move(case=case, move="decline", by=world.manager, at=AT, text="Te duur.")
    assert case.state == "declined" and not case.is_open


def test_above_the_threshold_management_decides(world) -> None:
    set_up_tickets(organisation=world.customer, threshold_hours=16, by=world.submitter, at=AT)
    case = asks(world)
    investigates(world, case, hours=17)
    case.refresh_from_db()
    make_move(case=case, move="submit", by=world.submitter, at=AT)
    with pytest.raises(NotAllowed):
        make_move(case=case, move="approve", by=world.manager, at=AT)
    make_move(case=case, move="approve", by=world.administrator, at=AT)
    assert case.state == "executed"


def test_what_turns_out_larger_than_the_threshold_is_decided_again_by_management(world) -> None:
    set_up_tickets(organisation=world.customer, threshold_hours=16, by=world.submitter, at=AT)
    case = approved(world)
    investigates(world, case, hours=16)
    case.refresh_from_db()
    assert case.state == "executed", "not above it"
    investigates(world, case, hours=17)
    case.refresh_from_db()
    assert case.state == "up_for_decision" and not Clock.objects.of(case.key).open().exists()
    with pytest.raises(NotAllowed):
        make_move(case=case, move="approve", by=world.manager, at=AT)
    make_move(case=case, move="approve", by=world.administrator, at=AT)
    assert (case.state, case.clock("execution").verdict) == ("executed", Verdict.RUNNING)
    investigates(world, case, hours=400)
    case.refresh_from_db()
    assert case.state == "executed", "management decided on it"


def test_without_an_owner_of_the_process_the_administrator_begins(world) -> None:
    case = asks(world, process="Rapportages en koppelingen")
    investigates(world, case, process="Rapportages en koppelingen")
    case.refresh_from_db()
    make_move(case=case, move="begin", by=world.submitter, at=AT)
    assert case.state == "executed"


def test_a_role_that_ended_decides_no_more(world) -> None:
    case = asks(world)
    investigates(world, case)
    case.refresh_from_db()
    make_move(case=case, move="submit", by=world.submitter, at=AT)
    holding = RoleHolding.objects.in_force().get(person=world.manager, process__name="Salaris")
    end_role(holding=holding, by=world.administrator, at=AT)
    with pytest.raises(NotAllowed):
        make_move(case=case, move="approve", by=fresh(world.manager), at=AT)


def test_where_the_owner_left_the_organisation_the_administrator_decides(world) -> None:
    case = asks(world)
    investigates(world, case)
    case.refresh_from_db()
    make_move(case=case, move="submit", by=world.submitter, at=AT)
    left = Membership.objects.in_force().get(person=world.manager, organisation=world.customer)
    end_membership(by=world.administrator, at=AT, membership=left)
    assert list(deciders_of(case)) == list(workers_of(case))
    make_move(case=case, move="approve", by=fresh(world.submitter), at=AT)
    assert case.state == "executed"


def test_management_of_one_process_decides_on_what_is_large_there_and_sees_all(world) -> None:
    RoleHolding.objects.in_force().filter(role=StewardRole.MANAGEMENT).delete()
    pay, leave = (process_of(world.customer, name) for name in ("Salaris", "Verlof en verzuim"))
    give_role(organisation=world.customer, person=world.member, role=StewardRole.MANAGEMENT, process=pay, by=None, at=AT)
    large = [asks(world, by=world.manager), asks(world, by=world.manager, process=leave.name)]
    for case, process in zip(large, (pay.name, leave.name), strict=True):
        investigates(world, case, hours=400, process=process)
        case.refresh_from_db()
    reader = fresh(world.member)
    assert [may_see(reader, case) for case in large] == [True, True] and Case.objects.visible_to(reader).count() == 2
    assert decided_by(reader, world.customer.pk, large) == large[:1]
    assert list(deciders_of(large[0])) == [world.member]
    for each in large:
        assert may_decide(reader, each) == (each == large[0])


def test_who_decides_on_many_is_asked_in_as_many_queries_as_on_one(world, django_assert_max_num_queries) -> None:
    for _each in range(4):
        investigates(world, asks(world))
    cases = list(Case.objects.filter(kind_name="ticket").select_related("ticket"))
    reader = fresh(world.manager)
    assert decided_by(reader, world.customer.pk, cases[:1]) == cases[:1]
    with django_assert_max_num_queries(2):
        assert decided_by(reader, world.customer.pk, cases) == cases


def test_a_sheet_is_never_overwritten_and_the_same_one_is_no_new_one(world) -> None:
    case = asks(world)
    first = investigates(world, case, hours=4)
    assert investigates(world, case, hours=4) == first
    investigates(world, case, hours=9)
    assert list(TicketSheet.objects.filter(case=case).values_list("effort_hours", flat=True)) == [4, 9]
    written = Event.objects.filter(subject=case.key, name="TicketSheetWritten").order_by("pk")
    assert [event.data["hours"] for event in written] == [4, 9]
    with pytest.raises(Exception, match="append"):
        TicketSheet.objects.filter(pk=first.pk).update(effort_hours=1)


def test_only_administrators_investigate_plan_and_look_back(world) -> None:
    case = asks(world)
    for somebody in (world.member, world.manager, world.person("Oliver Brandt"), world.stranger, world.agent):
        with pytest.raises(NotAllowed):
            add_task(case=case, what="x", by=fresh(somebody), at=AT)
    with pytest.raises(CannotMove):
        add_task(case=case, what="x", by=world.submitter, at=AT)
    accepted = approved(world)
    with pytest.raises(CannotMove):
        review_ticket(case=accepted, worked=Worked.YES, text="x", instruction_updated=False, by=world.submitter, at=AT)


def test_who_gets_a_task_sees_the_ticket_and_finishes_it(world) -> None:
    oliver = world.person("Oliver Brandt")
    case = approved(world)
    assert not Case.objects.visible_to(oliver).filter(pk=case.pk).exists()
    task = add_task(case=case, what="Koppeling openzetten", owner=oliver, due_on=date(2026, 11, 27), by=world.submitter, at=AT)
    assert Case.objects.visible_to(oliver).filter(pk=case.pk).exists()
    with pytest.raises(NotAllowed):
        finish_task(task=task, by=world.member, at=AT)
    finish_task(task=task, by=oliver, at=AT)
    with pytest.raises(TaskGone):
        finish_task(task=task, by=oliver, at=AT)
    task.refresh_from_db()
    assert (task.done_at, task.done_by) == (AT, oliver)


def test_a_task_is_for_a_colleague_and_test_and_word_to_colleagues_stay(world) -> None:
    case = approved(world)
    with pytest.raises(NotAColleague):
        add_task(case=case, what="x", owner=world.agent, by=world.submitter, at=AT)
    own = case.ticket_tasks.get(sort=Sort.TEST)
    with pytest.raises(NotAllowed):
        drop_task(task=own, by=world.submitter, at=AT)
    plan_task(task=own, owner=world.member, due_on=None, by=world.submitter, at=AT)
    own.refresh_from_db()
    assert own.owner == world.member
    extra = add_task(case=case, what="Overbodig", by=world.submitter, at=AT)
    drop_task(task=extra, by=world.submitter, at=AT)
    assert case.ticket_tasks.count() == 2
    told = Event.objects.get(subject=case.key, name="TicketTaskDropped")
    assert (told.data["task_id"], told.by_id, told.audience) == (extra.pk, world.submitter.pk, "organisation_only")
    page = words_of(signed_in(world.submitter).get(case.get_absolute_url(), at=AT).content.decode())
    assert "haalde een taak weg." in page


def test_a_task_that_is_sent_twice_stands_once_and_its_key_counts_on_its_own_ticket(world) -> None:
    once, cases = uuid4(), [approved(world), approved(world)]
    for case in cases:
        tasks = {add_task(case=case, what="Testen", by=world.submitter, at=AT, once=once).pk for _each in range(2)}
        assert len(tasks) == 1 and case.ticket_tasks.filter(sort=Sort.WORK).count() == 1
    reader, there = signed_in(world.submitter), f"/stewardship/tickets/{cases[0].number}/tasks"
    key = re.search(r'name="once"[^>]*value="([^"]+)"', reader.get(there, at=AT).content.decode())
    assert key is not None
    for _each in range(2):
        assert reader.post(there, {"what": "Bellen", "owner": "", "due_on": "", "once": key[1]}, at=AT).status_code == 303
    assert cases[0].ticket_tasks.filter(what="Bellen").count() == 1


def test_nothing_is_finished_on_a_ticket_that_is_over(world) -> None:
    case = asks(world)
    investigates(world, case)
    case.refresh_from_db()
    own = add_task(case=case, what="Uitzoeken", owner=world.member, by=world.submitter, at=AT)
    make_move(case=case, move="submit", by=world.submitter, at=AT)
    make_move(case=case, move="decline", by=world.manager, at=AT, text="Te duur.")
    for somebody in (world.member, world.submitter):
        with pytest.raises(CannotMove):
            finish_task(task=own, by=somebody, at=AT)
    own.refresh_from_db()
    assert own.done_at is None


def test_clocks_run_on_the_organisations_own_agreement(world) -> None:
    case = asks(world)  # Thursday noon; the first look is due within one working day of nine to five
    assert {c.name: c.due_at for c in Clock.objects.of(case.key)} == {
        "first_look": amsterdam("Fri 2026-11-20 12:00"),
        "decision": amsterdam("Thu 2026-12-03 12:00"),
    }
    investigates(world, case, at=AT + timedelta(hours=1))
    assert case.clock("first_look").verdict == Verdict.KEPT
    case.refresh_from_db()
    make_move(case=case, move="submit", by=world.submitter, at=AT + timedelta(hours=2))
    make_move(case=case, move="approve", by=world.manager, at=AT + timedelta(days=30))
    assert case.clock("decision").verdict == Verdict.BROKEN
    assert case.clock("execution").verdict == Verdict.RUNNING


def test_a_ticket_without_an_agreement_works_without_clocks(world) -> None:
    at = amsterdam("Mon 2025-11-17 10:00")  # before the first version of it
    case = ask_ticket(organisation=world.first_class, subject="x", text="x", by=world.first_class_submitter, at=at)
    assert case.version_id is None and case.next_due_at is None and not Clock.objects.of(case.key).exists()
    admin = world.person("Lotte Hamelink")
    make_move(case=case, move="take", by=admin, at=at)
    add_to_case(case=case, by=world.first_class_submitter, at=at, text="Nog iets.")
    assert case.state == "investigated" and not Clock.objects.of(case.key).exists()


def test_who_asks_hears_who_works_hears_and_nobody_else(world, run_jobs) -> None:
    case = asks(world)
    run_jobs()
    heard = set(Mail.objects.filter(about=case.key).values_list("person__name", flat=True))
    assert heard == {"Sanne Kuipers", "Marieke Oosterbaan", "Ineke Verschoor"}
    investigates(world, case)
    case.refresh_from_db()
    make_move(case=case, move="submit", by=world.submitter, at=AT)
    run_jobs()
    assert Mail.objects.filter(about=case.key, person=world.manager).count() == 1


def test_a_note_is_read_by_who_works_on_it_alone(world) -> None:
    case = asks(world)
    write_note(case=case, by=world.submitter, at=AT, text="Lastig.")
    note = Message.objects.get(case=case, purpose="note")
    assert note.audience == "named_persons" and set(note.persons) == {world.submitter.pk, world.administrator.pk}
    with pytest.raises(NotAllowed):
        write_note(case=case, by=world.member, at=AT, text="x")


def test_it_is_given_to_somebody_who_works_on_it(world) -> None:
    case = asks(world)
    assign_case(case=case, by=world.administrator, at=AT, to=world.submitter)
    assert case.assignee == world.submitter
    for somebody in (world.agent, world.member, world.first_class_submitter):
        with pytest.raises(NotAllowed):
            assign_case(case=case, by=world.administrator, at=AT, to=fresh(somebody))


def test_looking_back_is_reminded_of_once_and_after_the_weeks_that_were_set(world, run_jobs) -> None:
    case = approved(world)
    done(world, case)
    make_move(case=case, move="hand_back", by=world.submitter, at=AT, text="Klaar.")
    make_move(case=case, move="accept", by=world.member, at=AT)
    assert remind_reviews(by=None, at=AT + timedelta(days=27)) == 0
    assert remind_reviews(by=None, at=AT + timedelta(days=28)) == 1
    assert remind_reviews(by=None, at=AT + timedelta(days=29)) == 0
    run_jobs()
    told = Mail.objects.filter(about=case.key, subject__contains="Kijk terug")
    assert world.submitter in {mail.person for mail in told}


def test_only_people_of_the_organisation_ask(world) -> None:
    for somebody in (world.stranger, world.agent, world.first_class_submitter):
        with pytest.raises(NotAllowed):
            ask_ticket(organisation=world.customer, subject="x", text="x", by=somebody, at=AT)
    other = process_of(world.customer, "Salaris")
    case = ask_ticket(organisation=world.first_class, subject="x", text="x", process=other, by=world.first_class_submitter, at=AT)
    assert case.ticket.process is None, "a process of another organisation is none"


def test_who_gets_a_task_is_told_by_mail(world, run_jobs) -> None:
    oliver = world.person("Oliver Brandt")
    case = approved(world)
    add_task(case=case, what="Koppeling openzetten", owner=oliver, by=world.submitter, at=AT)
    run_jobs()
    assert Mail.objects.filter(about=case.key, person=oliver).count() == 1

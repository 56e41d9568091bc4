# SPDX-License-Identifier: EUPL-1.2
"""Who may do what on a case: what somebody is at a customer gives nothing at the vendor, and the other way round."""

from __future__ import annotations

import pytest

from akkoord.audit.models import Event
from akkoord.cases.actions import accept_case, add_to_case, assign_case, attach_file, make_move, merge_case, write_note
from akkoord.cases.kind import declare, undeclare
from akkoord.cases.models import Attachment, Case, Message
from akkoord.cases.refusals import CannotMove, NotAllowed
from akkoord.clocks.actions import tell_due_clocks
from akkoord.clocks.rules import Verdict
from akkoord.desk.actions import report_calamity, review_calamity
from akkoord.people.actions import add_membership, end_membership
from akkoord.people.models import Person
from akkoord.people.rules import PortalRole
from akkoord.scope.database import scoped
from akkoord.scope.rules import Audience
from akkoord.site import wiring
from tests.proof.kinds import KINDS
from tests.proof.opening import open_application, open_errand


@pytest.fixture
def proof_kinds():
    declare(*KINDS)
    wiring.connect()
    yield
    undeclare(*KINDS)
    wiring.connect()


@pytest.fixture
def both_sides(world, amsterdam) -> Person:
    """Joris of the desk, who is also administrator at Elzenhorst."""
    at = amsterdam("Mon 2026-11-02 09:00")
    add_membership(by=None, at=at, person=world.agent, organisation=world.customer, roles=[PortalRole.ADMINISTRATOR])
    return Person.objects.get(pk=world.agent.pk)


@pytest.fixture
def at(amsterdam):
    return amsterdam("Wed 2026-11-18 11:00")


def test_the_desk_writes_no_notes_on_what_a_customer_keeps_to_itself(world, at, both_sides, proof_kinds):
    ticket = open_errand(world)
    with pytest.raises(NotAllowed):
        write_note(case=ticket, by=both_sides, at=at, text="Voor de leverancier.")
    with pytest.raises(NotAllowed):
        assign_case(case=ticket, by=both_sides, at=at, to=both_sides)
    said = make_move(case=ticket, move="do", by=both_sides, at=at, text="Gedaan.")
    assert said is not None and not said.from_vendor, "as administrator of the customer"


def test_only_who_sees_such_cases_at_the_vendor_is_made_responsible(world, at):
    case = world.reports(at=at)
    for person in (world.operator, world.manager):
        with pytest.raises(NotAllowed):
            assign_case(case=case, by=world.agent, at=at, to=person)
    assign_case(case=case, by=world.agent, at=at, to=world.lead)
    assert Case.objects.get(pk=case.pk).assignee == world.lead


def test_only_the_vendor_accepts_a_case_into_an_organisation(world, at, proof_kinds):
    case = open_application(world)
    for person in (world.administrator, world.operator):
        with pytest.raises(NotAllowed):
            accept_case(case=case, organisation=world.customer, by=person, at=at)


def test_what_the_desk_adds_is_a_first_answer_and_what_the_reporter_adds_is_none(world, amsterdam):
    case = world.reports(priority=2, at="Wed 2026-11-18 10:15")
    add_to_case(case=case, by=world.submitter, at=amsterdam("Wed 2026-11-18 10:30"), text="Nog iets.")
    assert case.clock("reaction").is_open
    answered = amsterdam("Wed 2026-11-18 11:00")
    add_to_case(case=case, by=world.agent, at=answered, text="Dat helpt, dank je.")
    assert case.clock("reaction").stopped_at == answered
    assert case.clock("recovery").is_open
    assert Case.objects.get(pk=case.pk).state == "new"


def test_a_note_reaches_no_customer_in_any_way(world, amsterdam, at, run_jobs, mailoutbox):
    case = world.reports(at="Wed 2026-11-18 10:15")
    run_jobs()
    mailoutbox.clear()
    changed = Case.objects.get(pk=case.pk).changed_at
    note = write_note(case=case, by=world.agent, at=at, text="Lijkt op vorige week.")
    attach_file(case=case, by=world.agent, at=at, name="spoor.txt", size=5, chunks=[b"spoor"], message=note)
    run_jobs()
    assert not mailoutbox
    with scoped(world.submitter.scope):
        assert not Message.objects.filter(pk=note.pk).exists()
        assert not Attachment.objects.filter(case=case).exists()
        assert not Event.objects.filter(subject=case.key, name="NoteWritten").exists()
        assert Case.objects.get(pk=case.pk).changed_at == changed, "nor does the list say that something happened"
    assert Event.objects.get(subject=case.key, name="NoteWritten").audience == Audience.VENDOR_ONLY


def test_a_file_goes_only_with_what_one_said_oneself_on_that_case(world, at):
    case, other = world.reports(at=at), world.reports("Iets anders", at=at)
    theirs = make_move(case=case, move="answer", by=world.agent, at=at, text="Zo.")
    for message, on in ((theirs, case), (other.messages.get(), case)):
        with pytest.raises(NotAllowed):
            attach_file(case=on, by=world.submitter, at=at, name="a.txt", size=1, chunks=[b"a"], message=message)
    assert not Attachment.objects.exists()


def test_mail_stops_with_the_role(world, amsterdam, run_jobs, mailoutbox):
    case = world.reports(at="Wed 2026-11-18 10:15")
    run_jobs()
    mailoutbox.clear()
    end_membership(membership=world.submitter.memberships.get(), by=world.administrator, at=amsterdam("Wed 2026-11-18 10:30"))
    make_move(case=case, move="answer", by=world.agent, at=amsterdam("Wed 2026-11-18 11:00"), text="Zo.")
    run_jobs()
    assert not mailoutbox


def test_the_reporter_and_the_lead_hear_of_a_broken_promise(world, amsterdam, run_jobs, mailoutbox):
    world.reports(priority=2, at="Wed 2026-11-18 10:15")
    run_jobs()
    mailoutbox.clear()
    tell_due_clocks(by=None, at=amsterdam("Thu 2026-11-19 10:16"))
    run_jobs()
    assert {m.to[0] for m in mailoutbox} == {world.submitter.email, world.lead.email}


def test_the_reporter_adds_to_nothing_that_is_closed_or_goes_on_elsewhere(world, at):
    closed, gone, stays = (world.reports(f"Zaak {n}", at=at) for n in range(3))
    make_move(case=closed, move="resolve", by=world.agent, at=at, text="Klaar.")
    merge_case(case=gone, into=stays, by=world.agent, at=at)
    for case in (closed, gone):
        with pytest.raises(CannotMove):
            add_to_case(case=case, by=world.submitter, at=at, text="Nog iets.")
    add_to_case(case=closed, by=world.agent, at=at, text="Voor de volledigheid: de oorzaak.")


def test_a_review_does_not_change_when_a_case_was_closed(world, amsterdam, at):
    case = report_calamity(
        by=world.submitter, at=at, organisation=world.customer, subject="Alles staat stil", text="Niemand kan erin."
    )
    solved = amsterdam("Wed 2026-11-18 12:00")
    make_move(case=case, move="resolve", by=world.agent, at=solved, text="Weer in de lucht.")
    review_calamity(
        case=case,
        by=world.lead,
        at=amsterdam("Fri 2026-11-20 12:00"),
        cause="Schijf vol.",
        done="Geleegd.",
        prevention="Melding.",
    )
    case.refresh_from_db()
    assert (case.closed_at, case.closed_by) == (solved, world.agent)
    assert case.clock("contact").verdict == Verdict.KEPT

# SPDX-License-Identifier: EUPL-1.2
"""Mail becomes a ticket of the organisation whose address it was sent to, once, and only from its own people."""

from __future__ import annotations

import io
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from akkoord.cases import store
from akkoord.cases.actions import make_move
from akkoord.cases.models import Case, Message
from akkoord.cases.refusals import NothingSaid
from akkoord.notifications.models import Mail
from akkoord.people.actions import add_membership
from akkoord.people.rules import PortalRole
from akkoord.site.world.handle import World
from akkoord.stewardship import cli
from akkoord.stewardship.actions.mail_in import take_in_mail
from akkoord.stewardship.actions.passing import pass_on
from akkoord.stewardship.actions.ticket_settings import set_up_tickets
from akkoord.stewardship.addresses import address_of, thread_of
from akkoord.stewardship.incoming import read_message
from akkoord.stewardship.refusals import NoSuchAddress, SenderUnknown
from akkoord.stewardship.rules.tickets import Answers, Target

from .ticketing import AT, approved, asks, with_stewards


@pytest.fixture
def box(world, settings, tmp_path) -> str:
    settings.ATTACHMENT_STORE = tmp_path.as_uri()
    store._store.cache_clear()
    with_stewards(world)
    return address_of(set_up_tickets(organisation=world.customer, integrator_email="vraag@koppelaar.example", by=None, at=AT))


def letter(
    to: str,
    sender: str,
    *,
    key: str = "<a1@elzenhorst.example>",
    subject: str = "Verlof boeken",
    text: str = "Hoe boek ik verlof?",
    **headers: str,
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"], message["Message-ID"] = sender, to, subject, key
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def taken(message: EmailMessage) -> Case:
    result = take_in_mail(mail=read_message(message.as_bytes()), by=None, at=AT)
    assert result is not None
    return result[0]


def test_a_mail_of_a_colleague_becomes_a_ticket_with_its_files(world, box) -> None:
    message = letter(box, f"Sanne Kuipers <{world.member.email}>")
    message.add_attachment(b"verlof;dagen", maintype="text", subtype="csv", filename="verlof.csv")
    message.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="virus.exe")
    result = take_in_mail(mail=read_message(message.as_bytes()), by=None, at=AT)
    assert result is not None
    case, refused = result
    assert (case.reporter, case.organisation, case.origin, case.subject) == (
        world.member,
        world.customer,
        "mail",
        "Verlof boeken",
    )
    assert case.messages.get().text == "Hoe boek ik verlof?" and case.ticket_tasks.count() == 2
    assert [file.name for file in case.attachments.all()] == ["verlof.csv"] and refused[0].startswith("virus.exe: ")


def test_delivered_twice_is_one_ticket(world, box) -> None:
    message = letter(box, world.member.email)
    assert taken(message) == taken(message)
    assert Case.objects.filter(kind_name="ticket").count() == 1


def test_one_letter_to_two_organisations_is_a_ticket_in_each(world, box) -> None:
    other = address_of(set_up_tickets(organisation=world.first_class, by=None, at=AT))
    add_membership(by=None, at=AT, person=world.member, organisation=world.first_class, roles=[PortalRole.MEMBER])
    first, second = taken(letter(box, world.member.email)), taken(letter(other, world.member.email))
    assert (first.organisation, second.organisation) == (world.customer, world.first_class)


def test_strangers_and_wrong_addresses_are_refused(world, box) -> None:
    for sender in (world.stranger.email, world.agent.email, "niemand@elders.example", world.first_class_submitter.email):
        with pytest.raises(SenderUnknown):
            taken(letter(box, sender))
    for address in ("tickets+geraden@meridaan.example", "tickets@meridaan.example", "info@meridaan.example"):
        with pytest.raises(NoSuchAddress):
            taken(letter(address, world.member.email))
    with pytest.raises(NothingSaid):
        taken(letter(box, world.member.email, subject="", text=""))
    assert not Case.objects.filter(kind_name="ticket").exists()


def test_what_a_machine_sends_is_left_alone(world, box) -> None:
    message = letter(box, world.member.email, Auto_Submitted="auto-replied")
    assert take_in_mail(mail=read_message(message.as_bytes()), by=None, at=AT) is None
    assert not Case.objects.filter(kind_name="ticket").exists()


def test_an_answer_goes_on_the_ticket_that_its_subject_names(world, box) -> None:
    case = asks(world)
    make_move(case=case, move="ask", by=world.submitter, at=AT, text="Welke maand?")
    reply = letter(
        box, world.member.email, subject=f"Re: Er is een vraag over je ticket [{case.number}]", text="Juni.\n\n> Welke maand?"
    )
    assert taken(reply) == case and taken(reply) == case
    case.refresh_from_db()
    assert case.state == "investigated"
    assert Message.objects.filter(case=case, via="mail").get().text == "Juni."
    strange = letter(box, world.person("Oliver Brandt").email, key="<b@x>", subject=f"Re: [{case.number}]")
    assert taken(strange) != case, "who may not see the ticket asks something new"


def test_the_integrators_answer_comes_back_on_the_ticket(world: World, box: str, run_jobs) -> None:
    case = approved(world)
    passing = pass_on(
        case=case, target=Target.INTEGRATOR, answers=Answers(True, True, False), subject="Koppeling", text="Hij stopt.", by=world.submitter, at=AT
    )  # fmt: skip
    back = letter(
        box, "Koppelaar <vraag@koppelaar.example>", key="<k@koppelaar.example>", text="Morgen.", In_Reply_To=thread_of(passing)
    )
    assert taken(back) == case and taken(back) == case
    said = Message.objects.get(case=case, via="mail")
    assert (said.by, said.by_name, said.text, said.audience) == (None, "Koppelaar", "Morgen.", "organisation_only")
    run_jobs()
    told = Mail.objects.get(to=world.submitter.email, subject__contains="systeemintegrator")
    assert "Koppelaar" in told.text and "Morgen." in told.text, "who said it stands beside the words"
    other = letter(box, "ander@elders.example", key="<o@x>", In_Reply_To=thread_of(passing))
    with pytest.raises(SenderUnknown):
        taken(other)


def test_the_command_answers_the_mail_server(world, box, monkeypatch, capsys) -> None:
    def run(message: EmailMessage, *recipients: str) -> int:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(message.as_bytes())))
        return cli.take_in(SimpleNamespace(recipient=list(recipients)))  # type: ignore[arg-type]  # as argparse gives it

    assert run(letter("iemand@elzenhorst.example", world.member.email), box) == 0
    assert capsys.readouterr().out.startswith("TCK-2026-")
    assert run(letter(box, world.stranger.email, key="<s@x>")) == 77
    assert "toegang tot het portal" in capsys.readouterr().out
    assert run(letter("x@meridaan.example", world.member.email, key="<t@x>")) == 67


def test_a_page_of_words_is_read_as_words_and_odd_letters_harm_nothing(world, box) -> None:
    message = letter(box, world.member.email)
    message.set_content(
        "<html><head><title>x</title><style>p{}</style></head><body><p>Goede&nbsp;dag</p><p>Verlof?</p></body></html>",
        subtype="html",
    )
    assert read_message(message.as_bytes()).text.split() == ["Goede", "dag", "Verlof?"]
    for raw in (
        b"",
        b"\xff\xfe\x00",
        b"From: \xff\nSubject: =?x?q?=\n\nhoi",
        b"Content-Type: text/plain; charset=onzin\n\nh\xe9",
    ):
        read = read_message(raw)
        assert read.recipients == ()


@pytest.mark.parametrize(
    "head",
    [
        b"Message-ID: <>",
        b"Message-ID: <a\x00b@x>",
        b'To: "',
        b"References: \x00 <a> <b>",
        b'Content-Type: text/plain; charset="\x00"',
        b"Content-Type: text/plain; charset=utf-7",
    ],
)
def test_what_no_standard_allows_becomes_a_ticket_all_the_same(world, box, head: bytes) -> None:
    raw = b"From: " + world.member.email.encode() + b"\n" + head + b"\nSubject: Verlof\n\nHoe boek ik +2AA-verlof?"
    result = take_in_mail(mail=read_message(raw, [box]), by=None, at=AT)
    assert result is not None and result[0].subject == "Verlof" and "verlof?" in result[0].messages.get().text


def test_while_the_database_is_away_the_mail_server_keeps_it(world, box, monkeypatch, capsys) -> None:
    def away(**given: object) -> None:
        raise OperationalError("connection to server at 10.1.2.3 refused")

    monkeypatch.setattr("akkoord.stewardship.actions.mail_in.take_in_mail", away)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(letter(box, world.member.email).as_bytes())))
    assert cli.take_in(SimpleNamespace(recipient=[])) == 75  # type: ignore[arg-type]  # as argparse gives it
    said = capsys.readouterr()
    assert "10.1.2.3" not in said.out + said.err

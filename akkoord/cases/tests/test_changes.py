# SPDX-License-Identifier: EUPL-1.2
"""What people do on the page of a case: through its addresses, as a browser sends it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from akkoord.audit.models import Reading
from akkoord.cases import slots
from akkoord.cases.actions import make_move
from akkoord.cases.models import Attachment, Case, Draft, Follower, Link, Message
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

from .reading import Reader, page_text, signed_in, words_of

pytestmark = pytest.mark.django_db
NOW = "Thu 2026-11-19 10:00"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50


@pytest.fixture(autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder of its own for what is attached."""
    from akkoord.cases.store import _store

    with override_settings(ATTACHMENT_STORE=tmp_path_factory.mktemp("files").as_uri()):
        _store.cache_clear()
        yield
    _store.cache_clear()


@pytest.fixture
def case(world: World) -> Case:
    """An incident of Marieke, an hour old."""
    return world.reports("Loonrun stopt", priority=2, at="Thu 2026-11-19 09:00")


def send(reader: Reader, case: Case, noun: str, at: str = NOW, **fields: object) -> Any:
    """Post one of the case's forms."""
    return reader.post(f"{case.get_absolute_url()}/{noun}", fields, at=at)


def test_agent_answers_and_asks_through_the_composer(world: World, case: Case) -> None:
    agent = signed_in(world.agent)
    answer = send(agent, case, "message", kind="reply", move="ask", text="Welke periode?")
    case.refresh_from_db()
    assert answer.status_code == 303 and answer.headers["Location"].startswith(case.get_absolute_url())
    assert case.state == "waiting_for_customer"
    assert case.clock("reaction").verdict == "kept"


def test_moves_have_addresses_of_their_own(world: World, case: Case) -> None:
    assert send(signed_in(world.agent), case, "taking").status_code == 303
    assert send(signed_in(world.submitter), case, "settlement").status_code == 303
    case.refresh_from_db()
    assert case.state == "resolved"
    assert send(signed_in(world.submitter), case, "reopening", text="Toch niet.").status_code == 303
    case.refresh_from_db()
    assert case.state == "in_progress"


def test_a_noun_that_the_kind_does_not_know_is_not_there(world: World, case: Case) -> None:
    assert send(signed_in(world.agent), case, "abolition").status_code == 404


def test_nothing_changes_by_looking(world: World, case: Case) -> None:
    assert signed_in(world.agent).get(f"{case.get_absolute_url()}/taking", at=NOW).status_code == 405
    case.refresh_from_db()
    assert case.state == "new"


def test_a_refused_move_keeps_what_was_typed(world: World, case: Case) -> None:
    agent, submitter = signed_in(world.agent), signed_in(world.submitter)
    make_move(case=case, move="resolve", by=world.agent, at=amsterdam("Thu 2026-11-19 09:30"), text="Opgelost.")
    answer = send(agent, case, "message", kind="reply", move="ask", text="Mijn lange vraag <b>.")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mijn lange vraag &lt;b&gt;." in page and "De zaak is intussen veranderd" in page
    answer = send(submitter, case, "workaround-refusal", text="Het houdt niet.")
    assert answer.status_code == 409 and "Het houdt niet." in answer.content.decode()


def test_a_move_of_the_other_side_is_refused(world: World, case: Case) -> None:
    answer = send(signed_in(world.submitter), case, "solution", text="Ik los het zelf op.")
    case.refresh_from_db()
    assert answer.status_code == 409 and case.state == "new"
    answer = send(signed_in(world.manager), case, "message", text="Ik mag niet schrijven.")
    assert answer.status_code == 409 and case.messages.count() == 1


def test_an_empty_message_is_refused(world: World, case: Case) -> None:
    answer = send(signed_in(world.submitter), case, "message", text="  ")
    assert answer.status_code == 409 and "Schrijf eerst iets" in answer.content.decode()


def test_a_form_sent_twice_is_said_once(world: World, case: Case) -> None:
    submitter, agent, once = signed_in(world.submitter), signed_in(world.agent), uuid4()
    for _ in range(2):
        file = SimpleUploadedFile("scherm.png", PNG)
        assert send(submitter, case, "message", text="Nog iets.", once=once, attachments=file).status_code == 303
    note = uuid4()
    for _ in range(2):
        send(agent, case, "message", kind="note", text="Intern.", once=note)
    assert Message.objects.filter(case=case, text="Nog iets.").count() == 1
    assert Message.objects.filter(case=case, text="Intern.").count() == 1
    assert Attachment.objects.filter(case=case).count() == 1


def test_note_tab_never_reaches_the_customer_whatever_the_move(world: World, case: Case) -> None:
    send(signed_in(world.agent), case, "message", kind="note", move="answer", text="Niet voor de klant.")
    case.refresh_from_db()
    assert case.state == "new"
    assert "Niet voor de klant." not in page_text(signed_in(world.submitter), case, at=NOW)


def test_customer_cannot_write_a_note(world: World, case: Case) -> None:
    assert send(signed_in(world.submitter), case, "note", text="Stiekem.").status_code == 409
    assert not Message.objects.filter(text="Stiekem.").exists()


def test_a_refused_file_leaves_the_message_and_the_other_file(world: World, case: Case) -> None:
    files = [SimpleUploadedFile("goed.png", PNG), SimpleUploadedFile("virus.exe", b"MZ"), SimpleUploadedFile("nep.png", b"GIF8")]
    reader = signed_in(world.submitter)
    assert send(reader, case, "message", text="Zie bijlagen.", attachments=files).status_code == 303
    words = words_of(page_text(reader, case, at=NOW))
    assert "virus.exe: Dit soort bestand kan niet mee." in words and "nep.png: De inhoud" in words
    assert [a.name for a in Attachment.objects.filter(case=case)] == ["goed.png"]
    assert "Zie bijlagen." in words


def test_attachments_are_served_so_that_nothing_in_them_runs(world: World, case: Case) -> None:
    reader = signed_in(world.submitter)
    files = [SimpleUploadedFile("scherm 1.png", PNG), SimpleUploadedFile("log.txt", b"<script>x</script>")]
    send(reader, case, "attachment", attachments=files)
    picture, text = Attachment.objects.filter(case=case).order_by("pk")
    seen = reader.get(f"{case.get_absolute_url()}/attachments/{picture.pk}/x", at=NOW)
    assert seen.whole == PNG and seen.headers["Content-Type"] == "image/png"
    assert seen.headers["Content-Disposition"].startswith("inline")
    saved = reader.get(f"{case.get_absolute_url()}/attachments/{text.pk}/log.txt", at=NOW)
    assert saved.headers["Content-Type"] == "application/octet-stream"
    assert saved.headers["Content-Disposition"].startswith("attachment")
    for answer in (seen, saved):
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_attachments_follow_their_case_and_their_note(world: World, case: Case) -> None:
    agent = signed_in(world.agent)
    send(agent, case, "message", kind="note", text="Intern.", attachments=SimpleUploadedFile("intern.png", PNG))
    file = Attachment.objects.get(case=case)
    address = f"{case.get_absolute_url()}/attachments/{file.pk}/intern.png"
    assert agent.get(address, at=NOW).status_code == 200
    assert Reading.objects.filter(subject=f"attachment:{file.pk}", person_id=world.agent.pk).exists()
    for who in (world.submitter, world.manager, world.stranger):
        assert signed_in(who).get(address, at=NOW).status_code == 404
    assert "intern.png" not in page_text(signed_in(world.submitter), case, at=NOW)
    other = world.reports("Andere", at="Thu 2026-11-19 09:10")
    assert agent.get(f"{other.get_absolute_url()}/attachments/{file.pk}/intern.png", at=NOW).status_code == 404


def test_drafts_come_back_and_go_when_sent(world: World, case: Case) -> None:
    reader = signed_in(world.submitter)
    reader.post("/drafts", {"case": case.number, "text": "Half geschreven"}, at=NOW)
    assert "Half geschreven" in page_text(reader, case, at=NOW)
    assert "Half geschreven" not in page_text(signed_in(world.agent), case, at=NOW)
    send(reader, case, "message", text="Helemaal geschreven")
    assert not Draft.objects.filter(person=world.submitter).exists()
    assert reader.post("/drafts", {"case": "INC-2026-999999", "text": "x"}, at=NOW).status_code == 404


def test_a_draft_of_a_note_comes_back_as_a_note(world: World, case: Case) -> None:
    agent = signed_in(world.agent)
    agent.post("/drafts", {"case": case.number, "kind": "reply", "text": "Eerst antwoord"}, at=NOW)
    agent.post("/drafts", {"case": case.number, "kind": "note", "text": "Toch intern"}, at=NOW)
    page = page_text(agent, case, at=NOW)
    assert "Toch intern" in page and "Eerst antwoord" not in page
    assert 'value="note" data-tab="note" checked' in page


def test_assigning_by_button_name_and_address(world: World, case: Case) -> None:
    agent = signed_in(world.agent)
    for to, expected in (
        ("me", world.agent),
        ("Samira Haddad", world.other_agent),
        (world.lead.email, world.lead),
        ("nobody", None),
    ):
        assert send(agent, case, "assignment", to=to).status_code == 303
        case.refresh_from_db()
        assert case.assignee == expected
    send(agent, case, "assignment", to="Marieke Oosterbaan")
    case.refresh_from_db()
    assert case.assignee is None
    assert "Niemand met deze naam" in page_text(agent, case, at=NOW)


def test_only_who_may_see_the_case_can_follow_it(world: World, case: Case) -> None:
    reader = signed_in(world.submitter)
    send(reader, case, "follower", who="Tarik Benhaddou")
    send(reader, case, "follower", who="Sanne Kuipers")  # a colleague without the role
    send(reader, case, "follower", who=world.stranger.email)
    assert [f.person for f in Follower.objects.filter(case=case)] == [world.manager]
    send(reader, case, "follower-removal", who=str(world.manager.pk))  # somebody else's
    assert Follower.objects.filter(case=case).count() == 1
    send(signed_in(world.manager), case, "follower-removal")
    assert not Follower.objects.filter(case=case).exists()


def test_link_and_merge_by_number(world: World, case: Case) -> None:
    other = world.reports("Nog een keer", priority=2, at="Thu 2026-11-19 09:20")
    agent = signed_in(world.agent)
    send(agent, case, "link", number=other.number.lower(), how="duplicate")
    assert Link.objects.get(case=case).other == other
    send(agent, case, "link", number="INC-2026-999999")
    assert "Er is geen zaak met dit nummer" in page_text(agent, case, at=NOW)
    answer = send(agent, other, "merge", number=case.number)
    assert answer.headers["Location"] == case.get_absolute_url()
    page = page_text(signed_in(world.submitter), other, at=NOW)
    assert "Dit gaat verder in een andere zaak" in page and "<textarea" not in page


def test_a_reply_after_the_period_becomes_a_linked_case(world: World, case: Case) -> None:
    make_move(case=case, move="resolve", by=world.agent, at=amsterdam("Thu 2026-11-19 09:30"), text="Opgelost.")
    late, reader = "Thu 2026-12-24 10:00", signed_in(world.submitter)
    assert "Antwoorden in een nieuwe zaak" in page_text(reader, case, at=late)
    before = Case.objects.count()
    answer = send(reader, case, "reopening", at=late, text="Het is er weer.")
    case.refresh_from_db()
    assert case.state == "resolved"
    if slots.CASE_FOLLOW_UP._fillings:
        assert answer.status_code == 303 and Case.objects.count() == before + 1
        assert Link.objects.get(other=case).how == "follows"
    else:
        assert answer.status_code == 409 and "Het is er weer." in answer.content.decode()

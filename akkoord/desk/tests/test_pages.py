# SPDX-License-Identifier: EUPL-1.2
"""What each persona finds behind the front door, and reporting from the form."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from akkoord.cases.actions import make_move
from akkoord.cases.models import Attachment, Case
from akkoord.desk.actions import report_calamity
from akkoord.people.actions import add_membership
from akkoord.people.rules import PortalRole

WHOLE = {
    "subject": "Loonrun stopt",
    "text": "De run stopt halverwege.",
    "area": "payroll",
    "category": "error",
    "impact": "hindered",
}


def report(client: Client, organisation: int, **more: Any) -> Any:
    return client.post("/report", {**WHOLE, "organisation": organisation, "once": str(uuid4()), **more})


def test_a_visitor_reads_what_this_is_and_where_to_sign_in(world, clock):
    page = Client(headers={"accept-language": "nl"}).get("/").content.decode()
    assert "De service van Meridaan" in page
    assert "Desk open tot" in page
    assert f'href="{reverse("account_login")}"' in page
    assert "Loonrun" not in page


def test_the_desk_goes_to_its_queue_and_other_staff_see_no_cases(world, visit):
    world.reports(at="Thu 2026-11-19 09:00")
    assert visit(world.agent).get("/").url == "/queue"
    page = visit(world.operator).get("/")
    assert page.status_code == 200
    assert "Met je rollen zie je geen zaken van de desk" in page.content.decode()


def test_home_says_what_waits_what_runs_and_how_promises_stand(world, visit, amsterdam):
    asked = world.reports("Verlofsaldo op nul", priority=3, at="Tue 2026-11-17 10:00")
    make_move(case=asked, move="ask", by=world.other_agent, at=amsterdam("Wed 2026-11-18 10:05"), text="Geef twee voorbeelden.")
    solved = world.reports("Dubbele loonstrook", at="Mon 2026-11-16 10:00")
    make_move(case=solved, move="resolve", by=world.agent, at=amsterdam("Tue 2026-11-17 09:00"), text="Opgelost.")
    world.reports("Loonrun stopt", priority=2, at="Mon 2026-11-16 09:00")
    page = visit(world.submitter).get("/").content.decode()
    assert "Goedemiddag, Marieke" in page
    assert "Er wachten twee dingen op jou." in page
    assert "Samira vroeg dit" in page
    assert "Hoe hielpen we je met “Dubbele loonstrook”?" in page
    assert "6 beloftes met een klok begonnen deze maand; 1 is geschonden." in page
    assert "Desk open tot" in page


def test_home_of_a_colleague_shows_only_what_their_role_shows(world, visit):
    case = world.reports(at="Thu 2026-11-19 09:00")
    assert case.number in visit(world.manager).get("/").content.decode()
    for who in (world.member, world.stranger):
        page = visit(who).get("/").content.decode()
        assert case.number not in page
        assert "Er wacht niets op jou" in page


def test_the_form_shows_the_deadlines_before_anything_is_sent(world, visit):
    client = visit(world.submitter)
    page = client.get("/report").content.decode()
    assert "dinsdag om 12:50" in page, "three working days from Thursday 12:50"
    changed = client.get(
        "/report/expectation", {"organisation": world.customer.pk, "category": "outage", "impact": "standstill"}
    ).content.decode()
    assert "morgen om 12:50" in changed
    assert 'id="promise" hx-swap-oob' in changed


def test_the_same_preview_is_there_without_script_and_keeps_what_was_typed(world, visit):
    page = visit(world.submitter).post(
        "/report",
        {
            "organisation": world.customer.pk,
            "category": "outage",
            "impact": "standstill",
            "text": "Het ligt plat",
            "preview": "1",
        },
    )
    assert page.status_code == 200
    assert "morgen om 12:50" in page.content.decode()
    assert "Het ligt plat" in page.content.decode()
    assert not Case.objects.exists()


def test_a_report_becomes_a_case_with_its_clocks(world, visit, amsterdam):
    client = visit(world.submitter)
    answer = report(
        client,
        world.customer.pk,
        category="outage",
        impact="standstill",
        expected="Een loonrun",
        error_message="LR-214",
        steps="Start",
    )
    case = Case.objects.get()
    assert answer.status_code == 303
    assert answer.url == f"/cases/{case.number}"
    assert (case.priority, case.area, case.reporter) == (2, "payroll", world.submitter)
    assert case.clock("reaction").due_at == amsterdam("Fri 2026-11-20 12:50")
    page = client.get(answer.url).content.decode()
    assert f"Ontvangen als {case.number}" in page
    assert "LR-214" in page
    assert "vr 12:50" in page


def test_what_is_wrong_stands_beside_the_field_and_in_the_summary_and_nothing_typed_is_lost(world, visit):
    page = report(visit(world.submitter), world.customer.pk, subject="", text="Lang verhaal 😀", area="")
    assert page.status_code == 422
    html = page.content.decode()
    assert 'href="#id_subject"' in html
    assert 'id="id_subject-error"' in html
    assert "Lang verhaal 😀" in html
    assert not Case.objects.exists()


def test_a_form_sent_twice_reports_once(world, visit):
    client, once = visit(world.submitter), str(uuid4())
    first = report(client, world.customer.pk, once=once)
    second = report(client, world.customer.pk, once=once)
    assert first.url == second.url
    assert Case.objects.count() == 1


def test_a_refused_file_does_not_take_the_report_with_it(world, visit):
    client = visit(world.submitter)
    good = SimpleUploadedFile("scherm.png", b"\x89PNG rest", content_type="image/png")
    bad = SimpleUploadedFile("virus.exe", b"MZ", content_type="application/octet-stream")
    answer = report(client, world.customer.pk, attachments=[good, bad])
    page = client.get(answer.url).content.decode()
    assert [a.name for a in Attachment.objects.all()] == ["scherm.png"]
    assert "Je melding is bewaard, maar het bestand virus.exe niet" in page


def test_long_texts_and_emoji_survive(world, visit):
    text = "Dit gaat niet goed 🙁 " * 2000
    report(visit(world.submitter), world.customer.pk, subject="x" * 200, text=text)
    assert Case.objects.get().messages.get().text == text.strip()


@pytest.mark.parametrize("who", ["manager", "administrator", "member"])
def test_who_may_not_report_reads_who_in_the_organisation_can(world, visit, who):
    client = visit(getattr(world, who))
    for path in ("/report", "/calamity"):
        page = client.get(path)
        assert page.status_code == 200
        assert "Marieke Oosterbaan" in page.content.decode()
        assert "Niek Schaafsma" not in page.content.decode()
    assert report(client, world.customer.pk).status_code == 403
    assert not Case.objects.exists()


def test_the_role_counts_only_in_its_own_organisation(world, visit, amsterdam):
    add_membership(
        by=None,
        at=amsterdam("Mon 2026-11-16 09:00"),
        person=world.submitter,
        organisation=world.first_class,
        roles=[PortalRole.MEMBER],
    )
    client = visit(world.submitter)
    assert report(client, world.first_class.pk).status_code == 422
    assert not Case.objects.exists()
    assert report(client, world.customer.pk).status_code == 303


def test_an_expert_for_two_customers_chooses_for_whom(world, visit, amsterdam):
    add_membership(
        by=None,
        at=amsterdam("Mon 2026-11-16 09:00"),
        person=world.submitter,
        organisation=world.first_class,
        roles=[PortalRole.INCIDENT_SUBMITTER],
        is_expert=True,
    )
    client = visit(world.submitter)
    page = client.get("/report").content.decode()
    assert "Voor welke organisatie?" in page
    report(client, world.first_class.pk)
    assert Case.objects.get().organisation == world.first_class


def test_first_class_may_propose_the_most_urgent_class_and_others_may_not(world, visit, amsterdam):
    page = visit(world.first_class_submitter).get("/report").content.decode()
    assert 'name="ask_first"' in page
    report(visit(world.first_class_submitter), world.first_class.pk, category="outage", impact="standstill", ask_first="on")
    first = Case.objects.get()
    assert first.priority == 1
    assert first.clock("reaction").due_at == amsterdam("Thu 2026-11-19 13:50")
    client = visit(world.submitter)
    assert 'name="ask_first"' not in client.get("/report").content.decode()
    report(client, world.customer.pk, category="outage", impact="standstill", ask_first="on")
    assert Case.objects.exclude(pk=first.pk).get().priority == 2


def test_own_similar_cases_stand_beside_the_form_and_nobody_elses(world, visit):
    own = world.reports("Inloggen blijft hangen in oude browser", at="Wed 2026-11-18 09:00")
    other = world.reports(
        "Inloggen blijft hangen bij ons",
        at="Wed 2026-11-18 09:00",
        by=world.first_class_submitter,
        organisation=world.first_class,
    )
    page = (
        visit(world.submitter)
        .get("/report/expectation", {"organisation": world.customer.pk, "subject": "Inloggen lukt niet"})
        .content.decode()
    )
    assert own.number in page
    assert other.number not in page


@pytest.mark.parametrize(
    ("moment", "is_shown"), [("Thu 2026-11-19 12:50", True), ("Thu 2026-11-19 17:00", False), ("Fri 2026-11-20 10:00", False)]
)
def test_the_phone_number_is_there_in_phone_hours_alone(world, visit, clock, settings, moment, is_shown):
    settings.VENDOR_PHONE = "030 123 45 67"
    clock(moment)
    client = visit(world.submitter)
    page = client.get("/calamity").content.decode()
    assert ("030 123 45 67" in page) is is_shown
    assert "Bellen bij een calamiteit" in page


def test_a_calamity_is_reported_and_says_when_we_call(world, visit, amsterdam):
    client = visit(world.submitter)
    assert "vandaag om 13:50" in client.get("/calamity").content.decode()
    answer = client.post(
        "/calamity",
        {
            "organisation": world.customer.pk,
            "once": str(uuid4()),
            "subject": "Niemand kan inloggen",
            "text": "Sinds 12:00.",
            "affected": "iedereen",
            "reachable_at": "06 12345678",
            "reachable_until": "",
        },
    )
    case = Case.objects.get()
    assert answer.url == f"/cases/{case.number}"
    assert case.number.startswith("CAL-")
    assert case.clock("contact").due_at == amsterdam("Thu 2026-11-19 13:50")
    assert "06 12345678" in client.get(answer.url).content.decode()


def test_the_board_shows_whom_to_call_logs_contact_and_asks_for_a_review(world, visit, amsterdam):
    case = report_calamity(
        by=world.submitter,
        at=amsterdam("Thu 2026-11-19 12:30"),
        organisation=world.customer,
        subject="Alles stil",
        text="Niets werkt.",
        affected="148 mensen",
        reachable_at="06 12345678",
    )
    client = visit(world.agent)
    assert "06 12345678" in client.get("/calamities").content.decode()
    refused = client.post(f"/calamities/{case.number}/contact", {"text": "  "})
    assert refused.status_code == 409
    client.post(f"/calamities/{case.number}/contact", {"text": "Marieke gesproken.", "once": str(uuid4())})
    assert case.clock("contact").verdict == "kept"
    assert "Marieke gesproken." in client.get("/calamities").content.decode()
    case.refresh_from_db()
    make_move(case=case, move="resolve", by=world.agent, at=amsterdam("Thu 2026-11-19 12:45"), text="Schijf vervangen.")
    assert f"/cases/{case.number}/review" in client.get("/calamities").content.decode()
    half = client.post(f"/cases/{case.number}/review", {"cause": "Schijf vol", "done": "", "prevention": "Bewaking"})
    assert half.status_code == 422
    assert "Schijf vol" in half.content.decode()
    client.post(f"/cases/{case.number}/review", {"cause": "Schijf vol", "done": "Vervangen", "prevention": "Bewaking"})
    case.refresh_from_db()
    assert case.state == "reviewed"
    assert "Bewaking" in visit(world.submitter).get(f"/cases/{case.number}").content.decode()


@pytest.mark.parametrize("path", ["/", "/report", "/calamity"])
def test_pages_speak_the_readers_language(world, visit, path):
    english = visit(world.person("Oliver Brandt")).get(path)
    assert re.search(r'<html lang="en"', english.content.decode())
    assert "Melden" not in english.content.decode()

# SPDX-License-Identifier: EUPL-1.2
"""The main job: report, clock, answer, judge. Everybody in it does what they would, and sees what they should."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from akkoord.clocks.models import Clock
from akkoord.site.demo_mail import MailServer, mails

from .stage import Stage, is_gone, number_in, says

MARIEKE, OLIVER = "marieke.oosterbaan@elzenhorst.example", "oliver.brandt@elzenhorst.example"


@pytest.fixture
def post(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A real mail server on the loopback address; the folder where it keeps what it took."""
    server = MailServer(tmp_path / "mail")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.start()
    yield tmp_path / "mail"
    server.stop()


def subjects(stage: Stage, post: Path, to: str) -> list[str]:
    """What the mail server took for somebody, oldest first."""
    return [str(letter["Subject"]) for letter in letters(stage, post, to)]


def letters(stage: Stage, post: Path, to: str) -> list[EmailMessage]:
    """The mails that the mail server took for somebody, oldest first."""
    stage.work()
    return [kept.message for kept in reversed(mails(post)) if kept.header("To") == to]


def test_an_incident_from_report_to_rating(stage: Stage, post: Path) -> None:
    number = _marieke_reports(stage)
    _joris_helps(stage, number)
    _marieke_reads_and_rates(stage, post, number)
    _others_see_what_they_may(stage, number)


def _marieke_reports(stage: Stage) -> str:
    page = stage.as_("Marieke Oosterbaan")
    page.goto("/")
    page.get_by_role("link", name="Incident melden").first.click()
    beside = page.locator("#beside")
    says(page, "Als je nu verstuurt", "Verstuur je nu, dan antwoordt een collega uiterlijk")
    assert beside.locator(".clock").count() == 2
    before = page.locator("#promise b").first.inner_text()
    page.get_by_label("Nee, ons werk ligt stil").check()
    page.get_by_label("Het werkt helemaal niet").check()
    page.wait_for_function("before => document.querySelector('#promise b').innerText !== before", arg=before)
    page.get_by_label("Waar speelt het?").select_option("payroll")
    page.get_by_label("Onderwerp").fill("Loonrun stopt op LR-214")
    page.get_by_label("Wat gebeurt er?").fill("De proefrun stopt bij drie oproepkrachten.")
    page.get_by_role("button", name="Melding versturen").click()
    says(page, "Ontvangen als", "Eerste antwoord", "Oplossing of omweg", "Te beantwoorden voor")
    page.get_by_text("Hoe is dit berekend?").first.click()
    says(page, "Openingstijd tot het einde")
    return number_in(page)


def _joris_helps(stage: Stage, number: str) -> None:
    page = stage.as_("Joris Teunissen")
    page.goto("/queue")
    first = page.locator("tr[data-row]").first
    assert number in first.inner_text()
    first.get_by_role("link", name="Loonrun stopt op LR-214").click()
    page.get_by_role("button", name="Pak deze zaak").click()
    says(page, "Jij ging hiermee aan de slag.")
    page.get_by_role("button", name="Prioriteit bevestigen").click()
    for move, text in (
        ("answer", "Dag Marieke, ik zoek het uit."),
        ("work_around", "Vul de ingangsdatum zelf in; dan loopt de run door."),
        ("resolve", "De ingangsdatum staat er nu vanzelf."),
    ):
        page.locator("#reply-text").fill(text)
        page.locator("#reply-move").select_option(move)
        page.locator("#reply-text").press("Control+Enter")
        page.locator(".timeline .msg").filter(has_text=text).wait_for()
    with stage.data():
        clocks = {clock.name: clock.verdict for clock in Clock.objects.all()}
    assert clocks == {"reaction": "kept", "recovery": "kept"}


def _marieke_reads_and_rates(stage: Stage, post: Path, number: str) -> None:
    got = letters(stage, post, MARIEKE)
    assert str(got[0]["Subject"]).partition(" [")[0] == "We hebben je melding ontvangen"
    assert all(number in str(letter["Subject"]) for letter in got)
    told = " ".join(part.get_content() for letter in got for part in letter.walk() if part.get_content_type() == "text/plain")
    assert "Dag Marieke, ik zoek het uit." in told and "Vul de ingangsdatum zelf in" in told
    page = stage.as_("Marieke Oosterbaan")
    page.set_content(str(got[-1].get_body(("html",)).get_content()))  # type: ignore[union-attr]  # every mail has both parts
    page.get_by_label("4 sterren").click()
    assert page.get_by_label("4 sterren").is_checked()
    page.get_by_label("Wil je er iets bij zeggen?").fill("Snel en duidelijk.")
    page.get_by_role("button", name="Deze beoordeling geven").click()
    says(page, "Snel en duidelijk.")
    assert (
        page.locator(".clock .v", has_text="nagekomen").count() == 2 or page.locator(".clock", has_text="nagekomen").count() == 2
    )


def _others_see_what_they_may(stage: Stage, number: str) -> None:
    address = f"/cases/{number}"
    manager = stage.as_("Tarik Benhaddou")
    manager.goto("/cases")
    manager.goto("/cases?state=both")
    manager.get_by_role("link", name="Loonrun stopt op LR-214").click()
    says(manager, "De ingangsdatum staat er nu vanzelf.", "nagekomen")
    for name in ("Sanne Kuipers", "Oliver Brandt", "Niek Schaafsma", "Femke Aalbers"):
        page = stage.as_(name)
        assert is_gone(page, address), name
        assert "Loonrun" not in page.content()
    visitor = stage.window()
    visitor.goto(address)
    assert "/sign-in" in visitor.url


def test_in_english_too(stage: Stage, post: Path) -> None:
    page = stage.as_("Oliver Brandt")
    page.goto("/report")
    says(page, "If you send it now", "First answer")
    page.get_by_label("Where does it happen?").select_option("portal")
    page.get_by_label("How do I do something?").check()
    page.get_by_label("Subject").fill("How do I add a second approver?")
    page.get_by_label("What happens?").fill("Claims above 250 euro need two people.")
    page.get_by_role("button", name="Send the report").click()
    says(page, "Received as", "To be answered by")
    number = number_in(page)
    agent = stage.as_("Joris Teunissen")
    agent.goto(f"/cases/{number}")
    agent.locator("#reply-text").fill("Under Approval you add a second step.")
    agent.locator("#reply-move").select_option("resolve")
    agent.get_by_role("button", name="Versturen").click()
    agent.locator(".timeline .msg").filter(has_text="second step").wait_for()
    got = subjects(stage, post, OLIVER)
    assert got == [f"We received your report [{number}]", f"Your report is resolved [{number}]"]


def test_an_answer_that_comes_too_late_is_called_broken_on_both_sides(stage: Stage, post: Path) -> None:
    with stage.data() as world:
        case = world.reports("Saldo klopt niet", at=timezone.now() - timedelta(days=20), by=world.person("Marieke Oosterbaan"))
    agent = stage.as_("Joris Teunissen")
    agent.goto("/queue?view=risk")
    agent.get_by_role("link", name="Saldo klopt niet").click()
    agent.locator("#reply-text").fill("Excuus voor het wachten.")
    agent.get_by_role("button", name="Versturen").click()
    agent.locator(".timeline .msg").filter(has_text="Excuus").wait_for()
    for page in (agent, stage.as_("Marieke Oosterbaan")):
        page.goto(f"/cases/{case.number}")
        reaction = page.locator(".clock").filter(has_text="Eerste antwoord")
        assert "geschonden" in reaction.inner_text()
        reaction.locator("xpath=..").get_by_text("Hoe is dit berekend?").click()
        says(page, "Openingstijd tot het einde")

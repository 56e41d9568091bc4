# SPDX-License-Identifier: EUPL-1.2
"""What people write and attach: nothing is lost, nothing is sent twice, nothing strange breaks a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from akkoord.cases.models import Attachment, Case, Message

from .stage import Stage, faults, is_gone, says

STRANGE = "👩‍⚕️🏳️‍🌈 Ünïcødé \u202eomgekeerd\u202c <script>alert(1)</script> {{ 7 * 7 }} %s %(name)s {who} \\n 漢字"


def a_case(stage: Stage) -> Case:
    """An incident of Marieke."""
    with stage.data() as world:
        return world.reports(at=timezone.now(), by=world.submitter)


def test_a_large_file_arrives_whole_and_one_of_a_refused_kind_is_named(stage: Stage, tmp_path: Path) -> None:
    case = a_case(stage)
    large, program, picture = tmp_path / "logboek 🗒.txt", tmp_path / "setup.exe", tmp_path / "scherm.png"
    large.write_bytes(b"0123456789abcdef" * (20 * 65536))
    program.write_bytes(b"MZ" + bytes(2000))
    picture.write_bytes(bytes.fromhex("89504e470d0a1a0a") + bytes(500))
    page = stage.as_("Marieke Oosterbaan")
    page.goto(case.get_absolute_url())
    page.locator("#reply-text").fill("Drie bestanden.")
    page.locator("#reply-files").set_input_files([large, program, picture])
    page.get_by_role("button", name="Versturen").click()
    page.get_by_role("alert").filter(has_text="setup.exe").wait_for()
    page.locator(".timeline .msg").filter(has_text="Drie bestanden.").wait_for()
    links = page.locator(".timeline a.file")
    assert links.count() == 2
    with page.expect_download() as got:
        links.filter(has_text="logboek").click()
    assert got.value.path().read_bytes() == large.read_bytes()
    address = str(links.filter(has_text="logboek").get_attribute("href"))
    for name in ("Niek Schaafsma", "Sanne Kuipers"):
        assert is_gone(stage.as_(name), address)


def test_a_file_over_the_limit_is_refused_and_the_text_stays(stage: Stage, tmp_path: Path, settings: Settings) -> None:
    settings.ATTACHMENT_LIMIT = 1_000_000
    case = a_case(stage)
    large = tmp_path / "groot.txt"
    large.write_bytes(b"a" * 1_200_000)
    page = stage.as_("Marieke Oosterbaan")
    page.goto(case.get_absolute_url())
    page.locator("#reply-text").fill("Te groot.")
    page.locator("#reply-files").set_input_files(large)
    page.get_by_role("button", name="Versturen").click()
    page.get_by_role("alert").filter(has_text="groot.txt").wait_for()
    page.locator(".timeline .msg").filter(has_text="Te groot.").wait_for()
    with stage.data():
        assert not Attachment.objects.exists()


def test_strange_and_very_long_texts_come_back_as_they_were(stage: Stage) -> None:
    page = stage.as_("Marieke Oosterbaan")
    page.goto("/report")
    page.get_by_label("Waar speelt het?").select_option("app")
    page.get_by_label("Onderwerp").fill(STRANGE)
    page.get_by_label("Wat gebeurt er?").fill(STRANGE + "\n" + "a" * 2000)
    page.get_by_role("button", name="Melding versturen").click()
    assert page.locator("h1").inner_text() == STRANGE.replace("\u202e", "\u202e")
    long = "Lang verhaal. " * 7000
    page.locator("#reply-text").fill(long)
    page.get_by_role("button", name="Versturen").click()
    page.locator(".timeline .msg").filter(has_text="Lang verhaal.").wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    assert faults(page) == []
    agent = stage.as_("Joris Teunissen", width=390)
    for address in ("/queue", "/cases", page.url):
        agent.goto(address)
        assert faults(agent) == []
    assert STRANGE in " ".join(str(letter.body) for letter in stage.letters()).replace("\n", " ") or stage.letters()


def test_a_text_over_the_limit_is_refused_and_kept(stage: Stage) -> None:
    case = a_case(stage)
    page = stage.as_("Marieke Oosterbaan")
    page.goto(case.get_absolute_url())
    page.locator("#reply-text").fill("b" * 100_001)
    page.get_by_role("button", name="Versturen").click()
    says(page, "De tekst is langer dan 100.000 tekens")
    assert len(page.locator("#reply-text").input_value()) == 100_001


def test_a_draft_survives_a_closed_tab_and_another_computer(stage: Stage) -> None:
    case = a_case(stage)
    page = stage.as_("Marieke Oosterbaan")
    page.goto(case.get_absolute_url())
    with page.expect_response("**/drafts"):
        page.locator("#reply-text").press_sequentially("Halverwege een gedachte")
    says(page, "Concept bewaard om")
    again = page.context.new_page()
    page.close()
    again.goto(case.get_absolute_url())
    assert again.locator("#reply-text").input_value() == "Halverwege een gedachte"
    elsewhere = stage.as_("Marieke Oosterbaan", js=False)
    elsewhere.goto(case.get_absolute_url())
    assert elsewhere.locator("#reply-text").input_value() == "Halverwege een gedachte"
    colleague = stage.as_("Tarik Benhaddou")
    colleague.goto(case.get_absolute_url())
    assert "Halverwege" not in colleague.content()
    again.get_by_role("button", name="Versturen").click()
    again.locator(".timeline .msg").filter(has_text="Halverwege een gedachte").wait_for()
    assert again.locator("#reply-text").input_value() == ""


@pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])
def test_a_double_click_sends_once(stage: Stage, js: bool) -> None:
    case = a_case(stage)
    page = stage.as_("Marieke Oosterbaan", js=js)
    page.goto(case.get_absolute_url())
    page.locator("#reply-text").fill("Eén keer.")
    page.get_by_role("button", name="Versturen").dblclick()
    page.locator(".timeline .msg").filter(has_text="Eén keer.").first.wait_for()
    page.goto("/report")
    page.get_by_label("Waar speelt het?").select_option("app")
    page.get_by_label("Onderwerp").fill("Eén zaak")
    page.get_by_label("Wat gebeurt er?").fill("Eén keer gemeld.")
    page.get_by_role("button", name="Melding versturen").dblclick()
    says(page, "Eén keer gemeld.")
    page.wait_for_load_state()
    with stage.data():
        assert Message.objects.filter(text="Eén keer.").count() == 1
        assert Case.objects.filter(subject="Eén zaak").count() == 1

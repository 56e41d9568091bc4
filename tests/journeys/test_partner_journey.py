# SPDX-License-Identifier: EUPL-1.2
"""Partners in a browser: from an application to an agreement, and a partner at fifteen questions."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from akkoord.desk.rules import Category
from akkoord.partners.models import Partner
from akkoord.site.world.partners import found_partners

from .stage import Stage, faults, link_in, says

pytestmark = pytest.mark.browser
PUCK = "puck@wilgenroos.example"


def test_from_an_application_without_an_account_to_an_agreement(stage: Stage) -> None:
    with stage.data():
        found_partners()
    visitor = stage.window(width=390)
    visitor.goto("/partners/programme")
    visitor.get_by_role("link", name="Partner worden").first.click()
    visitor.get_by_label("Dienstverlenende partner").check()
    visitor.get_by_label("Naam van je bedrijf").fill("Bureau Wilgenroos")
    visitor.get_by_label("Je naam", exact=True).fill("Puck Zeldenrust")
    visitor.get_by_label("Je mailadres").fill(PUCK)
    visitor.get_by_label("Wat doe je, en waarom met ons?").fill("We helpen zorginstellingen met roosters.")
    assert faults(visitor) == []
    visitor.get_by_role("button", name="Aanmelding versturen").click()
    says(visitor, "Je aanmelding", "Je hoort uiterlijk van ons")
    assert faults(visitor) == []
    [letter] = stage.letters(PUCK)
    assert link_in(letter, "/partners/applications/") == visitor.url

    mirte = stage.as_("Mirte Holleman")
    mirte.goto("/partner-desk/applications")
    mirte.get_by_role("link", name="Bureau Wilgenroos").click()
    mirte.get_by_role("link", name="De criteria langslopen").click()
    boxes = mirte.locator("input[type=radio][value=met]")
    for place in range(boxes.count()):
        boxes.nth(place).check()
    assert faults(mirte) == []
    mirte.get_by_role("button", name="Vastleggen").click()
    mirte.get_by_role("link", name="Overeenkomst maken").first.click()
    mirte.get_by_label("Wat schrijf je aan de aanvrager?").fill("Welkom! We gaan samen aan de slag.")
    mirte.get_by_role("button", name="Overeenkomst maken").click()
    says(mirte, "Bureau Wilgenroos is partner.", "Iedere expert haalt elk jaar het examen.")
    assert faults(mirte) == []

    visitor.reload()
    says(visitor, "Je bent onze partner.", "We gaan samen aan de slag.")
    assert any("toegang tot het portal" in letter.subject for letter in stage.letters(PUCK))
    puck = stage.as_("Puck Zeldenrust", width=390)
    puck.goto("/partnership")
    says(puck, "Bureau Wilgenroos", "Wat er te doen is", "Jullie experts volgen onze cursussen gratis.")
    assert faults(puck) == []


def test_a_partner_at_fifteen_questions_reads_so_and_still_reports_a_fault(stage: Stage) -> None:
    with stage.data() as world:
        found_partners()
        partner = Partner.objects.select_related("organisation").get(slug="adviesbureau-zilvermeer")
        roos, now = world.person("Roos Verhagen"), timezone.now()
        for number in range(14):
            world.reports(
                f"Vraag {number + 1}", at=now - timedelta(minutes=20 + number), by=roos, organisation=partner.organisation,
                category=Category.KNOWLEDGE_QUESTION, priority=3,
            )  # fmt: skip
    page = stage.as_("Roos Verhagen", width=390)
    page.goto("/report")
    says(page, "14 van hoogstens 15", "Er zijn er dit jaar nog maar een paar over.")
    _report(page, "Hoe kopieer ik een rooster?", "knowledge_question")
    page.goto("/report")
    says(page, "15 van hoogstens 15", "Ze zijn op.", "Fouten en storingen mag je altijd melden")
    assert faults(page) == []
    _report(page, "De loonrun stopt", "error")
    page.goto("/partnership")
    says(page, "15 van hoogstens 15", "Ze zijn op.")
    page.get_by_text("Welke vragen tellen mee?").click()
    says(page, "Hoe kopieer ik een rooster?")
    assert "De loonrun stopt" not in page.inner_text("#h-questions >> xpath=../..")
    assert faults(page) == []

    mirte = stage.as_("Mirte Holleman")
    mirte.goto("/partner-desk/adviesbureau-zilvermeer")
    says(mirte, "15 van hoogstens 15", "loopt gevaar")
    assert faults(mirte) == []


def _report(page: Page, subject: str, category: str) -> None:
    """Report it with the form."""
    page.get_by_label("Waar speelt het?").select_option(index=1)
    page.locator(f"input[name=category][value={category}]").check()
    page.get_by_label("Onderwerp").fill(subject)
    page.get_by_label("Wat gebeurt er?").fill("We komen er niet uit.")
    page.get_by_role("button", name="Melding versturen").click()
    page.wait_for_url(re.compile("/cases/INC-"))

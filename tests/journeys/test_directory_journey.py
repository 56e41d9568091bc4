# SPDX-License-Identifier: EUPL-1.2
"""The directory as a visitor searches it, and a connector whose security score lapses, in a browser. partner:connector"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from playwright.sync_api import Page

from akkoord.partners.actions.certificates import follow_certificates
from akkoord.partners.models import Connector
from akkoord.site.world.connectors import connect_software
from akkoord.site.world.directory import fill_directory
from akkoord.site.world.partners import found_partners

from .stage import Stage, faults, is_gone, says


def found(stage: Stage) -> datetime:
    """Five partners, their connectors, and the pages that were agreed."""
    at = timezone.now()
    with stage.data():
        found_partners()
        connect_software(at)
        fill_directory(at)
    return at


def partners_of(page: Page) -> list[str]:
    """The names in the list, in order."""
    return page.locator("#results li a.title").all_inner_texts()


def test_a_visitor_finds_a_partner_by_phone_by_words_and_without_script(stage: Stage) -> None:
    found(stage)
    visitor = stage.window(width=390)
    visitor.goto("/partners")
    assert len(partners_of(visitor)) == 4
    assert faults(visitor) == []
    visitor.get_by_label("Branche").select_option(label="zorg (2)")
    visitor.get_by_text("2 partners").wait_for()
    assert partners_of(visitor) == ["Adviesbureau Zilvermeer", "Roosterkring"]
    visitor.get_by_label("Certificaat").select_option("certified")
    visitor.get_by_text("1 partner.").wait_for()
    visitor.get_by_role("link", name="Roosterkring").click()
    says(visitor, "contact@roosterkring.example", "gecertificeerd tot en met")
    assert faults(visitor) == []

    english = stage.window(js=False, locale="en-GB")
    english.goto("/partners?q=payroll+phone")
    assert partners_of(english) == ["Noordkant Payroll"]
    english.get_by_label("What do you look for?").fill("payroll in Antarctica")
    english.get_by_role("button", name="Filter").click()
    says(english, "No partner fits this")
    english.get_by_role("link", name="Show all").first.click()
    assert len(partners_of(english)) == 4
    assert is_gone(english, "/partners/ilse-grondsma"), "her page waits for the vendor"


def test_a_connector_lapses_and_is_certified_again_by_both_sides(stage: Stage) -> None:
    at = found(stage)
    with stage.data():
        follow_certificates(by=None, at=at + timedelta(minutes=1))
    told = [letter.subject for letter in stage.letters("sven.ottevanger@vaartveld.example")]
    assert "Pasjesbrug: certificeer opnieuw" in told
    karlijn, mirte = stage.as_("Karlijn Beets", width=390), stage.as_("Mirte Holleman")
    karlijn.goto("/partnership")
    karlijn.get_by_role("link", name="Certificeer Pasjesbrug opnieuw").click()
    says(karlijn, "Het certificaat verliep na")
    assert faults(karlijn) == []
    karlijn.get_by_role("link", name="Certificeren").click()
    karlijn.get_by_label("Wat er klaar is").fill("Wachtwoorden staan nu versleuteld.")
    karlijn.get_by_role("button", name="Certificering beginnen").click()
    address = karlijn.url
    karlijn.locator("#reply-text").fill("De nieuwe beschrijving.")
    karlijn.get_by_role("button", name="Versturen").click()
    says(karlijn, "leverde de beschrijving in")
    assert faults(karlijn) == []

    mirte.goto("/connectors")
    assert faults(mirte) == []
    mirte.goto(address)
    for move in ("pass_technical", "pass_tests"):
        mirte.locator("#reply-text").fill("In orde.")
        mirte.locator("#reply-move").select_option(move)
        mirte.get_by_role("button", name="Versturen").click()
        mirte.wait_for_load_state()
    mirte.get_by_role("link", name="Rapport vastleggen").click()
    mirte.get_by_label("Groen").check()
    mirte.get_by_label("Datum van het rapport").fill(f"{at:%Y-%m-%d}")
    mirte.get_by_role("button", name="Certificeren").click()
    says(mirte, "Wat je typte is bewaard.")
    assert faults(mirte) == []
    mirte.get_by_label("Wat de leverancier leest").fill("Groen deze keer.")
    mirte.get_by_role("button", name="Certificeren").click()
    says(mirte, "Gecertificeerd. De leverancier krijgt een mail.")
    with stage.data():
        connector = Connector.objects.get(name="Pasjesbrug")
    karlijn.goto(connector.get_absolute_url())
    says(karlijn, "Gecertificeerd tot en met")
    assert is_gone(stage.as_("Roos Verhagen"), connector.get_absolute_url()), "another partner finds nothing"

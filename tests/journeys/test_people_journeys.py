# SPDX-License-Identifier: EUPL-1.2
"""People: an invited colleague comes in with password and second factor; administrators; languages. sla:2.3.3"""

from __future__ import annotations

import re

from django.core.cache import cache
from playwright.sync_api import Page

from .stage import Stage, code_of, faults, link_in, says

NINA, PASSWORD = "nina.nieuw@elzenhorst.example", "vier losse fietsen achter"


def sign_in(page: Page, password: str = PASSWORD) -> None:
    """E-mail address and password."""
    page.goto("/sign-in")
    page.get_by_label("E-mailadres").fill(NINA)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Inloggen").click()


def test_from_invitation_to_reporting_with_password_and_second_factor(stage: Stage) -> None:
    administrator = stage.as_("Ineke Verschoor")
    administrator.goto("/contacts")
    administrator.get_by_role("link", name="Nodig een collega uit").click()
    administrator.get_by_label("Naam").fill("Nina Nieuw")
    administrator.get_by_label("E-mailadres").fill(NINA)
    administrator.locator("input[name=roles][value=incident_submitter]").check()
    administrator.get_by_role("button", name="Verstuur de uitnodiging").click()
    says(administrator, "Nina Nieuw is uitgenodigd")
    [letter] = stage.letters(NINA)

    page = stage.window()
    page.goto(link_in(letter, "/sign-in/password/"))
    passwords = page.locator("input[type=password]")
    for place in range(passwords.count()):
        passwords.nth(place).fill(PASSWORD)
    page.get_by_role("button", name="Bewaar dit wachtwoord").click()
    says(page, "Je wachtwoord is bewaard")
    sign_in(page, "verkeerd wachtwoord")
    says(page, "horen niet bij elkaar")
    sign_in(page)
    page.get_by_text("Ik kan niet scannen").click()
    secret = page.locator("code").first.inner_text()
    page.locator("input[name=code]").fill(code_of(secret))
    page.get_by_role("button", name="Zet hem aan").click()
    page.wait_for_url("**/account/recovery-codes")
    recovery = page.locator("code").first.inner_text()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    says(page, "Nina", "Incident melden")
    assert "Je tweede factor staat aan" in [letter.subject for letter in stage.letters(NINA)]

    for known in (secret, recovery):
        cache.clear()  # a code counts once; as if half a minute had gone by
        page.goto("/account")
        page.get_by_role("button", name="Uitloggen").click()
        sign_in(page)
        page.locator("input[name=code]").fill("000000")
        page.get_by_role("button", name="Inloggen").click()
        says(page, "Deze code klopt niet")
        page.locator("input[name=code]").fill(code_of(known) if known == secret else known)
        page.get_by_role("button", name="Inloggen").click()
        says(page, "Incident melden")


def test_the_last_administrator_stays(stage: Stage) -> None:
    page = stage.as_("Ineke Verschoor")
    page.goto("/contacts")
    page.get_by_role("link", name="Ineke Verschoor").click()
    page.locator("input[name=roles][value=administrator]").uncheck()
    page.locator("input[name=roles][value=member]").check()
    page.get_by_role("button", name="Bewaar deze rollen").click()
    says(page, "Dit is de laatste beheerder.")
    page.goto(page.url.removesuffix("/roles"))
    page.get_by_role("button", name="Haal de toegang weg").click()
    says(page, "Dit is de laatste beheerder.")
    page.goto("/contacts")
    page.get_by_role("link", name="Sanne Kuipers").click()
    page.locator("input[name=roles][value=administrator]").check()
    page.get_by_role("button", name="Bewaar deze rollen").click()
    says(page, "De rollen van Sanne Kuipers zijn gewijzigd.")


def test_a_blocked_contact_is_out_at_once_and_back_after(stage: Stage) -> None:
    marieke = stage.as_("Marieke Oosterbaan")
    marieke.goto("/report")
    says(marieke, "Melding versturen")
    page = stage.as_("Ineke Verschoor")
    page.goto("/contacts")
    page.get_by_role("link", name="Marieke Oosterbaan").click()
    address = page.url
    page.get_by_role("button", name="Blokkeer de toegang").click()
    says(page, "kan er voorlopig niet bij")
    marieke.goto("/report")
    assert marieke.get_by_role("button", name="Melding versturen").count() == 0
    page.goto(address)
    page.get_by_role("button", name="Geef weer toegang").click()
    marieke.goto("/report")
    says(marieke, "Melding versturen")


def test_every_reader_has_their_language(stage: Stage) -> None:
    visitor = stage.window()
    visitor.goto("/agreement")
    says(visitor, "Serviceovereenkomst")
    visitor.get_by_role("button", name="English").click()
    visitor.locator("html[lang=en]").wait_for()
    says(visitor, "Service agreement")
    assert "/agreement" in visitor.url
    page = stage.as_("Marieke Oosterbaan")
    page.goto("/")
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en]").wait_for()
    assert re.search(r"Good (morning|afternoon|evening|night), Marieke", page.locator("h1").inner_text())
    page.goto("/account")
    page.get_by_label("Language").select_option("nl")
    page.get_by_role("button", name="Keep my details").click()
    says(page, "Je gegevens zijn bewaard.")


def test_a_token_is_made_shown_once_and_revoked(stage: Stage) -> None:
    page = stage.as_("Annelot de Wit")
    page.goto("/account")
    page.get_by_role("link", name="API-tokens").click()
    found = faults(page)
    page.get_by_role("link", name="Maak een token").click()
    found += faults(page)
    page.get_by_label("Voor welk programma is het?").fill("Loonapplicatie")
    page.get_by_label("Doorgeven hoe lang vensters laadden").check()
    page.get_by_role("button", name="Maak het token").click()
    secret = page.get_by_label("Token", exact=True).input_value()
    assert secret.startswith("akkoord_") and len(secret) > 40
    found += faults(page)
    page.reload()
    assert secret not in page.content()
    page.get_by_role("link", name="Loonapplicatie").click()
    found += faults(page)
    page.get_by_role("button", name="Intrekken").click()
    says(page, "Het token van Loonapplicatie is ingetrokken")
    page.set_viewport_size({"width": 390, "height": 800})
    found += faults(page)
    customer = stage.as_("Ineke Verschoor", width=390)
    customer.goto("/tokens")
    says(customer, "Nog geen token")
    customer.get_by_role("link", name="Maak een token").click()
    says(customer, "Lezen hoe beloftes aan de organisatie zijn nagekomen")
    assert found + faults(customer) == []

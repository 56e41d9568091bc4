# SPDX-License-Identifier: EUPL-1.2
"""Without JavaScript one reads, reports, answers and decides; at both widths."""

from __future__ import annotations

import pytest

from .stage import Stage, number_in, says


@pytest.mark.parametrize("width", [1280, 390])
def test_report_answer_resolve_and_rate(stage: Stage, width: int) -> None:
    customer = stage.as_("Marieke Oosterbaan", js=False, width=width)
    customer.goto("/")
    customer.get_by_role("link", name="Incident melden").filter(visible=True).first.click()
    customer.get_by_label("Het werkt helemaal niet").check()
    customer.get_by_label("Nee, ons werk ligt stil").check()
    before = customer.locator("#promise b").first.inner_text()
    customer.get_by_role("button", name="Toon wat ik mag verwachten").click()
    assert customer.locator("#promise b").first.inner_text() != before
    customer.get_by_role("button", name="Melding versturen").click()
    assert customer.get_by_role("alert").locator("li").count() == 3  # what is missing, each with a link
    customer.get_by_label("Waar speelt het?").select_option("app")
    customer.get_by_label("Onderwerp").fill("App blijft wit")
    customer.get_by_label("Wat gebeurt er?").fill("De pagina blijft wit.")
    customer.get_by_role("button", name="Melding versturen").click()
    says(customer, "Ontvangen als")
    address = f"/cases/{number_in(customer)}"

    agent = stage.as_("Joris Teunissen", js=False, width=width)
    agent.goto("/queue")
    agent.get_by_role("link", name="App blijft wit").click()
    for move, text in (("ask", "Welk toestel?"), ("resolve", "Opgelost in de nieuwe versie.")):
        agent.locator("#reply-text").fill(text)
        agent.locator("#reply-move").select_option(move)
        agent.get_by_role("button", name="Versturen").click()
        says(agent, text)
        if move == "ask":
            customer.goto("/")
            customer.get_by_role("link", name="Antwoorden").filter(visible=True).first.click()
            customer.locator("#reply-text").fill("Een tablet.")
            customer.get_by_role("button", name="Versturen").click()
            says(customer, "Een tablet.")
            agent.goto(address)
    customer.goto(address)
    why = customer.get_by_role("link", name="Hoe is dit berekend?")
    if why.count():
        why.first.click()
        says(customer, "Openingstijd tot het einde")
    customer.get_by_role("button", name="5 sterren").click()
    says(customer, "Dank je.")


def test_a_refused_report_keeps_what_was_typed(stage: Stage) -> None:
    page = stage.as_("Marieke Oosterbaan", js=False)
    page.goto("/report")
    page.get_by_label("Wat gebeurt er?").fill("Lang verhaal dat niemand twee keer wil typen.")
    page.get_by_role("button", name="Melding versturen").click()
    assert page.get_by_label("Wat gebeurt er?").input_value() == "Lang verhaal dat niemand twee keer wil typen."


def test_who_may_not_report_reads_who_can(stage: Stage) -> None:
    page = stage.as_("Sanne Kuipers", js=False)
    page.goto("/report")
    says(page, "Melden gaat via een collega van je", "Marieke Oosterbaan")

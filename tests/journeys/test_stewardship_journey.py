# SPDX-License-Identifier: EUPL-1.2
"""An employee's request in a browser: from question to optimisation, passed on to the vendor and back. beheer:1-5"""

from __future__ import annotations

import re

from django.utils import timezone
from playwright.sync_api import Page

from akkoord.cases.actions import make_move
from akkoord.cases.models import Case
from akkoord.site.world.stewards import found_stewards
from akkoord.stewardship.actions.ticket_settings import publish_own_agreement
from akkoord.stewardship.shipped import FOLDER

from .stage import Stage, faults, is_gone, says, wider


def found(stage: Stage) -> None:
    """Roles, processes and an agreement of its own for Elzenhorst."""
    with stage.data() as world:
        at = timezone.now()
        found_stewards(at)
        text = (FOLDER / "internal.yaml").read_text(encoding="utf-8")
        publish_own_agreement(organisation=world.customer, source_text=text, file_name="internal.yaml", by=None, at=at)


def asked(stage: Stage) -> tuple[Page, str]:
    """Sanne asks on her phone; the address of her ticket."""
    sanne = stage.as_("Sanne Kuipers", width=390)
    sanne.goto("/stewardship/ask")
    assert faults(sanne) == []
    sanne.get_by_label("In een zin").fill("Loonstrook opent leeg in de app")
    sanne.get_by_role("button", name="Vraag het", exact=True).click()
    says(sanne, "Wat je typte is bewaard.")
    assert sanne.get_by_label("In een zin").input_value() == "Loonstrook opent leeg in de app"
    sanne.get_by_label("Vertel meer").fill("De pagina blijft wit. Mijn geheime telefoonnummer is 06-zeepaardje.")
    sanne.get_by_label("Waar gaat het over?").select_option(label="Salaris")
    sanne.get_by_role("button", name="Vraag het", exact=True).click()
    says(sanne, "Je functioneel beheerder kijkt hiernaar")
    assert faults(sanne) == []
    return sanne, re.sub(r"[#?].*", "", sanne.url)


def investigated(stage: Stage, address: str) -> Page:
    """Marieke looks into it, fills in the sheet and asks for a decision."""
    marieke = stage.as_("Marieke Oosterbaan")
    marieke.goto("/stewardship/board")
    assert faults(marieke) == []
    marieke.get_by_role("link", name="Loonstrook opent leeg in de app").first.click()
    marieke.get_by_role("link", name="Onderzoeksblad invullen").click()
    marieke.get_by_label("Werk in uren").fill("6")
    marieke.get_by_label("Advies").fill("Nagedaan: het ligt aan de app.")
    marieke.get_by_role("button", name="Op het ticket zetten").click()
    says(marieke, "Het onderzoeksblad staat op het ticket.", "6 uur")
    assert faults(marieke) == []
    marieke.locator("#reply-move").select_option("submit")
    marieke.get_by_role("button", name="Versturen").click()
    says(marieke, "De proceseigenaar beslist")
    return marieke


def test_a_request_goes_from_question_to_optimisation_by_way_of_the_vendor(stage: Stage) -> None:
    found(stage)
    sanne, address = asked(stage)
    marieke = investigated(stage, address)
    tarik = stage.as_("Tarik Benhaddou")
    tarik.goto("/stewardship")
    tarik.get_by_role("link", name="Loonstrook opent leeg in de app").first.click()
    assert faults(tarik) == []
    tarik.get_by_role("button", name="Goedkeuren").click()
    says(tarik, "keurde het goed")
    joris = stage.as_("Joris Teunissen")
    assert is_gone(joris, address), "the vendor knows nothing of it"

    marieke.reload()
    marieke.get_by_role("link", name="Doorgeven").click()
    for question, answer in (("handleiding", "Nee"), ("ander programma", "Nee"), ("dag werk", "Nee")):
        marieke.get_by_role("group", name=re.compile(question)).get_by_label(answer).check()
    marieke.get_by_role("button", name="Zeg waar het hoort").click()
    says(marieke, "Het hoort bij: De servicedesk van de leverancier.")
    assert faults(marieke) == []
    marieke.get_by_label("Wat zij te lezen krijgen").fill("De loonstrook blijft wit in de app.")
    marieke.get_by_label("Waar gaat het heen?").select_option("incident")
    marieke.get_by_role("button", name="Doorgeven").click()
    says(marieke, "Doorgegeven. Wat er daar gebeurt lees je op dit ticket.")

    with stage.data() as world:
        incident = Case.objects.get(kind_name="incident")
        assert "zeepaardje" not in incident.messages.get().text
        make_move(case=incident, move="take", by=world.agent, at=timezone.now())
        make_move(case=incident, move="resolve", by=world.agent, at=timezone.now(), text="Opgelost.")
    joris.goto(f"/cases/{incident.number}")
    assert "De loonstrook blijft wit" in joris.content() and "TCK-" not in joris.content() and "zeepaardje" not in joris.content()
    stage.work()
    marieke.goto(address)
    says(marieke, f"Bij de leverancier is {incident.number} nu: afgehandeld")
    marieke.locator("#reply-move").select_option("take_back")
    marieke.get_by_role("button", name="Versturen").click()
    for _ in range(2):
        marieke.get_by_role("button", name="Klaar").first.click()
        marieke.wait_for_load_state()
    marieke.locator("#reply-text").fill("Het staat aan.")
    marieke.locator("#reply-move").select_option("hand_back")
    marieke.get_by_role("button", name="Versturen").click()
    says(marieke, "Het is klaar; de aanvrager zegt of het is wat de bedoeling was.")

    sanne.goto(address)
    says(sanne, "Is het wat je bedoelde?")
    assert wider(sanne) == []
    sanne.get_by_role("button", name="Ja, dit bedoelde ik").click()
    says(sanne, "Na een paar weken kijkt je beheerder erop terug.")
    marieke.goto(address)
    marieke.get_by_role("link", name="Terugkijken en sluiten").click()
    marieke.get_by_label("Ja, het werkt zoals bedoeld").check()
    marieke.get_by_label("Wat kan beter?").fill("Niets.")
    marieke.get_by_role("button", name="Terugkijken en sluiten").click()
    says(marieke, "Je hebt teruggekeken; het ticket is gesloten.")


def test_an_english_colleague_asks_without_script(stage: Stage) -> None:
    found(stage)
    oliver = stage.as_("Oliver Brandt", js=False)
    oliver.goto("/stewardship/ask")
    oliver.get_by_label("In one sentence").fill("Where are my pay slips?")
    oliver.get_by_label("Tell more").fill("I see this year only.")
    oliver.get_by_role("button", name="Ask it").click()
    says(oliver, "Your functional administrator looks at this", "First look")
    oliver.goto("/stewardship/board")
    says(oliver, "Where are my pay slips?")

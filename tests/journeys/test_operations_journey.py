# SPDX-License-Identifier: EUPL-1.2
"""Operations in a browser: maintenance planned too late takes the offered moment; an outage is opened, corrected, confirmed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from akkoord.operations.actions.maintenance import plan_maintenance
from akkoord.operations.actions.outages import ask_correction, close_outage, open_outage
from akkoord.operations.models import Instance, Maintenance, Outage
from akkoord.operations.rules.words import Impact

from .stage import Stage, faults


def wall(at) -> str:
    """As a person types it."""
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_maintenance_planned_too_late_takes_the_offered_moment(stage: Stage, js: bool) -> None:
    at = timezone.now()
    page = stage.as_("Femke Aalbers", js=js)
    page.goto("/operations")
    page.locator("main").get_by_role("link", name="Al het onderhoud").click()
    page.get_by_role("link", name="Onderhoud plannen").click()
    page.locator("#id_title_nl").fill("Opslag vervangen")
    page.locator("#id_title_en").fill("Replacing storage")
    page.get_by_label("Publiek portaal").check()
    page.locator("#id_planned_from").fill(wall(at + timedelta(hours=20)))
    page.locator("#id_planned_until").fill(wall(at + timedelta(hours=23)))
    page.locator("#id_text_nl").fill("Het portaal is even weg.")
    page.get_by_role("button", name="Bekijk wat het betekent").click()
    meaning = page.locator("#meaning")
    meaning.wait_for()
    assert "Te laat" in meaning.inner_text() and "telt" in meaning.inner_text().replace("tellen", "telt")
    assert page.locator("#id_text_nl").input_value() == "Het portaal is even weg."
    meaning.get_by_role("button", name="Kondig het aan voor").click()
    page.get_by_role("heading", name="Opslag vervangen").wait_for()
    with stage.data():
        made = Maintenance.objects.get(title_nl="Opslag vervangen")
        assert made.planned_from >= at + timedelta(days=5) - timedelta(hours=1)
        assert made.planned_until - made.planned_from == timedelta(hours=3) and made.plans.get().exception == ""
    page.goto("/status")
    assert "Opslag vervangen" in page.locator("main").inner_text()


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_an_outage_is_opened_and_corrected_and_a_second_person_confirms(stage: Stage, js: bool) -> None:
    at = timezone.now()
    page = stage.as_("Femke Aalbers", js=js)
    page.goto("/operations/outages/new")
    page.locator("#id_title_nl").fill("Portaal ligt eruit")
    page.locator("#id_title_en").fill("Portal is down")
    page.locator("#id_began_at").fill(timezone.localtime(at - timedelta(minutes=30)).strftime("%Y-%m-%dT%H:%M:%S"))
    page.get_by_label("Publiek portaal").select_option("down")
    page.locator("#id_text_nl").fill("We zoeken.")
    page.get_by_role("button", name="Zet het op de statuspagina").click()
    page.get_by_role("heading", name="Portaal ligt eruit").wait_for()
    visitor = stage.window()
    visitor.goto("/status")
    assert "Portaal ligt eruit" in visitor.locator("main").inner_text()
    page.locator("#update_text_nl").fill("De schijf is vol.")
    page.get_by_label("We weten de oorzaak").check()
    page.get_by_role("button", name="Vertel het").click()
    page.get_by_text("De schijf is vol.").wait_for()
    page.get_by_role("button", name="Sluit de storing").click()
    page.get_by_role("link", name="Verbeter").click()
    page.locator("#id_ended_at").fill(timezone.localtime(at - timedelta(minutes=10)).strftime("%Y-%m-%dT%H:%M:%S"))
    page.locator("#id_reason").fill("Het log zegt het.")
    page.get_by_role("button", name="Vraag de verbetering aan").click()
    page.locator("#correction").wait_for()
    assert page.get_by_role("button", name="Bevestig het").count() == 0
    colleague = stage.as_("Hidde Postma", js=js)
    colleague.goto(page.url)
    colleague.locator("#decision-text").fill("Klopt.")
    colleague.get_by_role("button", name="Bevestig het").click()
    colleague.locator("#correction").wait_for(state="detached")
    with stage.data():
        outage = Outage.objects.get(title_nl="Portaal ligt eruit")
        assert outage.ended_at == (at - timedelta(minutes=10)).replace(microsecond=0) and outage.bounds.count() == 3


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_outages_and_maintenance_are_well_made(stage: Stage, width: int, scheme: str) -> None:
    at = timezone.now().replace(microsecond=0)
    with stage.data() as world:
        struck = {Instance.objects.get(code="public-portal"): Impact.DOWN}
        words: dict[str, Any] = {
            "title_nl": "Portaal ligt eruit",
            "title_en": "Portal is down",
            "text_nl": "We zoeken.",
            "text_en": "Looking.",
        }
        began = at - timedelta(hours=3)
        past = open_outage(**words, instances=struck, severity="critical", began_at=began, by=world.operator, at=at)
        close_outage(past, ended_at=at - timedelta(hours=2), by=world.operator, at=at)
        reason = "Volgens het log was het eerder voorbij."
        ask_correction(outage=past, reason=reason, responsible="customer", by=world.operator, at=at)
        now = open_outage(**words, instances=struck, severity="major", began_at=began, by=world.operator, at=at)
        work = plan_maintenance(
            kind="planned", title_nl="Opslag vervangen", title_en="Replacing storage", instances=list(struck), by=world.operator,
            planned_from=at + timedelta(hours=20), planned_until=at + timedelta(hours=23), at=at, exception="De schijf begeeft het.",
        )  # fmt: skip
    page = stage.as_("Hidde Postma", width=width, color_scheme=scheme)
    wrong, planned = {}, f"maintenance/{work.number}"
    places = (
        "", "outages", "outages/new", f"outages/{past.number}", f"outages/{now.number}", f"outages/{now.number}/details",
        f"outages/{past.number}/correction", "maintenance", "maintenance/new", planned, f"{planned}/move", f"{planned}/cancellation",
        f"{planned}/begin",
    )  # fmt: skip
    for place in places:
        page.goto(f"/operations/{place}".rstrip("/"))
        if found := faults(page):
            wrong[place] = found
    page.goto(f"/operations/{planned}/move")
    page.locator("#plan button[type=submit]").first.click()
    page.locator("#meaning").wait_for()
    assert (wrong, faults(page)) == ({}, [])

# SPDX-License-Identifier: EUPL-1.2
"""Operations in a browser: a hole in the roster is filled, a duty is handed over, and every page is well made."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from akkoord.operations.actions.duty import set_duty

from .stage import Stage, faults


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_operations_fill_a_hole_in_the_roster_and_hand_over(stage: Stage, js: bool) -> None:
    at = timezone.now()
    with stage.data() as world:
        people = [world.person(name) for name in ("Femke Aalbers", "Hidde Postma")]
        set_duty(person=people[0], begin=at - timedelta(hours=2), end=at + timedelta(hours=6), by=None, at=at)
    page = stage.as_("Femke Aalbers", js=js)
    page.goto("/operations")
    assert "Femke Aalbers" in page.locator("aside").inner_text()
    page.get_by_role("link", name="Dienstrooster").first.click()
    assert "Niemand heeft dienst" in page.locator("main").inner_text()
    page.get_by_role("link", name="Weken om de beurt vullen").click()
    page.locator("#id_turn_1").select_option(label="Hidde Postma")
    page.locator("#id_turn_2").select_option(label="Femke Aalbers")
    page.locator("#id_first_day").fill((at - timedelta(days=7)).date().isoformat())
    page.locator("form#duty-form button[type=submit]").click()
    page.wait_for_url("**/operations/duty")
    assert "Niemand heeft dienst" not in page.locator("main").inner_text()
    page.get_by_role("link", name="Overdragen").click()
    page.locator("#id_note").fill("Alles rustig. Let op db-2.")
    page.locator("#id_to").select_option(label="Hidde Postma")
    page.locator("form#duty-form button[type=submit]").click()
    page.wait_for_url("**/operations/duty")
    page.goto("/operations")
    aside = page.locator("aside").inner_text()
    assert "Hidde Postma" in aside and "Let op db-2." in aside
    letters = stage.letters(people[1].email)
    assert any("Let op db-2." in letter.body for letter in letters)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_watching_are_well_made(stage: Stage, width: int, scheme: str) -> None:
    at = timezone.now()
    with stage.data() as world:
        begin = at - timedelta(hours=2)
        set_duty(person=world.operator, begin=begin, end=at + timedelta(days=2), by=None, at=at)
    page = stage.as_("Femke Aalbers", width=width, color_scheme=scheme)
    wrong = {}
    for place in ("", "/duty", "/duty/new", "/duty/rotation", "/duty/hand-over", "/jobs"):
        page.goto(f"/operations{place}")
        if found := faults(page):
            wrong[place] = found
    assert wrong == {}

# SPDX-License-Identifier: EUPL-1.2
"""How promises are kept, in a browser: from the agreement to the evidence, at risk and by organisation, and the monthly report; in English with the keyboard alone too."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page

from akkoord.cases.actions import make_move
from akkoord.operations.actions.outages import close_outage, open_outage
from akkoord.operations.models import Instance
from akkoord.operations.rules.words import Impact
from akkoord.people.models import Person
from akkoord.promises.actions import count_promises, judge_missing_months, judge_running_month
from akkoord.promises.rules import month_before

from .stage import Stage, faults, says, wider

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
REACTION = "2.2.3/reaction-p2"


def set_the_scene(stage: Stage) -> tuple[str, str]:
    """Last month a case was answered too late and everything was down for an hour; it was judged. The month and the outage."""
    now = timezone.now()
    month = month_before(now.astimezone(AMSTERDAM).date().replace(day=1))
    began = datetime(month.year, month.month, 12, 9, tzinfo=AMSTERDAM)
    with stage.data() as world:
        case = world.reports("Verlofsaldo staat op nul", at=began, priority=2, by=world.submitter)
        make_move(case=case, move="resolve", by=world.agent, at=began + timedelta(days=9), text="Hersteld.")
        world.reports("Loonrun stopt", at=now - timedelta(days=20), priority=2, by=world.submitter)
        everything = dict.fromkeys(Instance.objects.filter(component__is_production=True), Impact.DOWN)
        outage = open_outage(
            title_nl="Alles ligt eruit", title_en="Everything is down", instances=everything, severity="critical",
            began_at=began, by=world.operator, at=began,
        )  # fmt: skip
        close_outage(outage, ended_at=began + timedelta(hours=1), by=world.operator, at=began + timedelta(hours=1))
        count_promises(by=None, at=now)
        judge_missing_months(by=None, at=now)
        judge_running_month(by=None, at=now)
        return f"{month:%Y-%m}", outage.number


@pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)], ids=["script", "no script, narrow"])
def test_from_the_agreement_to_what_a_verdict_rests_on(stage: Stage, js: bool, width: int) -> None:
    month, outage = set_the_scene(stage)
    page = stage.as_("Tarik Benhaddou", js=js, width=width, reduced_motion="reduce")
    page.goto("/agreement")
    wrong = wider(page)  # axe looks at it in `test_judging_journey`
    page.goto(f"/promises/kept/{month}/{REACTION}")
    says(page, "geschonden", "Verlofsaldo staat op nul", "Elk oordeel over deze maand")
    wrong += look(page, js)
    page.get_by_role("button", name="English").click()
    says(page, "broken", "Every verdict on this month")
    wrong += wider(page)
    page.locator(".crumbs a").click()
    page.wait_for_url(f"**/agreement#{REACTION}")

    lead = stage.as_("Annelot de Wit", js=js, width=width, reduced_motion="reduce")
    lead.goto(f"/promises?month={month}")
    says(lead, "Geschonden in deze maand", "Verlofsaldo staat op nul")
    wrong += look(lead, js)
    lead.goto(f"/promises/organisations?month={month}")
    says(lead, "Zorggroep Elzenhorst")
    wrong += look(lead, js)
    lead.goto(f"/promises/outages/{outage}")
    says(lead, "Zorggroep Elzenhorst")
    wrong += look(lead, js)
    assert wrong == []


@pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)], ids=["script", "no script, narrow"])
def test_a_manager_asks_for_the_report_of_a_month_reads_it_and_takes_it_along(stage: Stage, js: bool, width: int) -> None:
    month, _outage = set_the_scene(stage)
    page = stage.as_("Tarik Benhaddou", js=js, width=width, reduced_motion="reduce")
    page.goto("/reports")
    page.get_by_role("button", name="Maak het rapport van").first.click()
    says(page, "wordt gemaakt")
    stage.work()
    link = page.locator(f'a[href^="/reports/{month}?"]')
    if js:
        link.wait_for(timeout=15_000)  # without a reload
    else:
        page.reload()
    wrong = look(page, js)
    link.click()
    says(page, "Verlofsaldo staat op nul", "Elke belofte")
    wrong += look(page, js)
    for name, begins in (("PDF", b"%PDF-"), ("OSCAL", b"{")):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name).click()
        assert Path(waiting.value.path()).read_bytes().startswith(begins)
    assert wrong == []


def test_by_keyboard_alone_and_in_english_from_the_agreement_to_the_report_and_the_calendar(stage: Stage) -> None:
    month, _outage = set_the_scene(stage)
    with stage.data() as world:
        Person.objects.filter(name__in=["Tarik Benhaddou", "Marieke Oosterbaan"]).update(language="en")
        assert world.manager.language == "en"
    page = stage.as_("Tarik Benhaddou", reduced_motion="reduce")
    page.goto("/agreement")
    press(page, page.get_by_role("link", name="Skip to the content"))
    press(page, page.get_by_role("navigation", name="Chapters").get_by_role("link", name="Service desk"))
    press(page, page.locator(f'[id="{REACTION}"]').get_by_role("link", name="What it was judged by"))
    page.wait_for_url(f"**/promises/kept/*/{REACTION}")
    press(page, page.locator('a[rel="prev"]'))
    says(page, "Verlofsaldo staat op nul", "Every verdict on this month")
    press(page, page.get_by_role("link", name="Ask about this"))
    press(page, page.get_by_label("Your question or objection"), "")
    page.keyboard.type("Why was this late?")
    press(page, page.get_by_role("button", name="Send"))
    page.wait_for_url("**/cases/AGR-*")
    says(page, "Why was this late?")
    press(page, page.get_by_role("link", name="Reports"))
    press(page, page.get_by_role("button", name="Make the report of").first, " ")
    stage.work()
    link = page.locator(f'a.title[href^="/reports/{month}?"]')
    link.wait_for(timeout=15_000)
    page.reload()  # from the top, as somebody who comes back
    press(page, link)
    says(page, "Every promise", "Verlofsaldo staat op nul")
    with page.expect_download() as waiting:
        press(page, page.get_by_role("link", name="PDF"))
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
    take_deadlines_along(stage)


def take_deadlines_along(stage: Stage) -> None:
    """Get an address for a calendar program, read it there, and stop it."""
    page = stage.as_("Marieke Oosterbaan", reduced_motion="reduce")
    page.goto("/account/calendar")
    says(page, "Late: First answer, Loonrun stopt")
    press(page, page.get_by_role("button", name="Get an address"))
    address = page.get_by_label("Address of your deadlines").input_value()
    assert look(page, js=True) == []
    answer = stage.window(locale="en-GB").request.get(address)
    assert answer.ok and "SUMMARY:Late: First answer" in answer.text()
    page.get_by_role("button", name="Stop the address").click()
    says(page, "no longer works")
    assert stage.window().request.get(address).status == 404


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go there with Tab alone, see that the focus is visible on it, and press the key."""
    target.wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("it => it === document.activeElement"):
            break
    else:
        raise AssertionError(f"{page.url}: no way with Tab to {target}")
    seen = target.evaluate(
        "it => { const s = getComputedStyle(it); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 }"
    )
    assert seen, f"{page.url}: no focus to see on {target}"
    if key:
        page.keyboard.press(key)


def look(page: Page, js: bool) -> list[str]:
    """What axe finds on a phone, and of the colours in the dark. Where the page may run no script axe cannot: its width alone."""
    if not js:
        return wider(page)
    page.set_viewport_size({"width": 390, "height": 900})
    found = faults(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark")
    found += faults(page, "color-contrast")
    page.emulate_media(color_scheme="light")
    return found

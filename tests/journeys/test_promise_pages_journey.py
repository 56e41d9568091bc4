# SPDX-License-Identifier: EUPL-1.2
"""How promises are kept, in a browser: from the agreement to the evidence, at risk and by organisation, and the monthly report."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from akkoord.cases.actions import make_move
from akkoord.operations.actions.outages import close_outage, open_outage
from akkoord.operations.models import Instance
from akkoord.operations.rules.words import Impact
from akkoord.promises.actions import count_promises, judge_missing_months, judge_running_month
from akkoord.promises.rules import month_before

from .stage import Stage, faults, says, wider

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


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
    page.goto(f"/promises/kept/{month}/2.2.3/reaction-p2")
    says(page, "geschonden", "Verlofsaldo staat op nul", "Elk oordeel over deze maand")
    wrong += look(page, js)
    page.get_by_role("button", name="English").click()
    says(page, "broken", "Every verdict on this month")
    wrong += wider(page)
    page.locator(".crumbs a").click()
    page.wait_for_url("**/agreement#2.2.3/reaction-p2")

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


def test_deadlines_come_into_a_calendar_by_keyboard_alone_and_in_english(stage: Stage) -> None:
    set_the_scene(stage)
    with stage.data() as world:
        english = world.person("Marieke Oosterbaan")
        type(english).objects.filter(pk=english.pk).update(language="en")
    page = stage.as_("Marieke Oosterbaan", reduced_motion="reduce")
    page.goto("/account/calendar")
    says(page, "Late: First answer, Loonrun stopt")
    button = page.get_by_role("button", name="Get an address")
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("it => it === document.activeElement"):
            break
    page.keyboard.press("Enter")
    address = page.get_by_label("Address of your deadlines").input_value()
    assert look(page, js=True) == []
    answer = stage.window(locale="en-GB").request.get(address)
    assert answer.ok and "SUMMARY:Late: First answer" in answer.text()
    page.get_by_role("button", name="Stop the address").click()
    says(page, "no longer works")
    assert stage.window().request.get(address).status == 404


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

# SPDX-License-Identifier: EUPL-1.2
"""Response times in a browser: from the status page to a month, a day and its hours, in both languages, well made."""

from __future__ import annotations

from datetime import timedelta
from math import sin

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from akkoord.operations.actions.components import add_probe, register_place
from akkoord.operations.actions.loads import add_loads, name_window
from akkoord.operations.actions.samples import keep_samples
from akkoord.operations.models import Instance
from akkoord.operations.rules.histograms import counted
from akkoord.operations.rules.responses import HOUR, Response, hour_of
from akkoord.operations.rules.sampling import Measured

from .stage import Stage, faults

WINDOWS = (("first_window", "Loonstrook", "Payslip", 1500), ("self_service_home", "Startpagina", "Home page", 900))


@pytest.fixture
def timed(stage: Stage) -> Stage:
    """Forty days of loads by people, slower at noon, of two windows of the agreement; one has no loads."""
    at = timezone.now()
    with stage.data():
        for position, (code, dutch, english, _ms) in enumerate(WINDOWS):
            name_window(code=code, name_nl=dutch, name_en=english, position=position, by=None, at=at)
        name_window(code="second_window", name_nl="Verlof aanvragen", name_en="Ask for leave", position=9, by=None, at=at)
        loads = {}
        for code, _dutch, _english, ms in WINDOWS:
            for back in range(40 * 24):
                hour = hour_of(at) - back * HOUR
                times = [ms * (0.7 + 0.1 * (n % 7)) * (1.6 + sin(back / 24)) / 2 for n in range(12)]
                loads[code, hour] = Response(hour, hour + HOUR, len(times), int(back % 31 == 0), sum(times), counted(times))
        add_loads(loads=loads, by=None, at=at)
    return stage


def test_a_visitor_goes_from_the_status_page_to_the_hours_of_a_day(timed: Stage) -> None:
    page = timed.window()
    page.goto("/status")
    panel = page.locator("section", has=page.locator("#h-responses"))
    assert "Loonstrook" in panel.inner_text() and "nog niet geladen" in panel.inner_text()
    panel.get_by_role("link").click()
    page.wait_for_url("**/status/response-times/*")
    assert "Beloofd: 95" in page.locator("main").inner_text()
    page.get_by_text("Toon de cijfers").first.click()
    page.locator("details[open] table a").last.click()
    page.wait_for_url("**/status/response-times/*-*-*")
    assert "Responstijden op" in page.locator("h1").inner_text()
    page.get_by_role("link", name="English").last.click()
    assert "Response times on" in page.locator("h1").inner_text()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_response_times_are_well_made(timed: Stage, width: int, scheme: str) -> None:
    month = f"{timezone.now() - timedelta(days=20):%Y-%m}"
    page: Page = timed.window(width=width, color_scheme=scheme, locale="nl-NL" if scheme == "light" else "en-GB")
    for path in ("/status", f"/status/response-times/{month}", f"/status/response-times/{timezone.now():%Y-%m-%d}"):
        page.goto(path)
        assert faults(page) == [], path
        assert page.locator("h1").count() == 1


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_pages_of_probes_are_well_made(stage: Stage, width: int, scheme: str) -> None:
    at = timezone.now()
    with stage.data():
        place = register_place(code="there", name="Zwolle", by=None, at=at)
        instance = Instance.objects.get(code="connectors")
        settings, since = {"url": "https://product.example/"}, at - timedelta(days=100)
        probe = add_probe(
            instance=instance, code="connectors-http", kind="http", settings=settings, places=[place], since=since, by=None, at=at
        )
        moments = [at - timedelta(minutes=n) for n in range(3000) if not 900 < n < 1000]
        samples = [
            Measured(probe.pk, place.pk, each, ok=n % 90 != 5, ms=150.0 + 40 * sin(n / 60)) for n, each in enumerate(moments)
        ]
        keep_samples(samples=samples, by=None, at=at)
    page = stage.as_("Femke Aalbers", width=width, color_scheme=scheme)
    for path in ("/operations/probes", "/operations/probes/connectors-http"):
        page.goto(path)
        assert faults(page) == [], path
        assert page.locator("h1").count() == 1

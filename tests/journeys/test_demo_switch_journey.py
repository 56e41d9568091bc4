# SPDX-License-Identifier: EUPL-1.2
"""Operations break the example product: the prober opens an outage on the status page, and closes it once the product is mended."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django import Settings

from akkoord.site import demo_views
from akkoord.site.demo import ADDRESS, PLACE, free_port
from akkoord.site.world.measuring import point_probes

from .stage import Stage, faults

TOKEN = "of this journey alone"
WITHIN = 90  # seconds, on a machine that does ten other things; alone it takes ten
OUTAGE = "Meridaan HR werkt niet"


@pytest.fixture
def measured(stage: Stage, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The demonstration: the example product and a prober as processes of their own, over this test's database."""
    settings.DEMO, settings.SECURE = True, False
    monkeypatch.setattr(demo_views, "database_is_ours", lambda: True)
    port = free_port(0)
    monkeypatch.setenv("AKKOORD_HR_APP", f"http://{ADDRESS}:{port}")
    monkeypatch.setenv("HR_APP_TOKEN", TOKEN)
    database = urlsplit(os.environ["AKKOORD_DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    with stage.data():
        point_probes(product=f"http://{ADDRESS}:{port}", portal=stage.url, at=timezone.now(), has_past=False)
    commands = (["examples.hr_app", "--port", str(port)], ["akkoord.site.cli", "prober", "--place", PLACE])
    env = {**os.environ, "AKKOORD_DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "akkoord.site.settings"}
    started = [subprocess.Popen([sys.executable, "-m", *command], env=env) for command in commands]
    yield
    for process in started:
        process.terminate()
    ended = [process.wait(20) for process in started]
    assert ended[1] == 0, "the prober ends cleanly"


def until(page: Page, *, is_out: bool) -> float:
    """Look at the status page until the outage is there, or no longer; returns how many seconds it took."""
    began = time.monotonic()
    while time.monotonic() - began < WITHIN:
        page.goto("/status")
        if (OUTAGE in page.locator("main").inner_text() + page.locator("h1").inner_text()) == is_out:
            return time.monotonic() - began
        page.wait_for_timeout(500)
    raise AssertionError(f"the status page still says otherwise after {WITHIN} seconds")


@pytest.mark.parametrize(("condition", "js"), [("Maak het stuk", True), ("Maak het traag", False)], ids=["broken", "slow"])
def test_what_operations_break_is_on_the_status_page_until_it_is_mended(
    stage: Stage, measured: None, condition: str, js: bool
) -> None:
    page, visitor = stage.as_("Femke Aalbers", js=js), stage.window()
    page.goto("/operations")
    page.get_by_role("button", name=condition).click()
    page.get_by_role("button", name="Repareer het").wait_for()
    assert not js or faults(page) == []
    until(visitor, is_out=True)
    page.goto("/operations")
    assert OUTAGE in page.locator("main").inner_text()
    page.get_by_role("button", name="Repareer het").click()
    page.get_by_text("Gerepareerd").wait_for()
    until(visitor, is_out=False)
    visitor.goto(f"/status/history/{timezone.localdate():%Y-%m}")
    visitor.get_by_role("link", name=OUTAGE).click()
    assert "Voorbij" in visitor.locator("main").inner_text()

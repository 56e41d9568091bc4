# SPDX-License-Identifier: EUPL-1.2
"""The frame in a real browser: nothing for axe to find, no sideways scrolling, keys, drafts, and a budget.

Needs the files of `bin/assets`.
"""

import gzip
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application

from tests.fixtures import axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

VENDOR = Path(__file__).parent.parent / "static" / "web" / "vendor"
FIRST_LOAD = 200_000


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the standard library's
        """Say nothing."""


@pytest.fixture
def site(frame_only: None) -> Iterator[str]:
    """The frame's own pages on a loopback port."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: "Browser", site: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="nl-NL")  # type: ignore[arg-type]
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{site}/components")
    found = axe.violations(page)
    sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []
    assert sideways <= 0
    assert complaints == []  # the policy refused nothing


def test_keys_move_choose_write_and_explain(page: "Page", site: str) -> None:
    page.goto(f"{site}/components")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("[...document.querySelectorAll('[data-row]')].findIndex(row => row.matches('[data-cursor]'))") == 1
    page.keyboard.press("x")
    assert page.locator("[data-chosen-count]").inner_text() == "1 gekozen"
    page.keyboard.press("n")
    assert page.locator("[data-tab=note]").is_checked()
    page.keyboard.type("j is nu een letter")
    assert page.locator("#gallery-answer-text").input_value() == "j is nu een letter"
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


def test_what_was_typed_survives_closing_the_page_and_is_forgotten_once_sent(page: "Page", site: str) -> None:
    page.goto(f"{site}/write")
    page.locator("textarea").fill("Nog niet verstuurd")
    page.get_by_text("Concept bewaard om").wait_for()
    page.goto(f"{site}/components")
    page.goto(f"{site}/write")
    assert page.locator("textarea").input_value() == "Nog niet verstuurd"
    page.locator("textarea").press("Control+Enter")
    page.get_by_text("Aangekomen: Nog niet verstuurd").wait_for()
    page.goto(f"{site}/write")
    assert page.locator("textarea").input_value() == ""


def test_what_could_not_be_sent_is_still_there(page: "Page", site: str) -> None:
    page.goto(f"{site}/write?fail=1")
    page.locator("textarea").fill("Belangrijk")
    page.get_by_role("button", name="Versturen").click()
    page.get_by_text("Er ging bij ons iets mis").wait_for()
    page.goto(f"{site}/write")
    assert page.locator("textarea").input_value() == "Belangrijk"


def test_a_form_is_sent_once_however_often_it_is_pressed(page: "Page", site: str) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(f"{site}/write?slow=1")
    page.locator("textarea").fill("Eén keer")
    page.evaluate("""() => {
        const button = document.querySelector("form.composer button");
        for (const wait of [0, 150, 300]) setTimeout(() => button.click(), wait);
    }""")
    page.get_by_text("Aangekomen").wait_for()
    assert len(sent) == 1


def test_a_pasted_picture_becomes_an_attachment(page: "Page", site: str) -> None:
    page.goto(f"{site}/write")
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "LR-214.png", { type: "image/png" }));
        document.querySelector("textarea").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    }""")
    assert page.locator("[data-files-of]").inner_text() == "LR-214.png"


def test_a_live_part_refreshes_itself_and_keeps_the_row_under_the_cursor(page: "Page", site: str) -> None:
    page.goto(f"{site}/live")
    page.keyboard.press("j")
    page.get_by_text("ververst").wait_for()
    assert page.locator("[data-row][data-cursor]").count() == 1


def test_without_script_a_message_can_be_sent(browser: "Browser", site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto(f"{site}/write")
    page.locator("textarea").fill("Zonder script")
    page.get_by_role("button", name="Versturen").click()
    arrived = page.locator("main").inner_text()
    context.close()
    assert "Aangekomen: Zonder script" in arrived


def test_the_first_load_stays_within_its_budget(site: str) -> None:
    texts = sum(
        len(gzip.compress((VENDOR / name).read_bytes(), 9)) for name in ("akkoord.css", "akkoord.js", "htmx.js", "icons.svg")
    )
    fonts = sum(path.stat().st_size for path in (VENDOR / "fonts").iterdir())
    assert texts + fonts + 20_000 < FIRST_LOAD  # a page of 20 KB compressed is a large one

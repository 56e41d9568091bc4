# SPDX-License-Identifier: EUPL-1.2
"""The switch of the example product: a real process is broken, slowed down and mended; only in the demonstration, only by operations."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from akkoord.operations.tests.conftest import _nothing_kept, clock, visit
from akkoord.site import demo_switch, demo_views
from akkoord.site.demo import ADDRESS, free_port
from akkoord.site.demo_switch import Condition

__all__ = ["_nothing_kept", "clock", "visit"]
TOKEN = "of this test alone"


@pytest.fixture(scope="module")
def product() -> Iterator[int]:
    """The example product as a process of its own; answers its port."""
    port = free_port(0)
    process = subprocess.Popen([sys.executable, "-m", "examples.hr_app", "--port", str(port)], env={"HR_APP_TOKEN": TOKEN})
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            if ask(port, "/health")[0] == 200:
                break
        except OSError:
            time.sleep(0.05)
    yield port
    process.terminate()
    process.wait(10)


@pytest.fixture
def demonstration(product: int, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The demonstration's settings, with the product in good health before and after."""
    settings.DEMO, settings.SECURE, settings.BASE_URL = True, False, "http://127.0.0.1:8000"
    monkeypatch.setattr(demo_views, "database_is_ours", lambda: True)
    monkeypatch.setenv("AKKOORD_HR_APP", f"http://{ADDRESS}:{product}")
    monkeypatch.setenv("HR_APP_TOKEN", TOKEN)
    yield product
    monkeypatch.setenv("HR_APP_TOKEN", TOKEN)
    demo_switch.turn(Condition.FINE)


def ask(port: int, path: str, *, method: str = "GET", token: str = "", body: str = "") -> tuple[int, str]:
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=10)
    connection.request(method, path, body, {"Authorization": f"Bearer {token}"} if token else {})
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def test_every_window_of_the_product_opens(product):
    for path, text in (("/", "Dag Robin"), ("/payslip", "Uitbetaald"), ("/leave", "Verlof"), ("/file", "Personeelsnummer")):
        status, page = ask(product, path)
        assert (status, text in page) == (200, True)
    assert ask(product, "/nothing")[0] == 404


@pytest.mark.parametrize("token", ["", "guessed"])
def test_who_has_no_token_finds_no_switch(product, token):
    assert ask(product, "/control", token=token)[0] == 404
    assert ask(product, "/control", method="POST", token=token, body='{"condition": "broken"}')[0] == 404
    assert ask(product, "/health") == (200, "ok")


@pytest.mark.parametrize("body", ["", "[]", "7", '{"condition": "gone"}', "nonsense"])
def test_an_order_that_is_none_is_refused_with_what_is_allowed(product, body):
    status, text = ask(product, "/control", method="POST", token=TOKEN, body=body)
    assert (status, text) == (422, "condition: fine, slow, broken")
    assert ask(product, "/health") == (200, "ok")


@pytest.mark.django_db
def test_operations_break_it_and_mend_it_from_their_page(world, demonstration, visit):
    client = visit(world.operator)
    assert 'value="broken"' in client.get("/operations").content.decode()
    answer = client.post("/demo/switch", {"condition": "broken"}, follow=True)
    assert answer.redirect_chain == [("/operations", 303)]
    assert "Het is nu stuk" in answer.content.decode()
    assert [ask(demonstration, path)[0] for path in ("/health", "/", "/payslip")] == [500, 500, 500]
    page = answer.content.decode()
    assert 'value="fine"' in page and 'value="broken"' not in page
    client.post("/demo/switch", {"condition": "fine"})
    assert ask(demonstration, "/health") == (200, "ok")


@pytest.mark.django_db
def test_a_slow_product_answers_later_than_its_health_check_waits(world, demonstration, visit):
    visit(world.operator).post("/demo/switch", {"condition": "slow"})
    began = time.monotonic()
    assert ask(demonstration, "/health") == (200, "ok")
    assert time.monotonic() - began > 4


@pytest.mark.django_db
def test_nobody_else_has_the_switch(world, demonstration, visit):
    for person in (world.agent, world.lead, world.submitter, world.stranger):
        assert visit(person).post("/demo/switch", {"condition": "broken"}).status_code == 404
    assert 'name="condition"' not in visit(world.lead).get("/operations").content.decode()
    assert ask(demonstration, "/health") == (200, "ok")


@pytest.mark.django_db
@pytest.mark.parametrize("away", ["not the demonstration", "another address", "another database"])
def test_there_is_no_switch_anywhere_else(away, world, demonstration, visit, settings, monkeypatch):
    if away == "not the demonstration":
        settings.DEMO = False
    elif away == "another address":
        settings.BASE_URL = "http://portal.example"
    else:
        monkeypatch.setattr(demo_views, "database_is_ours", lambda: False)
    client = visit(world.operator)
    assert client.post("/demo/switch", {"condition": "broken"}).status_code == 404
    assert 'name="condition"' not in client.get("/operations").content.decode()
    assert ask(demonstration, "/health") == (200, "ok")


@pytest.mark.django_db
@pytest.mark.parametrize("away", ["gone", "of somebody else"])
def test_the_page_says_so_when_the_product_does_not_answer(away, world, demonstration, visit, monkeypatch):
    if away == "gone":
        monkeypatch.setenv("AKKOORD_HR_APP", f"http://{ADDRESS}:{free_port(0)}")
    else:
        monkeypatch.setenv("HR_APP_TOKEN", "another")
    client = visit(world.operator)
    assert "geeft geen antwoord" in client.get("/operations").content.decode()
    assert "geeft geen antwoord" in client.post("/demo/switch", {"condition": "broken"}, follow=True).content.decode()
    monkeypatch.setenv("AKKOORD_HR_APP", f"http://{ADDRESS}:{demonstration}")


@pytest.mark.django_db
def test_an_order_that_is_none_changes_nothing(world, demonstration, visit):
    assert visit(world.operator).post("/demo/switch", {"condition": "gone"}).status_code == 422
    assert ask(demonstration, "/health") == (200, "ok")

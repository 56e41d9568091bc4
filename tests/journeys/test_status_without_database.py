# SPDX-License-Identifier: EUPL-1.2
"""The status page stays when PostgreSQL stops: a server and a database of its own, really stopped and started again."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from akkoord.site import postgres
from akkoord.site.postgres_cluster import Cluster
from akkoord.site.serve import granian

from .stage import faults, says, status

pytestmark = pytest.mark.browser

FILL = """
from akkoord.site import cli
cli.migrate()
from django.core.management import call_command
from akkoord.site.world.founding import found
found()
call_command("collectstatic", interactive=False, verbosity=0)
"""


@dataclass(frozen=True)
class Site:
    """Where it is, and its database."""

    url: str
    cluster: Cluster


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that PostgreSQL's own user may enter; those of pytest are for their maker alone."""
    with tempfile.TemporaryDirectory(prefix="akkoord-") as folder:
        yield Path(folder)


@pytest.fixture
def site(home: Path) -> Iterator[Site]:
    """Two web processes over the world's people, as in production; the database is this test's alone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    before = {name: os.environ.get(name) for name in ("AKKOORD_DATABASE_URL", "AKKOORD_OWNER_DATABASE_URL")}
    urls = postgres.start(home, durable=False)
    environment = {
        **os.environ, "AKKOORD_HOME": str(home), "AKKOORD_DATABASE_URL": urls.app, "AKKOORD_OWNER_DATABASE_URL": urls.owner,
        "AKKOORD_SECRET_KEY": "of one test alone, and of nothing else", "AKKOORD_BASE_URL": f"http://127.0.0.1:{port}",
        "AKKOORD_STATUS_FRESH": "0", "DJANGO_SETTINGS_MODULE": "akkoord.site.settings",
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", FILL], env=environment, check=True, timeout=240)
    command = granian(address="127.0.0.1", port=str(port), workers="2")
    server = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield Site(f"http://127.0.0.1:{port}", Cluster(home, durable=False))
    finally:
        server.terminate()
        server.wait(20)
        postgres.leave(home)
        for name, value in before.items():
            assert os.environ.get(name) == value, "this test's database is nobody else's"


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"nothing answers on port {port}")


def test_the_last_copy_is_there_while_the_database_is_not(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.url, locale="nl-NL", viewport={"width": 390, "height": 900})
    page = context.new_page()
    assert status(page.goto("/status")) == 200
    says(page, "Selfserviceportaal")
    assert page.get_by_text("niets nieuwers lezen").count() == 0
    summary = page.request.get("/status/api/v2/summary.json").json()
    site.cluster.stop()
    assert page.request.get("/opening-hours").status == 500, "the database is really gone"
    assert status(page.goto("/status")) == 200
    says(page, "We kunnen nu niets nieuwers lezen", "Selfserviceportaal")
    assert faults(page) == []
    again = page.request.get("/status/api/v2/summary.json")
    assert again.status == 200 and again.headers["access-control-allow-origin"] == "*" and json.loads(again.text()) == summary
    site.cluster.start()
    until = time.monotonic() + 60  # for a while a database that failed is not asked
    while page.get_by_text("niets nieuwers lezen").count() and time.monotonic() < until:
        time.sleep(1)
        page.goto("/status")
    assert page.get_by_text("niets nieuwers lezen").count() == 0
    context.close()

# SPDX-License-Identifier: EUPL-1.2
"""Figures for Prometheus: whoever has the key, in the right form, of all web processes together."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from akkoord.site.web_process import share_counts

pytestmark = pytest.mark.django_db
KEY = {"Authorization": "Bearer of-who-measures"}


def figures(answer):
    families = text_string_to_metric_families(answer.content.decode())
    return {(s.name, *sorted(s.labels.items())): s.value for family in families for s in family.samples}


def test_without_a_key_in_the_settings_this_machine_alone_may_ask(world):
    assert Client().get("/metrics").status_code == 200
    assert Client().get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert Client().get("/metrics", REMOTE_ADDR="").status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_loopback_proves_nothing_about_who_comes_through_a_proxy(world, header):
    assert Client().get("/metrics", headers={header: "192.0.2.7"}).status_code == 404


def test_behind_a_proxy_nobody_asks_without_a_key(world, settings: Settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert Client().get("/metrics").status_code == 404


def test_with_a_key_in_the_settings_it_must_be_given_also_on_this_machine(world, settings: Settings):
    settings.METRICS_TOKEN = "of-who-measures"
    assert Client().get("/metrics", headers=KEY, REMOTE_ADDR="192.0.2.7").status_code == 200
    for wrong in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Bearer é"}):
        refused = Client().get("/metrics", headers=wrong)
        assert (refused.status_code, refused.content) == (401, b"")
        assert refused["WWW-Authenticate"].startswith("Bearer")


def test_a_customer_who_signed_in_gets_no_figures(world, visit, settings: Settings):
    settings.METRICS_TOKEN = "of-who-measures"
    assert visit(world.submitter).get("/metrics").status_code == 401


def test_the_figures_are_those_of_the_running_system_and_of_the_requests(world, visit):
    world.reports(at="Thu 2026-11-19 12:00")
    client = visit(world.agent)
    before = figures(Client().get("/metrics"))
    client.get("/queue")
    Client().get("/no/such/page")
    after = figures(Client().get("/metrics"))
    queue = ("akkoord_requests_total", ("status", "200"), ("view", "queue"))
    nowhere = ("akkoord_requests_total", ("status", "404"), ("view", "none"))
    assert after[queue] - before.get(queue, 0) == 1
    assert after[nowhere] - before.get(nowhere, 0) == 1
    assert after[("akkoord_request_seconds_count", ("view", "queue"))] >= 1
    assert after[("akkoord_clocks", ("state", "open"))] >= 2
    assert after[("akkoord_on_duty",)] == 0
    assert after[("akkoord_watched", ("level", "crossed"))] >= 1
    assert after[("akkoord_database_bytes",)] > 1_000_000


COUNT = """
from akkoord.operations.metrics.requests import REQUESTS, add_requests
from prometheus_client import CollectorRegistry, generate_latest
REQUESTS.labels("queue", "200").inc()
registry = CollectorRegistry()
add_requests(registry)
print(generate_latest(registry).decode())
"""


def test_two_web_processes_are_counted_together_and_what_gone_ones_left_is_removed(tmp_path, monkeypatch):
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True)
    (tmp_path / gone.stdout.strip()).mkdir()
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    share_counts(tmp_path)
    assert [folder.name for folder in tmp_path.iterdir()] == [str(os.getpid())]
    said = ""
    for _ in range(2):
        said = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=True, env=os.environ).stdout
    assert 'akkoord_requests_total{status="200",view="queue"} 2.0' in said

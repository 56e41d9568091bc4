# SPDX-License-Identifier: EUPL-1.2
"""A client that others wrote for Statuspage reads our JSON as it is."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from akkoord.operations.actions.components import register_component
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .test_status_pages import HOUR, NOW, outage, work

CLIENT = "statuspage.io@3.2.10"  # later versions are published without their code
ASK = """
const { Statuspage } = require('statuspage.io');
const client = new Statuspage('ours');
client.apiClient.defaults.baseURL = process.argv[2];
(async () => console.log(JSON.stringify({
  summary: await client.api.getSummary(), status: await client.api.getStatus(), components: await client.api.getComponents(),
  incidents: await client.api.incidents.getAll(), unresolved: await client.api.incidents.getUnresolved(),
  maintenances: await client.api.scheduledMaintenances.getUpcoming(),
  active: (await client.apiClient.get('/api/v2/scheduled-maintenances/active.json')).data, // its own getActive() and
  allMaintenances: (await client.apiClient.get('/api/v2/scheduled-maintenances.json')).data, // getAll() ask for upcoming
})))().catch((error) => { console.error(error.message); process.exit(1); });
"""


@pytest.fixture
def ask(tmp_path):
    """The client, installed in a folder of the test."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.skip("npm and node are not on this machine")
    wanted = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(tmp_path), CLIENT]
    try:
        done = subprocess.run(wanted, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"{CLIENT} cannot be fetched here: no answer in two minutes")
    if done.returncode:
        pytest.skip(f"{CLIENT} cannot be fetched here: {done.stderr.strip().splitlines()[-1:]}")
    script = tmp_path / "ask.js"
    script.write_text(ASK)

    def asked(url):
        done = subprocess.run([node, str(script), url], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return asked


def test_the_npm_client_reads_what_is_so(ask, live_server, transactional_db):
    with scoped(SYSTEM):
        register_component(code="one", name_nl="Een", name_en="One", since=NOW - 99 * HOUR, by=None, at=NOW)
        broken = outage("one", text_en="Looking.")
        work("one", begin=NOW + HOUR, end=NOW + 2 * HOUR)
        work("one", begin=NOW - 9 * HOUR, end=NOW - 8 * HOUR, begun_at=NOW - 9 * HOUR, ended_at=NOW - 8 * HOUR)
    found = ask(f"{live_server.url}/status")
    assert (
        [each["id"] for each in found["unresolved"]["incidents"]]
        == [broken.number]
        == [i["id"] for i in found["incidents"]["incidents"]]
    )
    assert found["status"]["status"]["indicator"] == "major"
    ours = next(each for each in found["components"]["components"] if each["id"] == "one")
    assert ours["status"] == "major_outage"
    assert len(found["maintenances"]["scheduled_maintenances"]) == len(found["summary"]["scheduled_maintenances"]) == 1
    assert len(found["allMaintenances"]["scheduled_maintenances"]) == 2, "what is over too"
    assert found["active"]["scheduled_maintenances"] == []
    assert all(each["page"]["url"].endswith("/status") for each in found.values())

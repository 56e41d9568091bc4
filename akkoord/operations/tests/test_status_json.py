# SPDX-License-Identifier: EUPL-1.2
"""The JSON has the shape that clients of the Statuspage v2 API know, on every endpoint."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from jsonschema import Draft7Validator

from akkoord.operations.actions.outages import close_outage, update_outage
from akkoord.operations.models import Component
from akkoord.operations.rules.words import Impact

from .test_status_pages import HOUR, NOW, outage, parts, work  # noqa: F401  # a fixture

KEYS = {
    "page": {"id", "name", "time_zone", "updated_at", "url"},
    "components": {
        "created_at", "description", "group", "group_id", "id", "name", "only_show_if_degraded", "page_id", "position", "showcase",
        "start_date", "status", "updated_at",
    },
    "incidents": {
        "components", "created_at", "id", "impact", "incident_updates", "monitoring_at", "name", "page_id", "resolved_at", "shortlink",
        "started_at", "status", "updated_at", "reminder_intervals",
    },
    "scheduled_maintenances": {
        "components", "created_at", "id", "impact", "incident_updates", "monitoring_at", "name", "page_id", "resolved_at",
        "scheduled_for", "scheduled_until", "shortlink", "started_at", "status", "updated_at",
    },
    "status": {"description", "indicator"},
}  # fmt: skip
UPDATE = {
    "affected_components", "body", "created_at", "custom_tweet", "deliver_notifications", "display_at", "id", "incident_id", "status",
    "tweet_id", "updated_at",
}  # fmt: skip
PARTS = {
    "summary": {"page", "components", "incidents", "scheduled_maintenances", "status"},
    "status": {"page", "status"},
    "components": {"page", "components"},
    "incidents": {"page", "incidents"},
    "incidents/unresolved": {"page", "incidents"},
    "scheduled-maintenances": {"page", "scheduled_maintenances"},
    "scheduled-maintenances/upcoming": {"page", "scheduled_maintenances"},
    "scheduled-maintenances/active": {"page", "scheduled_maintenances"},
}


def asked(name, **more):
    response = Client(headers={"accept-language": "en"}).get(f"/status/api/v2/{name}", **more)
    assert response.status_code == 200 and response.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


@pytest.fixture
def happened(parts):  # noqa: F811  # the fixture
    """One of each: a running and a resolved outage, maintenance to come, under way and done, and a group."""
    Component.objects.filter(code="two").update(group_nl="Groep", group_en="Group")
    running = outage("one", text_en="Looking.", text_nl="We kijken.")
    update_outage(outage=running, state="monitoring", by=None, at=NOW, text_en="Mended.", text_nl="Gemaakt.")
    over = outage("two", impact=Impact.SLOW, began=NOW - 5 * HOUR)
    close_outage(over, ended_at=NOW - 4 * HOUR, by=None, at=NOW, text_en="Done.", text_nl="Klaar.")
    work("one", begin=NOW + HOUR, end=NOW + 2 * HOUR)
    work("two", begin=NOW - HOUR, end=NOW + HOUR, begun_at=NOW - HOUR)
    work("two", begin=NOW - 9 * HOUR, end=NOW - 8 * HOUR, begun_at=NOW - 9 * HOUR, ended_at=NOW - 8 * HOUR)
    work("inside", begin=NOW + HOUR, end=NOW + 2 * HOUR, is_public=False)
    return running


@pytest.mark.parametrize("name", PARTS)
def test_every_endpoint_has_every_key(happened, name):
    found = asked(f"{name}.json")
    assert set(found) == PARTS[name] and found == {**asked(name), "page": found["page"]}
    for part in PARTS[name]:
        entries = found[part] if isinstance(found[part], list) else [found[part]]
        assert entries, f"{name} shows nothing of {part}"
        for entry in entries:
            assert set(entry) - {"components"} == KEYS[part] - {"components"}, part
            for update in entry.get("incident_updates", []):
                assert set(update) == UPDATE


def test_what_is_said_is_what_is_so(happened):
    summary = asked("summary.json")
    statuses = {each["id"]: each["status"] for each in summary["components"]}
    assert statuses["one"] == "major_outage" and statuses["two"] == "under_maintenance" and "inside" not in statuses
    assert summary["status"]["indicator"] == "major"
    assert [each["name"] for each in summary["incidents"]] == ["Signing in fails"]
    assert [update["body"] for update in summary["incidents"][0]["incident_updates"]] == ["Mended.", "Looking."]
    assert [each["resolved_at"] is None for each in asked("incidents")["incidents"]] == [True, False]
    found = {each["status"] for each in asked("scheduled-maintenances")["scheduled_maintenances"]}
    assert found == {"scheduled", "in_progress", "completed"}


def test_a_group_names_its_members(happened):
    group = next(each for each in asked("components")["components"] if each["group"])
    member = next(each for each in asked("components")["components"] if each["id"] == "two")
    assert group["components"] == ["two"] and member["group_id"] == group["id"] and group["name"] == "Group"


def test_what_is_no_endpoint_is_not_there(happened):
    assert Client().get("/status/api/v2/subscribers.json").status_code == 404


@pytest.mark.real_data
@pytest.mark.parametrize("name", PARTS)
def test_every_endpoint_is_valid_by_a_schema_of_real_ones(happened, shared_data, name):
    """The schema knows only running incidents; those that are over have the moment of their end, which real ones have too."""
    schema = json.loads((shared_data / "status-github" / "statuspage_v2_summary.schema.json").read_text())
    for part in ("incidents", "scheduled_maintenances"):
        schema["properties"][part]["items"]["properties"]["resolved_at"] = {"type": ["null", "string"]}
    schema["required"] = sorted(PARTS[name])
    found = asked(f"{name}.json")
    errors = [error.message for error in Draft7Validator(schema).iter_errors(found)]
    assert errors == []


@pytest.mark.real_data
def test_the_schema_would_find_a_missing_key(happened, shared_data):
    schema = json.loads((shared_data / "status-github" / "statuspage_v2_summary.schema.json").read_text())
    summary = asked("summary")
    assert list(Draft7Validator(schema).iter_errors(summary)) == []
    del summary["incidents"][0]["shortlink"]
    assert list(Draft7Validator(schema).iter_errors(summary))

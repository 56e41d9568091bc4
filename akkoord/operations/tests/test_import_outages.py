# SPDX-License-Identifier: EUPL-1.2
"""The history of another status page: whole or not at all, once, and told to nobody."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from akkoord.audit.models import Event
from akkoord.importing.faults import BadFile
from akkoord.importing.mapping_file import read_mapping
from akkoord.operations import importing, tests
from akkoord.operations.actions.outages import ask_correction
from akkoord.operations.importing.mapping import OutagesMapping
from akkoord.operations.importing.outages import Summary, import_outages
from akkoord.operations.models import Component, Instance, Maintenance, Outage
from akkoord.people.models import Person

AT = datetime(2026, 11, 19, 11, 50, tzinfo=UTC)
SAMPLE = Path(tests.__file__).parent / "data" / "sample_history.jsonl"
MAPPING = Path(importing.__file__).parent / "mappings" / "status-history.yaml"
GOOD: dict[str, Any] = json.loads(SAMPLE.read_text().splitlines()[0])

pytestmark = pytest.mark.usefixtures("world")


def imported(path: Path = SAMPLE, *, dry_run: bool = False, **change: Any) -> Summary:
    mapping = read_mapping(MAPPING, OutagesMapping).model_copy(update=change)
    return import_outages(path, mapping, at=AT, dry_run=dry_run)


def outage(number: str) -> Outage:
    return Outage.objects.get(external_id=f"history:{number}")


def refused(tmp_path: Path, *lines: Any) -> list[tuple[int, str]]:
    path = tmp_path / "history.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    with pytest.raises(BadFile) as bad:
        imported(path)
    assert not Outage.objects.filter(origin="import").exists()
    return [(fault.line, fault.column) for fault in bad.value.faults]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_an_outage_keeps_what_was_said_first_and_what_turned_out() -> None:
    summary = imported()
    assert (summary.lines, summary.outages, summary.works, summary.updates, summary.corrected) == (3, 2, 1, 6, 1)
    first = outage("H-1")
    assert first.number.startswith("OUT-2026-") and first.title_en == "Inloggen lukt niet" and first.state == "resolved"
    assert (first.began_at, first.ended_at) == (utc("2026-03-02 08:00"), utc("2026-03-02 09:30"))
    assert (first.severity, first.opened_at, first.is_public) == ("major", utc("2026-03-02 08:10"), True)
    bounds = [(each.began_at, each.ended_at, each.set_at, bool(each.reason)) for each in first.bounds.all()]
    said, resolved = utc("2026-03-02 08:10"), utc("2026-03-02 09:40")
    assert bounds == [
        (said, None, said, False),
        (said, resolved, resolved, False),
        (first.began_at, first.ended_at, resolved, True),
    ]
    assert first.struck_now == {"history-loket": "down"}


def test_updates_keep_their_moments_and_a_mere_update_keeps_the_state() -> None:
    imported()
    said = [(each.at, each.state, each.text_en) for each in outage("H-1").updates.all()]
    assert said == [
        (utc("2026-03-02 08:10"), "investigating", "We zoeken het uit."),
        (utc("2026-03-02 08:40"), "identified", "Het is een certificaat."),
        (utc("2026-03-02 09:00"), "identified", "Nog even."),
        (utc("2026-03-02 09:40"), "resolved", "Het werkt weer."),
    ]


def test_an_entry_without_components_strikes_the_default_and_minor_is_not_down() -> None:
    imported()
    assert outage("H-2").struck_now == {"history-everything-else": "partly"} and outage("H-2").bounds.count() == 2


def test_an_entry_of_maintenance_becomes_maintenance_with_its_plan() -> None:
    imported()
    work = Maintenance.objects.get(external_id="history:3")
    assert work.number.startswith("MNT-2026-") and work.title_en == "Nieuwe opslag"
    assert (work.announced_at, work.planned_from, work.planned_until) == (
        utc("2026-04-01 10:00"), utc("2026-04-08 00:00"), utc("2026-04-08 02:00"),
    )  # fmt: skip
    assert (work.begun_at, work.ended_at) == (work.planned_from, work.planned_until)
    assert [plan.announced_at for plan in work.plans.all()] == [work.announced_at]
    assert sorted(work.instances.values_list("code", flat=True)) == ["history-loket", "history-rapporten"]
    assert work.text_en.startswith("Op 8 april vernieuwen we de opslag.\n\n2026-04-08 00:00 UTC: We zijn bezig.")


def test_components_are_made_once_and_run_as_long_as_the_source_knows() -> None:
    summary = imported()
    assert summary.components == ["Loket", "Everything else", "Rapporten"]
    made = Component.objects.filter(code__startswith="history-")
    assert {(each.since, each.until) for each in made} == {(utc("2026-03-02 08:10"), utc("2026-04-08 02:00"))}
    assert all(each.is_production for each in made)
    status = Client().get("/status").content.decode()
    assert "Rapporten" not in status  # nothing is known of it now


def test_words_can_stand_for_components_that_are_there() -> None:
    mapping = read_mapping(MAPPING, OutagesMapping)
    values = {"Loket": "professional", "Rapporten": "professional", "Everything else": "professional"}
    components = mapping.components.model_copy(update={"values": values, "create": False})
    imported(components=components)
    struck = set(Instance.objects.filter(component__code="professional").values_list("code", flat=True))
    assert set(outage("H-1").struck_now) == struck and len(struck) > 1
    unknown = mapping.components.model_copy(update={"values": {"Loket": "nowhere"}})
    with pytest.raises(BadFile, match="'nowhere', which stands for 'Loket', is no component"):
        imported(components=unknown)


def test_nothing_reacts_and_the_log_knows_when_it_was() -> None:
    jobs = ProcrastinateJob.objects.count()
    imported()
    key = outage("H-1").key
    told = list(Event.objects.filter(subject=key).order_by("at", "id").values_list("name", "at"))
    assert [name for name, _ in told] == ["OutageOpened", "OutageUpdated", "OutageUpdated", "OutageUpdated", "OutageResolved"]
    assert told[0][1] == utc("2026-03-02 08:10") and told[-1][1] == utc("2026-03-02 09:40")
    assert ProcrastinateJob.objects.count() == jobs


def test_a_second_import_changes_nothing_and_says_what_differs(tmp_path: Path) -> None:
    imported()
    before = list(Outage.objects.values()), list(Maintenance.objects.values()), Event.objects.count(), Component.objects.count()
    again = imported()
    assert (again.outages, again.works, again.known, again.changed, again.components) == (0, 0, 3, [], [])
    path = tmp_path / "history.jsonl"
    path.write_text(SAMPLE.read_text().replace('"impact": "major"', '"impact": "critical"'))
    (changed,) = imported(path).changed
    assert changed == "line 1, history:H-1: severity is major here and critical there"
    assert before == (
        list(Outage.objects.values()),
        list(Maintenance.objects.values()),
        Event.objects.count(),
        Component.objects.count(),
    )


def test_a_dry_run_writes_nothing() -> None:
    assert imported(dry_run=True).outages == 2
    assert (
        not Outage.objects.filter(origin="import").exists() and not Component.objects.filter(code__startswith="history-").exists()
    )


def test_a_packed_file_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl.gz"
    path.write_bytes(gzip.compress(SAMPLE.read_bytes()))
    assert imported(path).outages == 2
    path.write_bytes(gzip.compress(SAMPLE.read_bytes())[:-20])
    with pytest.raises(BadFile, match="ends too early"):
        imported(path)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"id": ""}, "id"),
        ({"title": None}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"started_at": "gisteren"}, "started_at"),
        ({"started_at": "2027-01-01T00:00:00Z"}, "started_at"),
        ({"resolved_at": "2026-03-02T08:09:59Z"}, "resolved_at"),
        ({"impact": "enormous"}, "impact"),
        ({"components": "Loket"}, "components"),
        ({"components": [""]}, "components"),
        ({"updates": None}, "updates"),
        ({"updates": [{"at": "2026-03-02T08:10:00Z", "status": "Paused", "message": "x"}]}, "updates"),
        ({"updates": [{"at": "x", "status": "Update", "message": "x"}]}, "at"),
        ({"impact": "maintenance", "resolved_at": "2026-03-02T08:10:00Z"}, "updates"),
    ],
    ids=str,
)
def test_a_fault_names_line_and_column_and_nothing_is_imported(tmp_path: Path, change: dict[str, Any], column: str) -> None:
    assert refused(tmp_path, {**GOOD, "id": "other"}, {**GOOD, **change}) == [(2, column)]


def test_broken_lines_and_numbers_that_stand_twice_are_named(tmp_path: Path) -> None:
    assert refused(tmp_path, GOOD, "{", "[]", GOOD) == [(2, ""), (3, ""), (4, "id")]


def test_a_component_that_is_not_known_is_named_where_none_may_be_made(tmp_path: Path) -> None:
    mapping = read_mapping(MAPPING, OutagesMapping)
    with pytest.raises(BadFile, match=r"'Loket' is no component; allowed: .*professional"):
        imported(components=mapping.components.model_copy(update={"create": False}))


def test_the_status_page_shows_imported_history() -> None:
    imported()
    page = Client().get("/status/history/2026-03").content.decode()
    assert "Inloggen lukt niet" in page and "Traag" in page
    assert "Het is een certificaat." in Client().get(f"/status/outages/{outage('H-1').number}").content.decode()


def test_an_imported_outage_is_corrected_as_any_other(world) -> None:
    imported()
    operator: Person = world.operator
    found = outage("H-1")
    ask_correction(
        outage=found, began_at=found.began_at, ended_at=found.began_at + timedelta(hours=1), reason="Logboek", by=operator, at=AT
    )
    assert found.pending_correction is not None


@pytest.mark.real_data
def test_real_history_comes_in(shared_data: Path) -> None:
    summary = imported(next(shared_data.glob("status-*/atom_incidents.jsonl")))
    assert (summary.lines, summary.outages, summary.works) == (399, 389, 10)
    assert (summary.updates, summary.corrected) == (2133, 25)
    assert summary.severities == {"minor": 323, "major": 65, "critical": 1}
    assert len(summary.components) == 11 and summary.longest == timedelta(days=1, hours=2, minutes=8)
    assert Outage.objects.filter(origin="import", affected__instance__code="history-everything-else").count() == 44

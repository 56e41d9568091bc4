# SPDX-License-Identifier: EUPL-1.2
"""The log of another prober: rows hold until the next one, up to a maximum; then nobody knows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from akkoord.importing.faults import BadFile
from akkoord.importing.mapping_file import read_mapping
from akkoord.operations import importing, tests
from akkoord.operations.evidence.silence import read_heard
from akkoord.operations.importing.mapping import ChecksMapping
from akkoord.operations.importing.measured import Summary, import_checks
from akkoord.operations.models import Component, Gap, Instance, Outage, Probe, Sample

AT = datetime(2026, 11, 19, 11, 50, tzinfo=UTC)
SAMPLE = Path(tests.__file__).parent / "data" / "sample_checks.csv"
MAPPING = Path(importing.__file__).parent / "mappings" / "check-series.yaml"
HEAD, *ROWS = SAMPLE.read_text().splitlines()

pytestmark = pytest.mark.usefixtures("world")


def imported(path: Path = SAMPLE, *, at: datetime = AT, dry_run: bool = False, **change: Any) -> Summary:
    return import_checks(path, read_mapping(MAPPING, ChecksMapping).model_copy(update=change), at=at, dry_run=dry_run)


def written(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "checks.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n")
    return path


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def gaps(code: str) -> list[tuple[datetime, datetime | None]]:
    return list(Gap.objects.filter(probe__instance__code=code).order_by("begin").values_list("begin", "end"))


def outages(code: str) -> list[tuple[datetime, datetime | None]]:
    return list(Outage.objects.filter(probe__instance__code=code).order_by("began_at").values_list("began_at", "ended_at"))


def test_rows_become_samples_of_a_probe_that_nobody_sends() -> None:
    summary = imported()
    assert (summary.rows, summary.new, summary.outages) == (7, 7, 2)
    probe = Probe.objects.get(instance__code="checks-loket")
    assert probe.kind == "imported" and probe.until == AT and not probe.opens_outages
    rows = Sample.objects.filter(probe=probe).order_by("at").values_list("ok", "status", "ms")
    assert list(rows) == [(True, 200, 120.0), (True, 200, 130.0), (False, 503, None), (True, 200, 140.0)]
    assert 2 * probe.every + probe.timeout == 26 * 3600


def test_a_row_holds_until_the_next_one_and_at_most_as_long_as_the_mapping_says() -> None:
    imported()
    tail = utc("2026-09-03 16:45"), AT
    assert gaps("checks-loket") == [tail]  # 24 hours between two rows is what such a log has
    assert gaps("checks-rapporten") == [
        (utc("2026-09-02 10:00:01"), utc("2026-09-03 08:00:01")),
        (utc("2026-09-04 22:00:01"), AT),
    ]


def test_availability_knows_that_time_as_unknown() -> None:
    imported()
    instance = Instance.objects.get(code="checks-rapporten").pk
    heard = read_heard(utc("2026-09-01 00:00"), utc("2026-10-01 00:00"), AT)
    spans = [(datetime.fromtimestamp(a, UTC), datetime.fromtimestamp(b, UTC)) for a, b in heard.unknown[instance]]
    # What was unknown goes on beyond the month, until the import.
    assert spans == [(utc("2026-09-02 10:00:01"), utc("2026-09-03 08:00:01")), (utc("2026-09-04 22:00:01"), AT)]


def test_outages_open_and_close_by_the_rules_and_one_that_nobody_saw_end_lasts_as_long_as_its_row_holds() -> None:
    imported()
    assert outages("checks-loket") == [(utc("2026-09-02 14:00"), utc("2026-09-02 14:45"))]
    assert outages("checks-rapporten") == [(utc("2026-09-03 08:00:01"), utc("2026-09-04 22:00:01"))]
    outage = Outage.objects.get(probe__instance__code="checks-loket")
    assert (outage.title_nl, outage.title_en) == ("Loket werkt niet", "Loket does not work")
    assert [update.state for update in outage.updates.all()] == ["investigating", "resolved"]
    assert outage.struck_now == {"checks-loket": "down"} and outage.bounds.count() == 2


def test_more_failures_to_open_are_counted_in_rows() -> None:
    opening = read_mapping(MAPPING, ChecksMapping).opening.model_copy(update={"failures": 2})
    imported(opening=opening)
    assert outages("checks-loket") == [] and len(outages("checks-rapporten")) == 1


def test_a_second_import_changes_nothing() -> None:
    imported()

    def everything() -> list[list[Any]]:
        return [list(model.objects.order_by("pk").values()) for model in (Sample, Gap, Outage, Probe, Component)]

    before = everything()
    again = imported(at=AT + timedelta(days=1))
    assert (again.new, again.outages, again.closed, again.components) == (0, 0, 0, [])
    assert everything() == before


def test_a_longer_log_adds_what_is_new_and_closes_what_ran(tmp_path: Path) -> None:
    early = utc("2026-09-03 21:00")
    imported(at=early)
    assert outages("checks-rapporten") == [(utc("2026-09-03 08:00:01"), None)] and gaps("checks-loket") == [
        (utc("2026-09-03 16:45"), early)
    ]
    more = "2026-09-03T22:00:00+00:00,Rapporten,up,200,200", "2026-09-03T23:00:00+00:00,Loket,up,200,100"
    summary = imported(written(tmp_path, *ROWS, *more))
    assert (summary.new, summary.outages, summary.closed) == (2, 0, 1)
    assert outages("checks-rapporten") == [(utc("2026-09-03 08:00:01"), utc("2026-09-03 22:00"))]
    assert gaps("checks-loket") == [(utc("2026-09-03 16:45"), utc("2026-09-03 23:00")), (utc("2026-09-05 01:00"), AT)]


def test_a_component_runs_as_long_as_its_rows_hold(tmp_path: Path) -> None:
    imported()
    lives = Component.objects.filter(code__startswith="checks-").order_by("code").values_list("since", "until")
    assert list(lives) == [
        (utc("2026-09-01 08:00"), utc("2026-09-03 16:45")),
        (utc("2026-09-01 08:00:01"), utc("2026-09-04 22:00:01")),
    ]
    imported(written(tmp_path, *ROWS, "2026-09-03T23:00:00+00:00,Loket,up,200,100"))
    assert Component.objects.get(code="checks-loket").until == utc("2026-09-05 01:00")


def test_nothing_reacts_and_a_dry_run_writes_nothing() -> None:
    jobs = ProcrastinateJob.objects.count()
    summary = imported(dry_run=True)
    assert summary.outages == 2 and summary.checks == {"checks-loket": 4, "checks-rapporten": 3}
    assert summary.unknown == {"checks-loket": timedelta(), "checks-rapporten": timedelta(hours=22)}
    assert not Component.objects.filter(code__startswith="checks-").exists()
    imported()
    assert ProcrastinateJob.objects.count() == jobs


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("gisteren,Loket,up,200,120", "at"),
        ("2027-01-01T00:00:00+00:00,Loket,up,200,120", "at"),
        ("2026-09-01T09:00:00+00:00,,up,200,120", "service"),
        ("2026-09-01T09:00:00+00:00,Loket,kapot,200,120", "state"),
        ("2026-09-01T09:00:00+00:00,Loket,,200,120", "state"),
        ("2026-09-01T09:00:00+00:00,Loket,up,2000,120", "http_code"),
        ("2026-09-01T09:00:00+00:00,Loket,up,200,snel", "response_ms"),
        ("2026-09-01T09:00:00+00:00,Loket,up,200,-1", "response_ms"),
        ("2026-09-01T09:00:00+00:00,Loket,up,200,nan", "response_ms"),
        ("2026-09-01T08:00:00Z,Loket,up,200,120", "at"),
        ("2026-09-01T09:00:00+00:00,Loket", ""),
    ],
)
def test_a_fault_names_line_and_column_and_nothing_is_imported(tmp_path: Path, row: str, column: str) -> None:
    with pytest.raises(BadFile) as bad:
        imported(written(tmp_path, ROWS[0], row))
    assert [(fault.line, fault.column) for fault in bad.value.faults] == [(3, column)]
    assert not Probe.objects.filter(kind="imported").exists()


def test_a_mapping_that_says_something_strange_is_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(MAPPING.read_text().replace("holds_hours: 26", "holds_hours: 0"))
    with pytest.raises(BadFile, match="holds_hours"):
        read_mapping(path, ChecksMapping)


@pytest.mark.real_data
def test_a_real_series_comes_in(shared_data: Path) -> None:
    summary = imported(next(shared_data.glob("upptime-*/checks.csv")))
    assert (summary.rows, summary.new, summary.outages, len(summary.components)) == (124, 124, 0, 6)
    assert sorted(summary.checks.values()) == [18, 18, 18, 18, 26, 26]

# SPDX-License-Identifier: EUPL-1.2
"""Every case with every promise, one row each, that others can check."""

import csv
import gzip
import io
import json
from datetime import datetime
from pathlib import Path

import pytest

from akkoord.agreements.actions import publish_agreement
from akkoord.agreements.reading import read_agreement
from akkoord.desk.importing.mapping import Mapping
from akkoord.desk.importing.run import import_incidents
from akkoord.importing.mapping_file import read_mapping
from akkoord.promises.verdicts import COLUMNS, verdict_rows, write_csv, write_json
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM

from .conftest import MAPPINGS

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("past")
def test_one_row_for_each_case_and_promise_by_its_last_round(at: datetime) -> None:
    rows = {(row["external_id"], row["promise"]): row for row in verdict_rows("incident", at) if row["external_id"]}
    assert len(rows) == 14
    assert rows["T-4", "2/recovery-p2"]["started_at"] == "2026-11-19T09:00:00+01:00"
    kept = rows["T-1", "2/recovery-p1"]
    assert (kept["verdict"], kept["due_at"]) == ("kept", "2026-11-20T16:00:00+01:00")
    assert kept["open_seconds"] == (30 + 7 * 60) * 60  # Thu 16:30-17:00 and Fri 08:00-15:00
    running = rows["T-3", "1/reaction-p2"]
    assert (running["verdict"], running["stopped_at"], running["open_seconds"]) == ("running", None, None)


@pytest.mark.usefixtures("past")
def test_both_formats_say_the_same(at: datetime) -> None:
    table, lines = io.StringIO(), io.StringIO()
    write_csv(verdict_rows("incident", at), table)
    write_json(verdict_rows("incident", at), lines)
    from_csv = list(csv.DictReader(io.StringIO(table.getvalue())))
    from_json = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert table.getvalue().splitlines()[0] == ",".join(COLUMNS)
    assert [{k: "" if v is None else str(v) for k, v in row.items()} for row in from_json] == from_csv


@pytest.mark.real_data
def test_open_seconds_of_the_real_log_are_those_of_the_oracle(shared_data: Path, tmp_path: Path, at: datetime) -> None:
    """The first five hundred incidents by number, whose open seconds somebody else counted on the same hours."""
    folder = shared_data / "bpi14-2013"
    with gzip.open(folder / "oracle_business_seconds_first500.csv.gz", "rt") as text:
        oracle = {row["incident"]: float(row["resolve_s_A"]) for row in csv.DictReader(text) if row["resolve_s_A"]}
    with gzip.open(folder / "incidents.csv.gz", "rt", encoding="utf-8") as text:
        lines = text.readlines()
    part = tmp_path / "part.csv"
    part.write_text(lines[0] + "".join(line for line in lines[1:] if line.split(";")[4] in oracle), encoding="utf-8")
    set_scope(SYSTEM)
    publish_agreement(document=read_agreement(MAPPINGS / "bpi14-agreement.yaml").document, by=None, at=at)
    import_incidents(part, read_mapping(MAPPINGS / "bpi14.yaml", Mapping), "service-log", at=at)
    counted = {
        str(row["external_id"]): row["open_seconds"]
        for row in verdict_rows("incident", at)
        if str(row["promise"]).startswith("2/recovery")
    }
    assert len(oracle) == 485
    assert {number: counted[number] for number in oracle} == oracle

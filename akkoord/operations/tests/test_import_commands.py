# SPDX-License-Identifier: EUPL-1.2
"""`akkoord import outages` and `akkoord import checks`, as somebody types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from akkoord.operations import importing, tests
from akkoord.operations.models import Outage
from akkoord.site.cli import parser

DATA = Path(tests.__file__).parent / "data"
MAPPINGS = Path(importing.__file__).parent / "mappings"
OUTAGES = ["import", "outages", str(DATA / "sample_history.jsonl"), "--mapping", str(MAPPINGS / "status-history.yaml")]
CHECKS = ["import", "checks", str(DATA / "sample_checks.csv"), "--mapping", str(MAPPINGS / "check-series.yaml")]

pytestmark = pytest.mark.usefixtures("world")


def run(*words: str) -> int:
    options = parser().parse_args(words)
    assert options.needs_database
    return int(options.run(options))


def test_history_is_told_in_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*OUTAGES, "--dry-run") == 0
    assert "2 outages with 6 updates and 1 maintenances would be imported, 0 known already." in capsys.readouterr().out
    assert not Outage.objects.filter(origin="import").exists()
    assert run(*OUTAGES) == 0
    told = capsys.readouterr().out
    assert "1 major, 1 minor" in told and "1 began or ended otherwise" in told and "components made: Loket" in told
    assert run(*OUTAGES) == 0
    assert "0 outages with 0 updates and 0 maintenances imported, 3 known already." in capsys.readouterr().out


def test_checks_are_told_in_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*CHECKS, "--dry-run") == 0
    told = capsys.readouterr().out
    assert "7 rows, nothing was written; 2 outages would follow." in told and "22:00:00 unknown" in told
    assert run(*CHECKS) == 0
    assert "7 rows, 7 new; 2 outages imported, 0 closed." in capsys.readouterr().out


def test_faults_and_files_that_are_not_there_end_with_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "history.jsonl"
    broken.write_text('{"id": "1"}\n')
    assert run("import", "outages", str(broken), *OUTAGES[3:]) == 1
    said = capsys.readouterr().err
    assert f"{broken}:1: title: is missing" in said and "Nothing was imported: " in said
    assert run("import", "checks", str(tmp_path / "none.csv"), *CHECKS[3:]) == 1
    assert "none.csv" in capsys.readouterr().err


def test_both_stand_beside_the_import_of_incidents(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["import", "--help"])
    told = capsys.readouterr().out
    assert "incidents" in told and "outages" in told and "checks" in told

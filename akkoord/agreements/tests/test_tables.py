# SPDX-License-Identifier: EUPL-1.2
"""`akkoord deadlines` and `akkoord elapsed`, as others use them to check us."""

import csv
import io
import subprocess
import sys

import pytest

from akkoord.agreements.tables import BadTable, deadlines_table, elapsed_table
from akkoord.agreements.tests.files import REFERENCE, terms


def deadlines(text: str, *, before: bool = False) -> tuple[list[dict[str, str]], int]:
    out = io.StringIO()
    failed = deadlines_table(terms(), io.StringIO(text), out, before=before)
    return list(csv.DictReader(io.StringIO(out.getvalue()))), failed


def test_a_deadline_comes_with_the_offset_of_its_calendar() -> None:
    rows, failed = deadlines("calendar,duration,start\nalways,48 hours,2026-03-28T11:00:00Z\n")
    assert rows == [
        {
            "calendar": "always",
            "duration": "48 hours",
            "start": "2026-03-28T11:00:00Z",
            "deadline": "2026-03-30T13:00:00+02:00",
            "error": "",
        }
    ]
    assert failed == 0


def test_before_gives_the_latest_moment_in_time() -> None:
    rows, _ = deadlines("calendar,duration,start\nsupport,3 working days,2027-01-01T00:00:00+01:00\n", before=True)
    assert rows[0]["deadline"] == "2026-12-28T17:00:00+01:00"


def test_bad_rows_get_their_error_and_the_others_still_come_in_order() -> None:
    rows, failed = deadlines(
        "id,start,duration,calendar,note\n"
        "1,2026-11-19T16:30:00+01:00,1 hour,support,kept\n"
        "2,2026-11-19T16:30:00,1 hour,support,\n"
        "3,2026-11-19T16:30:00+01:00,1 fortnight,support,\n"
        "4,2026-11-19T16:30:00+01:00,1 hour,desk,\n"
        "5,yesterday,1 hour,support,\n"
        "6,9999-01-01T00:00:00Z,1 hour,support,\n"
        "7,2026-11-19\n"
        "8,2026-11-20T15:30:00+01:00,1 hour,support,kept too\n"
    )
    assert [row["id"] for row in rows] == list("12345678")
    assert [row["note"] for row in rows if row["note"]] == ["kept", "kept too"]
    assert [row["deadline"] for row in rows if not row["error"]] == ["2026-11-20T08:30:00+01:00", "2026-11-23T08:30:00+01:00"]
    says = ["has no offset", "is no duration", "allowed: support", "is no moment", "outside the years", "2 cells, the header 5"]
    for row, words in zip(rows[1:7], says, strict=True):
        assert words in row["error"] and not row["deadline"]
    assert failed == 6


def test_elapsed_time_is_negative_when_swapped() -> None:
    out = io.StringIO()
    failed = elapsed_table(
        terms(),
        io.StringIO(
            "calendar,start,end\n"
            "support,2026-11-19T16:00:00+01:00,2026-11-20T09:00:00+01:00\n"
            "support,2026-11-20T09:00:00+01:00,2026-11-19T16:00:00+01:00\n"
            "support,2026-11-20T09:00:00+01:00,\n"
        ),
        out,
    )
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [row["seconds"] for row in rows] == ["7200", "-7200", ""]
    assert failed == 1 and "end '' is no moment" in rows[2]["error"]


@pytest.mark.parametrize(("text", "says"), [("", "there is no header"), ("calendar,start\n", "the header lacks duration")])
def test_a_table_without_its_header_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadTable, match=says):
        deadlines(text)


def test_the_command_needs_no_django_and_reports_by_its_exit_status() -> None:
    script = (
        "import sys, argparse; from akkoord.agreements.cli import add_commands; p = argparse.ArgumentParser();"
        " add_commands(p.add_subparsers()); a = p.parse_args(); status = a.run(a);"
        " assert 'django' not in sys.modules; sys.exit(status)"
    )
    for text, status in (("support,1 hour,2026-11-19T16:30:00+01:00", 0), ("support,1 hour,\u00e9\udcff", 1)):
        done = subprocess.run(
            [sys.executable, "-c", script, "deadlines", str(REFERENCE)],
            input=f"calendar,duration,start\n{text}\n".encode(errors="surrogateescape"),
            capture_output=True,
            check=False,
        )
        assert done.returncode == status, done.stderr.decode()
        assert done.stdout.startswith(b"calendar,duration,start,deadline,error\n")
        assert (b"not UTF-8" in done.stdout) == bool(status)

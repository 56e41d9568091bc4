# SPDX-License-Identifier: EUPL-1.2
"""All clocks judged again at once, as columns of numbers. Part of commands only: it imports NumPy.

Columns come out of the database in its own binary form, every one eight bytes wide, so that reading a million rows is one copy
of memory. Moments are microseconds since 2000, as PostgreSQL counts them; `NEVER` is its infinity.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

Numbers = npt.NDArray[np.int64]
Columns = npt.NDArray[Any]
NEVER = np.iinfo(np.int64).max
SECOND, YEAR_2000 = 1_000_000, 946_684_800
RUNNING, KEPT, BROKEN, WAIVED, NOT_MEASURABLE, AT_RISK = range(6)
CODES = ("running", "kept", "broken", "waived", "none", "risk")
NAMES = ("id", "terms", "verdict", "started", "due", "at_risk", "stopped", "ended", "is_plain")
IDS_AT_A_TIME = 250_000
_HEADER, _TRAILER = 19, 2  # bytes around the rows
_ROW = np.dtype([("columns", ">i2"), *(part for name in NAMES for part in ((f"{name}_width", ">i4"), (name, ">i8")))])

# `terms` numbers what a deadline follows from: version, calendar and duration. Plain: set once, at the start.
_TERMS = "SELECT version_id, calendar, within FROM clocks_clock GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
_COPY = f"""
    COPY (
        WITH terms AS MATERIALIZED (SELECT row_number() OVER () - 1 AS place, * FROM ({_TERMS}) its)
        SELECT c.id, t.place, CASE c.verdict WHEN 'running' THEN 0 WHEN 'kept' THEN 1 WHEN 'broken' THEN 2 WHEN 'waived' THEN 3
            ELSE 4 END::bigint, c.started_at, c.due_at, c.at_risk_at, coalesce(c.stopped_at, 'infinity'),
            coalesce(c.ended_at, 'infinity'),
            (SELECT (count(*) = 1 AND min(d.why) = 'started')::int::bigint FROM clocks_deadline d WHERE d.clock_id = c.id)
        FROM clocks_clock c
        JOIN terms t ON t.version_id = c.version_id AND t.calendar = c.calendar AND t.within = c.within
        WHERE c.id BETWEEN {{first}} AND {{last}}
    ) TO STDOUT (FORMAT binary)
"""  # noqa: S608  # numbers of our own


def all_terms() -> list[tuple[int, str, str]]:
    """Version, calendar and duration by number, as `all_clocks` numbers them."""
    with connection.cursor() as cursor:
        cursor.execute(_TERMS)
        found: list[tuple[int, str, str]] = cursor.fetchall()
    return found


def all_clocks() -> Iterator[Columns]:
    """Every clock that the running scope may see, some at a time, by id."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM clocks_clock")
        first, last = cursor.fetchone()
        for begin in range(first or 1, (last or 0) + 1, IDS_AT_A_TIME):
            with cursor.copy(_COPY.format(first=begin, last=begin + IDS_AT_A_TIME - 1)) as copy:
                read = b"".join(copy)
            yield np.frombuffer(read[_HEADER : len(read) - _TRAILER], dtype=_ROW)


def judged_again(rows: Columns, at: int) -> Numbers:
    """The verdict of each at `at` or, where it ended before, then: as `clocks.rules.judge` says of one."""
    due, stopped = rows["due"], rows["stopped"]
    until = np.where(rows["ended"] == NEVER, at, rows["ended"])
    still = np.where(until > due, BROKEN, np.where(until >= rows["at_risk"], AT_RISK, RUNNING))
    found: Numbers = np.where(stopped <= until, np.where(stopped <= due, KEPT, BROKEN), still)
    return found


def unlike(rows: Columns, at: int) -> tuple[Columns, Numbers]:
    """The clocks whose stored verdict is another than the facts give, with the one that they give.

    A running clock may be told late by the poll, and is not compared. One that was waived must have ended by its deadline; that
    something could not be measured follows from no row.
    """
    stored, judged = rows["verdict"], judged_again(rows, at)
    is_open = (rows["stopped"] == NEVER) & (rows["ended"] == NEVER)
    compared = (stored != WAIVED) & (stored != NOT_MEASURABLE) & ~((stored == RUNNING) & is_open)
    wrongly_waived = (stored == WAIVED) & (rows["ended"] > rows["due"])
    differs = (compared & (judged != stored)) | wrongly_waived
    return rows[differs], judged[differs]


def seconds_of(moments: Columns) -> Numbers:
    """Whole seconds since 1970."""
    found: Numbers = moments.astype(np.int64) // SECOND + YEAR_2000
    return found

# SPDX-License-Identifier: EUPL-1.2
"""All clocks judged again at once, as columns of numbers. Part of commands only: it imports NumPy.

Columns come out of the database as arrays in its own binary form, every item eight bytes wide, so that reading a million rows is
one copy of memory: rows would each be a message. Moments are microseconds since 2000, as PostgreSQL counts them; `NEVER` is its infinity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from struct import unpack_from
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
_HEADER, _TRAILER, _ARRAY = 19, 2, 20  # bytes around the row, and before the items of an array
_ITEM = np.dtype([("width", ">i4"), ("value", ">i8")])

# Terms are what a deadline follows from: version, calendar and duration. Plain: set once, at the start.
_TERMS = "SELECT version_id, calendar, within FROM clocks_clock GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
_COPY = """
    COPY (
        SELECT array_agg(c.id), array_agg(t.place), array_agg(CASE c.verdict WHEN 'running' THEN 0 WHEN 'kept' THEN 1
            WHEN 'broken' THEN 2 WHEN 'waived' THEN 3 ELSE 4 END::bigint), array_agg(c.started_at), array_agg(c.due_at),
            array_agg(c.at_risk_at), array_agg(coalesce(c.stopped_at, 'infinity')), array_agg(coalesce(c.ended_at, 'infinity')),
            array_agg(coalesce(d.is_plain, 0))
        FROM clocks_clock c
        JOIN unnest(%(versions)s::bigint[], %(calendars)s::text[], %(withins)s::text[]) WITH ORDINALITY
            AS t (version_id, calendar, within, place) USING (version_id, calendar, within)
        LEFT JOIN (
            SELECT clock_id, (count(*) = 1 AND min(why) = 'started')::int::bigint AS is_plain
            FROM clocks_deadline WHERE clock_id BETWEEN %(first)s AND %(last)s GROUP BY clock_id
        ) d ON d.clock_id = c.id
        WHERE c.id BETWEEN %(first)s AND %(last)s HAVING count(*) > 0
    ) TO STDOUT (FORMAT binary)
"""
Terms = tuple[int, str, str]
"""Version, calendar and duration."""


def all_terms() -> list[Terms]:
    """What the deadlines of all clocks follow from."""
    with connection.cursor() as cursor:
        cursor.execute(_TERMS)
        found: list[Terms] = cursor.fetchall()
    return found


def all_clocks(terms: Sequence[Terms]) -> Iterator[Columns]:
    """Every clock that the running scope may see, some at a time, by id; `terms` of each is its place in the list, from 1."""
    versions, calendars, withins = (list(column) for column in zip(*terms, strict=True)) if terms else ([], [], [])
    asked = {"versions": versions, "calendars": calendars, "withins": withins}
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM clocks_clock")
        first, last = cursor.fetchone()
        for begin in range(first or 1, (last or 0) + 1, IDS_AT_A_TIME):
            with cursor.copy(_COPY, {**asked, "first": begin, "last": begin + IDS_AT_A_TIME - 1}) as copy:
                read = b"".join(copy)
            if len(read) > _HEADER + _TRAILER:
                yield _columns(read)


def _columns(read: bytes) -> Columns:
    """The one row of a copy, each field of it an array as long as there are clocks."""
    place, fields = _HEADER + 2, []
    for _name in NAMES:
        (size,) = unpack_from(">i", read, place)
        items = np.frombuffer(read, _ITEM, (size - _ARRAY) // _ITEM.itemsize, place + 4 + _ARRAY)
        fields.append(items["value"])
        place += 4 + size
    found = np.empty(len(fields[0]), [(name, np.int64) for name in NAMES])
    for name, field in zip(NAMES, fields, strict=True):
        found[name] = field
    return found


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

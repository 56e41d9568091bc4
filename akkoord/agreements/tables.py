# SPDX-License-Identifier: EUPL-1.2
"""Deadlines and elapsed business time for whole CSV files: `akkoord deadlines` and `akkoord elapsed`.

No database and no Django. Rows stream through in chunks and keep their order; a bad row gets its error and the others
still come.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from itertools import islice
from typing import TextIO

from akkoord.agreements.terms import Terms
from akkoord.timing import deadlines, vectors
from akkoord.timing.calendars import Calendar
from akkoord.timing.durations import Duration, parse_duration
from akkoord.timing.moments import moment_at, whole_seconds

CHUNK = 16_384
csv.field_size_limit(10_000_000)


class BadTable(ValueError):
    """The table as a whole cannot be read: no header, a column missing, broken quoting."""


class BadCell(ValueError):
    """A cell that cannot be used; the message says what is allowed."""


@dataclass
class Row:
    """One row of input: its cells by column, and what came of it."""

    cells: list[str]
    values: dict[str, str]
    answer: str = ""
    error: str = ""
    numbers: list[int] = field(default_factory=list)


Work = Callable[[list[Row]], None]


def deadlines_table(terms: Terms, rows: TextIO, out: TextIO, *, before: bool = False) -> int:
    """Add `deadline` and `error` to rows of `calendar,duration,start`; the number of rows that failed.

    With `before`: the latest moment that lies the duration before `start`. Raises BadTable.
    """
    return _stream(rows, out, ("calendar", "duration", "start"), "deadline", _deadlines(terms, before))


def elapsed_table(terms: Terms, rows: TextIO, out: TextIO) -> int:
    """Add `seconds` and `error` to rows of `calendar,start,end`; the number of rows that failed. Raises BadTable."""
    return _stream(rows, out, ("calendar", "start", "end"), "seconds", _elapsed(terms))


def _stream(source: TextIO, out: TextIO, needed: Sequence[str], answer: str, work: Work) -> int:
    reader, writer = csv.reader(source), csv.writer(out, lineterminator="\n")
    try:
        header = next((row for row in reader if row), None)
        if header is None:
            raise BadTable(f"there is no header; it must name the columns {', '.join(needed)}")
        header[0] = header[0].removeprefix("\ufeff")
        missing = [name for name in needed if name not in header]
        if missing:
            raise BadTable(f"the header lacks {', '.join(missing)}; it must name the columns {', '.join(needed)}")
        kept = [index for index, name in enumerate(header) if name not in (answer, "error")]
        writer.writerow([*(header[index] for index in kept), answer, "error"])
        failed = 0
        while chunk := [_row(cells, header) for cells in islice((row for row in reader if row), CHUNK)]:
            work([row for row in chunk if not row.error])
            writer.writerows([*(row.cells[index] for index in kept), row.answer, row.error] for row in chunk)
            failed += sum(1 for row in chunk if row.error)
        return failed
    except csv.Error as error:
        raise BadTable(f"line {reader.line_num}: {error}") from error


def _row(cells: list[str], header: list[str]) -> Row:
    row = Row(cells, dict(zip(header, cells, strict=False)))
    if len(cells) != len(header):
        row.error = f"the row has {len(cells)} cells, the header {len(header)}"
        row.cells = (cells + [""] * len(header))[: len(header)]
    elif any("\udc80" <= letter <= "\udcff" for cell in cells for letter in cell if letter > "\ud7ff"):
        row.error = "the row is not UTF-8"
    return row


def _grouped(rows: list[Row], key: Callable[[Row], tuple[object, ...]]) -> Iterator[tuple[tuple[object, ...], list[Row]]]:
    """The rows by key; a row whose key or moments cannot be read gets its error instead."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        try:
            groups.setdefault(key(row), []).append(row)
        except ValueError as error:
            row.error = str(error)
    yield from groups.items()


def _deadlines(terms: Terms, before: bool) -> Work:
    calendar_of, duration_of = _calendars(terms), cache(parse_duration)
    at_once = vectors.latest_before if before else vectors.deadlines
    one = deadlines.latest_before_seconds if before else deadlines.deadline_seconds

    def key(row: Row) -> tuple[object, ...]:
        found = calendar_of(row.values["calendar"]), duration_of(row.values["duration"])
        row.numbers = [_moment(row.values["start"], "start")]
        return found

    def work(rows: list[Row]) -> None:
        for (calendar, duration), group in _grouped(rows, key):
            assert isinstance(calendar, Calendar) and isinstance(duration, Duration)
            try:
                found = at_once(calendar, duration, [row.numbers[0] for row in group]).tolist()
            except ValueError:  # one of them has no answer: find out which
                found = [_alone(row, partial(one, calendar, duration, row.numbers[0])) for row in group]
            for row, seconds in zip(group, found, strict=True):
                row.answer = "" if seconds is None else moment_at(seconds, calendar.zone).isoformat()

    return work


def _elapsed(terms: Terms) -> Work:
    calendar_of = _calendars(terms)

    def key(row: Row) -> tuple[object, ...]:
        found = (calendar_of(row.values["calendar"]),)
        row.numbers = [_moment(row.values["start"], "start"), _moment(row.values["end"], "end")]
        return found

    def work(rows: list[Row]) -> None:
        for (calendar,), group in _grouped(rows, key):
            assert isinstance(calendar, Calendar)
            try:
                found = vectors.elapsed(calendar, [row.numbers[0] for row in group], [row.numbers[1] for row in group]).tolist()
            except ValueError:  # one of them has no answer: find out which
                found = [_alone(row, partial(calendar.seconds_between, *row.numbers)) for row in group]
            for row, seconds in zip(group, found, strict=True):
                row.answer = "" if seconds is None else str(seconds)

    return work


def _alone(row: Row, answer: Callable[[], int]) -> int | None:
    try:
        return answer()
    except ValueError as error:
        row.error = str(error)
        return None


def _calendars(terms: Terms) -> Callable[[str], Calendar]:
    def calendar_of(name: str) -> Calendar:
        try:
            return terms.calendar(name)
        except KeyError:
            allowed = ", ".join(terms.calendar_names)
            raise BadCell(f"{name!r} is no calendar of {terms.code}; allowed: {allowed}") from None

    return cache(calendar_of)


def _moment(text: str, column: str) -> int:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadCell(f"{column} {text!r} is no moment; give ISO 8601 with offset, such as 2026-11-19T16:30:00+01:00") from None
    if moment.utcoffset() is None:
        raise BadCell(f"{column} {text!r} has no offset; give one, such as +01:00")
    return whole_seconds(moment)

# SPDX-License-Identifier: EUPL-1.2
"""From the rows of another prober's log to samples, and what they say by our rules of opening. Pure but for reading the file.

Such a log has a row where something changed and about one a day: a row holds until the next one, up to a maximum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from akkoord.importing.faults import FaultList
from akkoord.importing.moments import BadMoment, MomentReader
from akkoord.importing.source import is_text, rows_of

from ..rules.opening import Closed, Heard, Opened, Rule, decide
from .mapping import ChecksMapping
from .struck import ComponentBook, UnknownComponent

LONGEST = 3_600_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Check:
    """One row: how a component was at a moment. `ms` is of a good answer."""

    at: datetime
    ok: bool
    status: int | None
    ms: float | None


class CheckReader:
    """Reads a log of checks. What is wrong goes into `faults`; `rows` counts what was read."""

    def __init__(self, path: Path, mapping: ChecksMapping, book: ComponentBook, faults: FaultList, now: datetime) -> None:
        self.mapping, self.book, self.faults = mapping, book, faults
        self.rows = 0
        self._path, self._now = path, now
        self._moments = MomentReader(mapping.moments, mapping.zone)
        self._seen: dict[tuple[str, datetime], int] = {}

    def series(self) -> dict[str, list[Check]]:
        """The sound rows by the code of their component, in order of time. Raises BadFile, OSError."""
        found: dict[str, list[Check]] = defaultdict(list)
        for line, row in rows_of(self._path, self.mapping, self.faults):
            self.rows += 1
            before = self.faults.count
            cells = {column: self._cell(line, column, row) for column in self.mapping.columns}
            at, code, ok = self._moment(line, cells), self._code(line, cells), self._ok(line, cells)
            status, ms = self._number(line, cells, self.mapping.status, 999), self._number(line, cells, self.mapping.ms, LONGEST)
            if self.faults.count != before or at is None or code is None:
                continue
            if (first := self._seen.setdefault((code, at), line)) != line:
                self.faults.add(
                    line, self.mapping.at, f"stands on line {first} too for this component; allowed: each moment once"
                )
            found[code].append(Check(at, ok, int(status) if status else None, ms if ok else None))
        return {code: sorted(checks, key=lambda check: check.at) for code, checks in found.items()}

    def _cell(self, line: int, column: str, cells: dict[str, str]) -> str:
        cell = cells[column].strip()
        if not is_text(cell):
            self.faults.add(line, column, f"holds bytes that are no text in {self.mapping.file.encoding}")
        return "" if cell in self.mapping.file.empty else cell

    def _moment(self, line: int, cells: dict[str, str]) -> datetime | None:
        text = cells[self.mapping.at]
        try:
            at = datetime.fromtimestamp(self._moments.second(text), UTC)
        except BadMoment as error:
            self.faults.add(line, self.mapping.at, str(error))
            return None
        if at > self._now:
            self.faults.add(line, self.mapping.at, f"{text!r} lies in the future; allowed: moments up to now")
        return at

    def _code(self, line: int, cells: dict[str, str]) -> str | None:
        column = self.mapping.components.column
        try:
            return self.book.codes([cells[column]] if cells[column] else [])[0]
        except UnknownComponent as unknown:
            self.faults.add(line, column, str(unknown))
            return None

    def _ok(self, line: int, cells: dict[str, str]) -> bool:
        choice = self.mapping.ok
        word = cells[choice.column] if choice.column is not None else ""
        ok = choice.values.get(word, choice.otherwise) if word else choice.default
        if ok is None:
            self.faults.add(line, choice.column or "ok", f"{word!r} is unknown; allowed: {', '.join(choice.values)}")
        return bool(ok)

    def _number(self, line: int, cells: dict[str, str], column: str | None, most: int) -> float | None:
        if column is None or not cells[column]:
            return None
        try:
            number = float(cells[column])
        except ValueError:
            number = -1.0
        if not 0 <= number <= most:
            self.faults.add(line, column, f"{cells[column]!r} is no number; allowed: 0 to {most}")
        return number


def stretches(checks: Sequence[Check], mapping: ChecksMapping, now: datetime) -> Iterator[tuple[datetime, datetime | None]]:
    """When it did not work, by the rules of opening; no end where the last row still holds `now`.

    Where nothing came any more, the last row held as long as it may; what was afterwards is unknown.
    """
    opening = mapping.opening
    rule = Rule(opening.failures, 1, opening.goods, mapping.holds)
    began: datetime | None = None
    for what in decide((Heard(check.at, 0, check.ok) for check in checks), rule):
        if isinstance(what, Opened):
            began = what.at
        elif isinstance(what, Closed) and began is not None:
            yield began, what.at
            began = None
    if began is not None:
        ends = checks[-1].at + mapping.holds
        yield began, None if ends > now else ends

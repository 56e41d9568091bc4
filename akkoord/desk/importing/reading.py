# SPDX-License-Identifier: EUPL-1.2
"""From rows to records: every cell checked, every fault with its line and column."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from akkoord.desk.kinds import INCIDENT, RESOLVED
from akkoord.importing.faults import FaultList
from akkoord.importing.moments import BadMoment, MomentReader
from akkoord.importing.parts import Choice, filled
from akkoord.importing.source import is_text, rows_of

from .mapping import Mapping, StateChoice
from .records import Record

MOMENTS = ("opened_at", "answered_at", "resolved_at", "closed_at", "reopened_at")
LONGEST_SUBJECT = 200
Value = TypeVar("Value")


class LogReader:
    """Reads a log through its mapping. What is wrong goes into `faults`; `rows` counts what was read."""

    def __init__(self, path: Path, mapping: Mapping, faults: FaultList, now: int) -> None:
        self.mapping = mapping
        self.faults = faults
        self.moments = MomentReader(mapping.moments, mapping.zone)
        self.rows = 0
        self._path = path
        self._now = now
        self._seen: dict[str, int] = {}
        self._open_states = frozenset(INCIDENT.open_states)

    def records(self) -> Iterator[Record]:
        """The sound rows, in the order of the file. Raises BadFile as `rows_of` does."""
        for line, cells in rows_of(self._path, self.mapping, self.faults):
            self.rows += 1
            before = self.faults.count
            record = self._record(line, self._cleaned(line, cells))
            if record is not None and self.faults.count == before:
                yield record

    def _cleaned(self, line: int, cells: dict[str, str]) -> dict[str, str]:
        empty = self.mapping.file.empty
        cleaned = {}
        for column in self.mapping.columns:
            cell = cells[column].strip()
            if not is_text(cell):
                self.faults.add(line, column, f"holds bytes that are no text in {self.mapping.file.encoding}")
            cleaned[column] = "" if cell in empty else cell
        return cleaned

    def _record(self, line: int, cells: dict[str, str]) -> Record | None:
        mapping = self.mapping
        times = {name: self._moment(line, cells, name) for name in MOMENTS}
        external_id = self._external_id(line, cells)
        state = self._state(line, cells, times["resolved_at"] is not None)
        priority = self._chosen(line, cells, "priority", mapping.priority)
        category = self._chosen(line, cells, "category", mapping.category)
        impact = self._chosen(line, cells, "impact", mapping.impact)
        organisation = self._organisation(line, cells)
        opened = times["opened_at"]
        if opened is None or not (external_id and state and priority and category and impact and organisation):
            return None
        record = Record(
            line=line,
            external_id=external_id,
            organisation=organisation,
            opened=opened,
            answered=times["answered_at"],
            resolved=times["resolved_at"],
            closed=times["closed_at"],
            reopened=times["reopened_at"],
            state=state,
            is_open=state in self._open_states,
            priority=priority,
            category=category,
            impact=impact,
            area=filled(mapping.area, cells),
            subject=self._subject(cells, external_id),
            text=filled(mapping.text, cells),
            solution=filled(mapping.solution, cells),
            reporter=filled(mapping.reporter, cells),
        )
        self._check_order(record, cells)
        return record

    def _moment(self, line: int, cells: dict[str, str], name: str) -> int | None:
        column = getattr(self.mapping, name)
        if column is None:
            return None
        if not cells[column]:
            if name == "opened_at":
                self.faults.add(line, column, "is empty; every incident was opened at some moment")
            return None
        try:
            second = self.moments.second(cells[column])
        except BadMoment as error:
            self.faults.add(line, column, str(error))
            return None
        if second > self._now:
            self.faults.add(line, column, f"{cells[column]!r} lies in the future; allowed: moments up to now")
            return None
        return second

    def _external_id(self, line: int, cells: dict[str, str]) -> str:
        column = self.mapping.external_id
        external_id = cells[column]
        if not external_id:
            self.faults.add(line, column, "is empty; without a number of its own a row cannot be told from others")
        elif (first := self._seen.setdefault(external_id, line)) != line:
            self.faults.add(line, column, f"{external_id!r} stands on line {first} too; allowed: each number once")
        return external_id

    def _state(self, line: int, cells: dict[str, str], resolved: bool) -> str | None:
        choice: StateChoice = self.mapping.state
        found = self._chosen(line, cells, "state", choice)
        return choice.when_resolved if found and resolved and choice.when_resolved else found

    def _chosen(self, line: int, cells: dict[str, str], name: str, choice: Choice[Value]) -> Value | None:
        word = cells[choice.column] if choice.column is not None else ""
        found = choice.values.get(word, choice.otherwise) if word else choice.values.get("", choice.default)
        if found is None:
            named = ", ".join(repr(known) for known in choice.values if known)
            said = f"{word!r} has no {name} in the mapping" if word else f"is empty and the mapping has no default {name}"
            self.faults.add(line, choice.column or name, f"{said}; allowed: {named}")
        return found

    def _organisation(self, line: int, cells: dict[str, str]) -> str:
        choice = self.mapping.organisation
        if choice.column is None:
            return choice.name or ""
        word = cells[choice.column]
        if not word:
            self.faults.add(line, choice.column, "is empty; every case belongs to an organisation")
        return choice.values.get(word, word)

    def _subject(self, cells: dict[str, str], external_id: str) -> str:
        one_line = " ".join(filled(self.mapping.subject, cells).split())
        return one_line[:LONGEST_SUBJECT] or external_id

    def _check_order(self, record: Record, cells: dict[str, str]) -> None:
        """Nothing before the report, no closing before the resolution, and a state that agrees with the moments."""
        mapping = self.mapping
        for name in MOMENTS[1:]:
            second = getattr(record, name.removesuffix("_at"))
            if second is not None and second < record.opened:
                self._contradiction(record, cells, name, "opened_at", "lies before")
        if record.closed is not None and record.resolved is not None and record.closed < record.resolved:
            self._contradiction(record, cells, "closed_at", "resolved_at", "lies before")
        if record.closed is not None and record.reopened is not None and record.closed < record.reopened and not record.is_open:
            self._contradiction(record, cells, "closed_at", "reopened_at", "lies before")
        column = mapping.state.column or mapping.opened_at
        if not record.is_open and record.ended is None:
            self.faults.add(record.line, column, f"is {record.state} but the row has no moment at which that was so")
        if record.is_open and not record.reopened_for_good and (record.resolved is not None or record.closed is not None):
            allowed = f"a closed state, or `when_resolved: {RESOLVED}` in the mapping"
            self.faults.add(record.line, column, f"is {record.state} but the row says when it was done; allowed: {allowed}")

    def _contradiction(self, record: Record, cells: dict[str, str], name: str, other: str, how: str) -> None:
        column, beside = getattr(self.mapping, name), getattr(self.mapping, other)
        self.faults.add(record.line, column, f"{cells[column]!r} {how} {beside} {cells[beside]!r}")

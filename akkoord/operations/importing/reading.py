# SPDX-License-Identifier: EUPL-1.2
"""From the lines of a status page's history to outages and maintenance: every value checked, every fault with its line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from akkoord.importing.faults import FaultList
from akkoord.importing.json_lines import objects_of
from akkoord.importing.moments import BadMoment, MomentReader
from akkoord.importing.source import is_text

from ..rules.words import OutageState
from .entries import NewOutage, NewWork, Said, Stood
from .mapping import SAME, MaintenanceForm, OutagesMapping
from .struck import ComponentBook, UnknownComponent

LONGEST_TITLE = 300
Spoken = tuple[datetime, str, str]  # when, which word of the source, text


class HistoryReader:
    """Reads entries through a mapping. What is wrong goes into `faults`; `lines` counts what was read."""

    def __init__(self, path: Path, mapping: OutagesMapping, book: ComponentBook, faults: FaultList, now: datetime) -> None:
        self.mapping, self.book, self.faults = mapping, book, faults
        self.lines = 0
        self._path, self._now = path, now
        self._moments = MomentReader(mapping.moments, mapping.zone)
        self._seen: dict[str, int] = {}

    def entries(self) -> Iterator[NewOutage | NewWork]:
        """The sound ones, in the order of the file. Raises BadFile, OSError."""
        for line, given in objects_of(self._path, self.faults):
            self.lines += 1
            before = self.faults.count
            entry = self._entry(line, given)
            if entry is not None and self.faults.count == before:
                yield entry

    def _entry(self, line: int, given: dict[str, Any]) -> NewOutage | NewWork | None:
        mapping = self.mapping
        external_id = self._external_id(line, given)
        title = " ".join(self._text(line, given, mapping.title).split())[:LONGEST_TITLE]
        began, ended = self._moment(line, given, mapping.began_at), self._moment(line, given, mapping.ended_at)
        codes, spoken = self._codes(line, given), self._spoken(line, given)
        weight = self._text(line, given, mapping.weight)
        is_work = mapping.maintenance is not None and weight == mapping.maintenance.word
        if not is_work and weight not in mapping.weights:
            allowed = [*mapping.weights, *([mapping.maintenance.word] if mapping.maintenance else [])]
            self.faults.add(line, mapping.weight, f"{weight!r} is unknown; allowed: {', '.join(allowed)}")
            return None
        if began is None or ended is None or not (external_id and title and codes) or not self._in_order(line, began, ended):
            return None
        titles = {str(mapping.language): title}
        if is_work and mapping.maintenance is not None:
            return self._work(line, external_id, titles, mapping.maintenance, codes, (began, ended), spoken)
        bounds = [Stood(began, ended, ended), *self._corrected(line, given, (began, ended))]
        how = mapping.weights[weight]
        return NewOutage(line, external_id, titles, how.severity, how.impact, codes, bounds, self._said(line, spoken))

    def _external_id(self, line: int, given: dict[str, Any]) -> str:
        number = self._text(line, given, self.mapping.external_id)
        if number and (first := self._seen.setdefault(number, line)) != line:
            self.faults.add(line, self.mapping.external_id, f"{number!r} stands on line {first} too; allowed: each number once")
        return f"{self.mapping.source}:{number}" if number else ""

    def _text(self, line: int, given: dict[str, Any], column: str) -> str:
        value = given.get(column)
        text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if not text or not is_text(text):
            self.faults.add(line, column, "holds no text" if column in given else "is missing; allowed: a text")
            return ""
        return text

    def _moment(self, line: int, given: dict[str, Any], column: str) -> datetime | None:
        text = self._text(line, given, column)
        if not text:
            return None
        try:
            at = datetime.fromtimestamp(self._moments.second(text), UTC)
        except BadMoment as error:
            self.faults.add(line, column, str(error))
            return None
        if at > self._now:
            self.faults.add(line, column, f"{text!r} lies in the future; allowed: moments up to now")
            return None
        return at

    def _in_order(self, line: int, began: datetime, ended: datetime) -> bool:
        if ended < began:
            self.faults.add(line, self.mapping.ended_at, f"lies before {self.mapping.began_at}")
        return began <= ended

    def _codes(self, line: int, given: dict[str, Any]) -> list[str]:
        column = self.mapping.components.column
        words = given.get(column) or []
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() and is_text(word) for word in words):
            self.faults.add(line, column, "is no list of names")
            return []
        try:
            return self.book.codes([word.strip() for word in words])
        except UnknownComponent as unknown:
            self.faults.add(line, column, str(unknown))
            return []

    def _spoken(self, line: int, given: dict[str, Any]) -> list[Spoken]:
        form, found = self.mapping.updates, []
        updates = given.get(form.column)
        if not isinstance(updates, list) or not all(isinstance(update, dict) for update in updates):
            self.faults.add(line, form.column, "is no list of objects")
            return []
        for update in updates:
            at = self._moment(line, update, form.at)
            status, text = self._text(line, update, form.status), self._text(line, update, form.text)
            if at is not None:
                found.append((at, status, text))
        return sorted(found, key=lambda each: each[0])

    def _said(self, line: int, spoken: list[Spoken]) -> list[Said]:
        states, said, state = self.mapping.updates.states, [], str(OutageState.INVESTIGATING)
        for at, status, text in spoken:
            if status not in states:
                allowed = ", ".join(states)
                self.faults.add(line, self.mapping.updates.column, f"{status!r} is no known status; allowed: {allowed}")
                continue
            state = state if states[status] == SAME else states[status]
            said.append(Said(at, state, {str(self.mapping.language): text}))
        return said

    def _corrected(self, line: int, given: dict[str, Any], first: tuple[datetime, datetime]) -> list[Stood]:
        form = self.mapping.corrected
        if form is None or given.get(form.began_at) is None or given.get(form.ended_at) is None:
            return []
        began, ended = self._moment(line, given, form.began_at), self._moment(line, given, form.ended_at)
        if began is None or ended is None or (began, ended) == first or not self._in_order(line, began, ended):
            return []
        return [Stood(began, ended, max(first[1], ended), form.because)]

    def _work(
        self,
        line: int,
        external_id: str,
        title: dict[str, str],
        form: MaintenanceForm,
        codes: list[str],
        bounds: tuple[datetime, datetime],
        spoken: list[Spoken],
    ) -> NewWork | None:
        def first(status: str, otherwise: datetime) -> datetime:
            return next((at for at, said, _text in spoken if said == status), otherwise)

        announced, began, ended = first(form.announced, bounds[0]), first(form.began, bounds[0]), first(form.ended, bounds[1])
        if not announced <= began < ended:
            self.faults.add(line, self.mapping.updates.column, "is announced, begun and ended in another order")
            return None
        said = [Said(at, "", {str(self.mapping.language): text}) for at, _status, text in spoken]
        return NewWork(line, external_id, title, form.kind, codes, announced, began, ended, said)

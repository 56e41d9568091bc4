# SPDX-License-Identifier: EUPL-1.2
"""Reads a batch of real page loads as a program sends it: all of it is sound, or none of it is taken. sla:2.3.2

`{"id": UUID, "items": [{"window": CODE, "at": MOMENT, "ms": NUMBER} or {"window": CODE, "at": MOMENT, "failed": true}, ...]}`
"""

from __future__ import annotations

import json
from collections.abc import Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

MOST_ITEMS = 10_000
MOST_BYTES = 2_000_000
OLDEST = timedelta(days=90)
AHEAD = timedelta(minutes=5)  # clocks differ
LONGEST = 3_600_000  # milliseconds
MOST_FAULTS = 20
FORM = '{"id": "a UUID", "items": [{"window": "code", "at": "2026-11-21T15:04:05.123Z", "ms": 412.5}]}'
KEYS = ("window", "at", "ms", "failed")


@dataclass(frozen=True)
class BatchFault:
    """One thing that is wrong: where it stands in the JSON, and what is allowed there."""

    where: str
    message: str
    allowed: str


class BadBatch(ValueError):
    """A batch of which nothing was taken; `faults` are the first so many of `count`."""

    def __init__(self, faults: list[BatchFault], count: int = 1) -> None:
        self.faults, self.count = faults, count
        super().__init__("; ".join(f"{fault.where}: {fault.message}" for fault in faults))


@dataclass
class Batch:
    """Loads in columns: which window, when, and how many milliseconds (None: it failed)."""

    id: UUID
    windows: list[str] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)
    times: list[float | None] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many loads."""
        return len(self.windows)

    @property
    def digest(self) -> bytes:
        """The same for the same loads in the same order, however they were written."""
        moments = [moment.timestamp() for moment in self.moments]
        return sha256(repr((self.windows, moments, self.times)).encode()).digest()


def parse_batch(body: bytes, *, windows: Set[str], at: datetime) -> Batch:
    """The batch in the JSON that came at `at`; `windows` are those that there are. Raises BadBatch."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadBatch([BatchFault("", f"is not JSON: {error}", FORM)]) from error
    if not isinstance(told, dict):
        raise BadBatch([BatchFault("", "is no object", FORM)])
    items = _head(told)
    reader = _Reader(windows, at)
    batch = Batch(UUID(told["id"]))
    for place, item in enumerate(items):
        if (load := reader.load(place, item)) is not None:
            batch.windows.append(load[0])
            batch.moments.append(load[1])
            batch.times.append(load[2])
    if reader.count:
        raise BadBatch(reader.faults, reader.count)
    return batch


def _head(told: dict[str, Any]) -> list[Any]:
    faults = [BatchFault(key, "is not known here", "id and items") for key in sorted(set(told) - {"id", "items"})]
    try:
        UUID(told.get("id"))
    except (ValueError, TypeError, AttributeError):
        faults.append(BatchFault("id", "is no UUID", "a UUID, another one for each batch and the same when it is sent again"))
    items = told.get("items")
    if not isinstance(items, list) or not 0 < len(items) <= MOST_ITEMS:
        faults.append(BatchFault("items", "is no list of loads", f"a list of 1 to {MOST_ITEMS} loads"))
    if faults:
        raise BadBatch(faults, len(faults))
    assert isinstance(items, list)
    return items


class _Reader:
    """Reads items; keeps the first faults and counts them all."""

    def __init__(self, windows: Set[str], at: datetime) -> None:
        self.windows = windows
        self.first, self.last = at - OLDEST, at + AHEAD
        self.faults: list[BatchFault] = []
        self.count = 0

    def load(self, place: int, item: Any) -> tuple[str, datetime, float | None] | None:
        """Window, moment and milliseconds; None for an item that is none, whose faults are then known."""
        if not isinstance(item, dict):
            self._add(place, "", item, "is no object", ", ".join(KEYS))
            return None
        before = self.count
        for key in item.keys() - KEYS:
            self._add(place, key, item[key], "is not known here", ", ".join(KEYS))
        window = item.get("window")
        if not isinstance(window, str) or window not in self.windows:
            self._add(place, "window", window, "is no window", ", ".join(sorted(self.windows)) or "none: no window is named yet")
        moment = self._moment(place, item.get("at"))
        ms = self._ms(place, item)
        if self.count != before or moment is None:
            return None
        assert isinstance(window, str)
        return window, moment, ms

    def _moment(self, place: int, text: Any) -> datetime | None:
        try:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is not None and self.first <= moment <= self.last:
                return moment
        except (ValueError, TypeError, OverflowError):
            pass
        between = f"ISO 8601 with its offset, from {self.first:%Y-%m-%dT%H:%M:%SZ} to {self.last:%Y-%m-%dT%H:%M:%SZ}"
        self._add(place, "at", text, "is no moment that can be taken", between)
        return None

    def _ms(self, place: int, item: dict[str, Any]) -> float | None:
        ms = item.get("ms")
        if "failed" in item:
            if item["failed"] is not True or "ms" in item:
                self._add(place, "failed", item["failed"], "cannot stand here so", "true, and then no ms")
            return None
        if isinstance(ms, bool) or not isinstance(ms, int | float) or not 0 <= ms <= LONGEST:
            self._add(place, "ms", ms, "is no time", f"milliseconds from 0 to {LONGEST}, or failed: true instead")
            return None
        return float(ms)

    def _add(self, place: int, key: str, value: Any, message: str, allowed: str) -> None:
        self.count += 1
        if len(self.faults) < MOST_FAULTS:
            where = f"items[{place}].{key}" if key else f"items[{place}]"
            self.faults.append(BatchFault(where[:80], f"{_short(value)} {message}", allowed))


def _short(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value)[:60]

# SPDX-License-Identifier: EUPL-1.2
"""When an outage opens and closes by itself: n failures in a row at m places, k good ones in a row at as many.

Samples may come late, twice and in any order: each time all of the recent ones are gone through anew, in order of their moment.
Time without samples is unknown: it fails nowhere, and ends every row of failures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Rule:
    """How many it takes. `patience`: a longer silence between two samples of a place breaks a row."""

    failures: int
    places: int
    goods: int
    patience: timedelta


@dataclass(frozen=True, slots=True, order=True)
class Heard:
    """A sample, as far as it matters here."""

    at: datetime
    place: int
    ok: bool


@dataclass(frozen=True)
class Stretch:
    """Half-open time in which failures say nothing: maintenance, or an outage that is known already. No end: still."""

    begin: datetime
    end: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether a moment lies within."""
        return self.begin <= at and (self.end is None or at < self.end)


@dataclass(frozen=True)
class Opened:
    """Something does not work since `at`: the first failing sample of the place that made it enough places."""

    at: datetime


@dataclass(frozen=True)
class Closed:
    """It works again since `at`: the first good sample of the place that made it enough places."""

    at: datetime


@dataclass
class _Row:
    """The samples at the end of one place that say the same."""

    last: datetime
    ok: bool
    first: datetime
    count: int


def decide(
    samples: Iterable[Heard], rule: Rule, *, running: datetime | None = None, quiet: Sequence[Stretch] = ()
) -> list[Opened | Closed]:
    """What happened, in order. `running`: since when an outage of this probe runs; samples before it are known history."""
    rows: dict[int, _Row] = {}
    found: list[Opened | Closed] = []
    for heard in sorted(set(samples)):
        if (running is not None and heard.at < running) or (not heard.ok and any(s.holds(heard.at) for s in quiet)):
            rows.pop(heard.place, None)
            continue
        _add(rows, heard, rule)
        if running is None and (began := _began(rows, rule, heard.at)) is not None:
            running = began
            found.append(Opened(began))
        elif running is not None and (ended := _ended(rows, rule, heard.at)) is not None:
            running = None
            found.append(Closed(max(ended, found[-1].at) if found else ended))
    return found


def _add(rows: dict[int, _Row], heard: Heard, rule: Rule) -> None:
    row = rows.get(heard.place)
    if row is not None and row.last == heard.at:
        return
    if row is not None and row.ok == heard.ok and heard.at - row.last <= rule.patience:
        row.last, row.count = heard.at, row.count + 1
    else:
        rows[heard.place] = _Row(heard.at, heard.ok, heard.at, 1)


def _live(rows: dict[int, _Row], rule: Rule, at: datetime) -> list[_Row]:
    return [row for row in rows.values() if at - row.last <= rule.patience]


def _began(rows: dict[int, _Row], rule: Rule, at: datetime) -> datetime | None:
    failing = sorted(row.first for row in _live(rows, rule, at) if not row.ok and row.count >= rule.failures)
    return failing[rule.places - 1] if len(failing) >= rule.places else None


def _ended(rows: dict[int, _Row], rule: Rule, at: datetime) -> datetime | None:
    """Enough places are good, and of those that are heard too few are left to be an outage."""
    live = _live(rows, rule, at)
    good = sorted(row.first for row in live if row.ok and row.count >= rule.goods)
    if len(good) < rule.places or len(live) - len(good) >= rule.places:
        return None
    return max(good[rule.places - 1], good[len(live) - rule.places] if len(live) >= rule.places else good[0])

# SPDX-License-Identifier: EUPL-1.2
"""When each probe has its turn: spread over its interval, and the same after every restart. Pure; seconds since 1970."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from heapq import heappop, heappush
from typing import Generic, Protocol, TypeVar


class Turned(Protocol):
    """What takes turns."""

    @property
    def code(self) -> str: ...
    @property
    def every(self) -> int: ...


Q = TypeVar("Q", bound=Turned)


def phase(code: str, place: str, every: int) -> float:
    """How long after the begin of its interval a probe is asked from a place."""
    digest = blake2b(f"{place}/{code}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64 * every


def next_turn(after: float, every: int, begin: float) -> float:
    """The first turn later than a moment."""
    turn = (math.floor((after - begin) / every) + 1) * every + begin
    return turn if turn > after else turn + every


class Turns(Generic[Q]):
    """Who is next. A turn that was missed is not made up for: that would be the answer of another moment."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._all: dict[int, Q] = {}
        self._line: list[tuple[float, int, int]] = []  # moment, which entry, key of the question
        self._entry: dict[int, int] = {}  # of each question, the one that counts
        self._entries = 0

    def __len__(self) -> int:
        return len(self._all)

    def change(self, questions: Mapping[int, Q], now: float) -> None:
        """Take these from now on; what did not change keeps its turn."""
        before, self._all = self._all, dict(questions)
        for key, question in questions.items():
            if before.get(key) != question:
                self._push(key, now)

    def begin_anew(self, now: float) -> None:
        """Reckon every turn from now: the clock jumped."""
        self._line.clear()
        for key in self._all:
            self._push(key, now)

    def due(self, now: float) -> Iterator[tuple[float, Q]]:
        """Those whose turn has come, each with its moment; a turn that is half an interval old is left out."""
        while self._line and self._line[0][0] <= now:
            moment, entry, key = heappop(self._line)
            if self._entry[key] != entry or key not in self._all:
                continue  # changed or gone since
            self._push(key, now)
            if now - moment < self._all[key].every / 2:
                yield moment, self._all[key]

    def wait(self, now: float, most: float) -> float:
        """Seconds until the next turn, at most so many."""
        return max(0.0, min(most, self._line[0][0] - now)) if self._line else most

    def _push(self, key: int, now: float) -> None:
        self._entries += 1
        self._entry[key] = self._entries
        question = self._all[key]
        moment = next_turn(now, question.every, phase(question.code, self._place, question.every))
        heappush(self._line, (moment, self._entries, key))

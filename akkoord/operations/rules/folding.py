# SPDX-License-Identifier: EUPL-1.2
"""A day of samples in five minutes and as a whole. Days are those of UTC: each has 288 slots, also where a clock changes.

A fold does not depend on the order of its samples. Times are milliseconds of good samples that were timed; counts are exact, the
total of a slot is rounded to a whole millisecond, that of a day is not.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import fsum
from typing import NamedTuple

from .histograms import Histogram, NotPacked, counted
from .responses import HOUR, Response

RAW_KEPT = timedelta(days=90)
SLOTS_KEPT = timedelta(days=400)
DAYS_KEPT = timedelta(days=5 * 365 + 2)  # at most two of five years are leap years
SLOT = timedelta(minutes=5)
SECONDS = 300
SLOTS = 288
COLUMNS = 4
_FORMAT = 1  # first byte of what is packed
_KINDS = {width: struct.Struct(f"<{SLOTS}{width.decode()}") for width in (b"B", b"H", b"Q")}  # of the numbers of a column

Moment = tuple[datetime, bool, float | None]
"""Of one sample: when, whether it was good, and how many milliseconds it took."""


class Slot(NamedTuple):
    """Five minutes: samples, good ones, timed good ones, and the milliseconds of these together."""

    count: int = 0  # type: ignore[assignment]  # hides the tuple's own method, which nobody needs
    good: int = 0
    timed: int = 0
    total: int = 0


NOTHING = Slot()


@dataclass(frozen=True)
class Fold:
    """A day of samples."""

    count: int
    good: int
    total: float
    histogram: Histogram
    slots: tuple[Slot, ...]


def midnight(day: date) -> datetime:
    """When a day of UTC begins."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def fold(day: date, samples: Iterable[Moment]) -> Fold:
    """The samples of a day (UTC). Raises IndexError for one after it."""
    begin = midnight(day)
    by_slot: list[list[tuple[bool, float | None]]] = [[] for _ in range(SLOTS)]
    for at, ok, ms in samples:
        by_slot[int((at - begin).total_seconds()) // SECONDS].append((ok, ms))
    slots, times = [], []
    for answers in by_slot:
        own = [ms for ok, ms in answers if ok and ms is not None]
        times += own
        slots.append(Slot(len(answers), sum(ok for ok, _ in answers), len(own), round(fsum(own))) if answers else NOTHING)
    return Fold(sum(s.count for s in slots), sum(s.good for s in slots), fsum(times), counted(times), tuple(slots))


def hours(samples: Iterable[Moment]) -> list[Response]:
    """The same samples as loads, by the hours in which there are any."""
    by_hour: dict[datetime, list[tuple[bool, float | None]]] = {}
    for at, ok, ms in samples:
        by_hour.setdefault(at.replace(minute=0, second=0, microsecond=0), []).append((ok, ms))
    return [_loads(hour, by_hour[hour]) for hour in sorted(by_hour)]


def _loads(hour: datetime, answers: Sequence[tuple[bool, float | None]]) -> Response:
    times = [ms for ok, ms in answers if ok and ms is not None]
    failed = sum(not ok for ok, _ in answers)
    return Response(hour, hour + HOUR, len(times), failed, fsum(times), counted(times))


def packed(slots: Sequence[Slot]) -> bytes:
    """The slots of a day in some hundreds of bytes: by column, and what is usually the same is usually nought."""
    columns = (
        [s.count for s in slots],
        [s.count - s.good for s in slots],
        [s.good - s.timed for s in slots],
        [s.total for s in slots],
    )
    return bytes([_FORMAT]) + zlib.compress(b"".join(map(_column, columns)), 6)


def unpacked(data: bytes) -> tuple[Slot, ...]:
    """The slots again. Raises NotPacked."""
    if data[:1] != bytes([_FORMAT]):
        raise NotPacked("these bytes do not begin as slots do")
    try:
        raw, at, columns = zlib.decompress(data[1:]), 0, []
        for _ in range(COLUMNS):
            kind = _KINDS[raw[at : at + 1]]
            columns.append(kind.unpack_from(raw, at + 1))
            at += 1 + kind.size
    except (zlib.error, KeyError, struct.error) as error:
        raise NotPacked(f"these bytes are not those of a day: {error}") from None
    return tuple(
        Slot(count, count - bad, count - bad - untimed, total) if count else NOTHING
        for count, bad, untimed, total in zip(*columns, strict=True)
    )


def _column(numbers: Sequence[int]) -> bytes:
    most = max(numbers)
    width = b"B" if most < 2**8 else b"H" if most < 2**16 else b"Q"
    return width + _KINDS[width].pack(*numbers)

# SPDX-License-Identifier: EUPL-1.2
"""Times in buckets whose bounds grow by a fixed share. Adding two histograms loses nothing; a percentile of it is never further
than `RELATIVE_ERROR` from that of the times themselves. sla:2.3.2
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from math import ceil, log

RELATIVE_ERROR = 0.02
LEAST = 0.1  # milliseconds; what is shorter counts as this
GROWTH = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR)
_LOG = log(GROWTH)
_FORMAT = 1  # first byte of what is packed


class NotPacked(ValueError):
    """Bytes that are no packed histogram."""


def bucket_of(ms: float) -> int:
    """The bucket of a time in milliseconds: 0 up to `LEAST`, n up to LEAST * GROWTH ** n."""
    return 0 if ms <= LEAST else ceil(log(ms / LEAST) / _LOG)


def bounds_of(bucket: int) -> tuple[float, float]:
    """Between which milliseconds the times of a bucket lie, the upper one included."""
    upper = LEAST * GROWTH**bucket
    return (0.0 if bucket == 0 else upper / GROWTH), upper


def value_of(bucket: int) -> float:
    """The milliseconds that stand for a bucket: off by at most `RELATIVE_ERROR` from any time in it."""
    return LEAST if bucket == 0 else bounds_of(bucket)[1] * (1 - RELATIVE_ERROR)


@dataclass(frozen=True)
class Histogram:
    """How many times fell into which bucket."""

    counts: Mapping[int, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many times there are."""
        return sum(self.counts.values())

    def percentile_bucket(self, share: float) -> int | None:
        """The bucket with the smallest time that at least `share` percent do not exceed; None without times.

        Raises ValueError for a share that is no percentage.
        """
        if not 0 <= share <= 100:
            raise ValueError(f"{share} is no percentage; allowed: 0 to 100")
        rank, passed = max(1, ceil(share * self.count / 100)), 0
        for bucket in sorted(self.counts):
            passed += self.counts[bucket]
            if passed >= rank:
                return bucket
        return None

    def percentile(self, share: float) -> float | None:
        """That time in milliseconds, off by at most `RELATIVE_ERROR`; None without times."""
        bucket = self.percentile_bucket(share)
        return None if bucket is None else value_of(bucket)

    def within(self, ms: float) -> tuple[float, float] | None:
        """At least and at most which share of 1 took no longer than `ms`; None without times."""
        count, own = self.count, bucket_of(ms)
        if not count:
            return None
        surely = sum(n for bucket, n in self.counts.items() if bucket < own)
        perhaps = self.counts.get(own, 0)
        return surely / count, (surely + perhaps) / count

    def packed(self) -> bytes:
        """As few bytes as it takes: how far to the next bucket, how many in it, seven bits a byte."""
        out = bytearray([_FORMAT])
        for before, bucket in pairwise((0, *sorted(b for b, n in self.counts.items() if n))):
            _put(out, bucket - before)
            _put(out, self.counts[bucket])
        return bytes(out)


def counted(times: Iterable[float]) -> Histogram:
    """The histogram of times in milliseconds."""
    counts: dict[int, int] = {}
    for ms in times:
        bucket = 0 if ms <= LEAST else ceil(log(ms / LEAST) / _LOG)  # as `bucket_of`, without a call for each
        counts[bucket] = counts.get(bucket, 0) + 1
    return Histogram(counts)


def merged(histograms: Iterable[Histogram]) -> Histogram:
    """All together, as if their times had been counted in one."""
    counts: dict[int, int] = {}
    get = counts.get
    for histogram in histograms:
        for bucket, n in histogram.counts.items():
            counts[bucket] = get(bucket, 0) + n
    return Histogram(counts)


def unpacked(packed: bytes) -> Histogram:
    """The histogram again. Raises NotPacked."""
    if packed[:1] != bytes([_FORMAT]):
        raise NotPacked("these bytes do not begin as a histogram does")
    numbers: Sequence[int] = packed[1:] if packed.isascii() else _numbers(packed[1:])  # mostly each byte is a number
    if len(numbers) % 2:
        raise NotPacked("these bytes end within a bucket")
    return Histogram(dict(zip(accumulate(numbers[::2]), numbers[1::2], strict=True)))


def _numbers(packed: bytes) -> list[int]:
    numbers, number, shift = [], 0, 0
    for byte in packed:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(number)
            number = shift = 0
    if shift:
        raise NotPacked("these bytes end within a number")
    return numbers


def _put(out: bytearray, number: int) -> None:
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)

# SPDX-License-Identifier: EUPL-1.2
"""How long windows took to load, as a plain value. sla:2.3.2"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import fsum

from .histograms import RELATIVE_ERROR, Histogram, bounds_of, merged

HOUR = timedelta(hours=1)


class Source(StrEnum):
    """Who loaded the window."""

    PROBES = "probes"  # ours, again and again
    PEOPLE = "people"  # real page loads, sent by the application


@dataclass(frozen=True)
class Response:
    """Loads of a window from `begin` to `end` (half-open; what was truly read: whole hours, or whole days of long ago).

    Times are milliseconds. Loads that failed have no time: they are in `failed` and in nothing else.
    """

    begin: datetime
    end: datetime
    count: int = 0
    failed: int = 0
    total: float = 0.0
    histogram: Histogram = field(default_factory=Histogram)
    error: float = RELATIVE_ERROR  # of percentiles, as a share of the value; the mean is exact

    @property
    def mean(self) -> float | None:
        """The average time; None without loads."""
        return self.total / self.count if self.count else None

    def percentile(self, share: float) -> float | None:
        """The time that `share` percent of the loads do not exceed, off by at most `error`; None without loads."""
        return self.histogram.percentile(share)

    def percentile_bounds(self, share: float) -> tuple[float, float] | None:
        """Between which times the exact percentile lies; None without loads."""
        bucket = self.histogram.percentile_bucket(share)
        return None if bucket is None else bounds_of(bucket)

    def within(self, ms: float) -> tuple[float, float] | None:
        """At least and at most which share of 1 of the loads took no longer than `ms`; None without loads."""
        return self.histogram.within(ms)


def together(parts: Iterable[Response], begin: datetime, end: datetime) -> Response:
    """All loads of some stretches as those of one, as if they had been counted together."""
    kept = list(parts)
    return Response(
        begin,
        end,
        count=sum(part.count for part in kept),
        failed=sum(part.failed for part in kept),
        total=fsum(part.total for part in kept),
        histogram=merged(part.histogram for part in kept),
    )


def hour_of(moment: datetime) -> datetime:
    """When the hour of UTC began in which a moment lies."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def hours_between(begin: datetime, end: datetime) -> tuple[datetime, datetime]:
    """The whole hours in which a stretch lies."""
    last = hour_of(end)
    return hour_of(begin), last if last == end else last + HOUR

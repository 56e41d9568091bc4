# SPDX-License-Identifier: EUPL-1.2
"""A measurement before it is a row, and what the time between measurements means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Measured:
    """One answer to one probe from one place; milliseconds where something was timed."""

    probe: int
    place: int
    at: datetime
    ok: bool
    ms: float | None = None
    dns: int | None = None
    connect: int | None = None
    tls: int | None = None
    first_byte: int | None = None
    status: int | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """The certificate that a probe met."""

    probe: int
    tls_version: str
    names: tuple[str, ...]
    expires_at: datetime
    seen_at: datetime


def patience(every: int, timeout: int) -> timedelta:
    """How long after a sample the next one may come (seconds); longer is time unknown."""
    return timedelta(seconds=2 * every + timeout)


def gaps(moments: Iterable[datetime], allowed: timedelta) -> list[tuple[datetime, datetime]]:
    """The stretches between neighbours of sorted moments that are longer than allowed: from the sample before to the one after."""
    return [(a, b) for a, b in pairwise(moments) if b - a > allowed]

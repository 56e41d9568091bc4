# SPDX-License-Identifier: EUPL-1.2
"""What everybody asks for at once is counted once and kept for some seconds: a rush on the pages is no rush on the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.core.cache import caches

KEPT_FOR = 30  # seconds
Value = TypeVar("Value")


def kept(key: str, at: datetime, count: Callable[[], Value]) -> Value:
    """What `count` says, or what it said at most `KEPT_FOR` seconds before `at` in this process."""
    name = f"availability:{key}"
    known: tuple[datetime, Value] | None = caches["process"].get(name)
    if known is None or not 0 <= (at - known[0]).total_seconds() < KEPT_FOR:
        known = at, count()
        caches["process"].set(name, known, KEPT_FOR)
    return known[1]

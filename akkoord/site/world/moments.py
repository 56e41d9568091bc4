# SPDX-License-Identifier: EUPL-1.2
"""Moments as a test or a story writes them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def amsterdam(text: str) -> datetime:
    """`Thu 2026-11-19 16:30` as a moment. Raises ValueError when that date is another weekday."""
    weekday, rest = text.split(" ", 1)
    moment = datetime.fromisoformat(rest).replace(tzinfo=AMSTERDAM)
    if _DAYS[moment.weekday()] != weekday:
        raise ValueError(f"{rest} is a {_DAYS[moment.weekday()]}, not a {weekday}")
    return moment

# SPDX-License-Identifier: EUPL-1.2
"""How fast the named windows were for people in the last year, as the application itself would have told; slow in one month."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from akkoord.operations.actions.loads import add_loads
from akkoord.operations.rules.histograms import counted
from akkoord.operations.rules.responses import HOUR, Response, hour_of

from .measuring import ASKED

DAYS = 350
SAMPLED = (1, 3)  # on Tuesdays and Thursdays the application tells of one hour
LOADS = 80  # a window
SLOW_MONTH, SLOWER = 6, 2.4  # the month so many before this one, in which the payslip took longer


def write_loads(now: datetime, seed: int = 3) -> None:
    """An hour of each day on which the application tells."""
    chance = random.Random(seed)
    usual = {str(asked.more["window"]): asked.usual for asked in ASKED if "window" in asked.more}
    slow = (now.month - 1 - SLOW_MONTH) % 12 + 1
    loads: dict[tuple[str, datetime], Response] = {}
    for ago in range(1, DAYS):
        hour = hour_of((now - timedelta(days=ago)).replace(hour=9))
        if hour.weekday() not in SAMPLED:
            continue
        for window, ms in usual.items():
            factor = SLOWER if hour.month == slow and window == "first_window" else 1.1
            times = [ms * factor * chance.lognormvariate(0, 0.4) for _ in range(LOADS)]
            loads[window, hour] = Response(hour, hour + HOUR, len(times), 0, sum(times), counted(times))
    add_loads(loads=loads, by=None, at=now)

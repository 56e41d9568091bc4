# SPDX-License-Identifier: EUPL-1.2
"""The clock of a month below its bound, and which months to look at. Pure. sla:2.3.1"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .months import month_before

SUBJECT, CLOCK = "availability_month", "improvement_plan"
"""What the agreement calls the subject and the clock of its promise: `deadline: {on: ..., clock: ...}`."""
CLOCKS = frozenset({(SUBJECT, CLOCK)})
"""The clocks that operations run on what is no case."""
ABOVE_BOUND = "above_bound"
"""Why a clock ended that a correction made needless."""


def ended_months(today: date, most: int) -> Iterator[date]:
    """The first days of the months that ended before `today`'s, the last one first."""
    month = today.replace(day=1)
    for _ in range(most):
        month = month_before(month)
        yield month

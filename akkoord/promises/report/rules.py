# SPDX-License-Identifier: EUPL-1.2
"""When reports are made, as plain decisions. sla:2.6.2"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

LOOK_BACK = 12
"""How many ended months can be asked for."""


def first_working_day(month: date, is_working_day: Callable[[date], bool]) -> date:
    """The first day of the month on which the desk works; its last day where it works on none."""
    day = month.replace(day=1)
    while not is_working_day(day) and (day + timedelta(days=1)).month == month.month:
        day += timedelta(days=1)
    return day


def may_be_asked(month: date, today: date) -> bool:
    """Whether a month has ended and lies in the last twelve that did."""
    this = today.replace(day=1)
    apart = (this.year - month.year) * 12 + this.month - month.month
    return month.day == 1 and 1 <= apart <= LOOK_BACK

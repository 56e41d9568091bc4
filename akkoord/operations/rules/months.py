# SPDX-License-Identifier: EUPL-1.2
"""How a month's availability stands against its bound. Pure. sla:2.3.1"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from akkoord.timing.moments import DAY, day_number
from akkoord.timing.zones import local_time

from .availability import Share


class Stand(StrEnum):
    """How a month stands. `OPEN`: what was not measured decides, and nobody knows it."""

    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"
    RUNNING = "running"  # the month is not over, and there is room
    AT_RISK = "at_risk"  # the month is not over, and most of its room is gone
    NOT_MEASURABLE = "not_measurable"


class Why(StrEnum):
    """Why a month is not measurable."""

    NOT_BEGUN = "not_begun"
    NO_PROMISE = "no_promise"  # the agreement of that month promises nothing about this figure
    NO_COMPONENTS = "no_components"  # nothing that the figure is about was in use
    ALL_LEFT_OUT = "all_left_out"


def next_month(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


def month_before(first: date) -> date:
    """The first day of the month before."""
    return (first - timedelta(days=1)).replace(day=1)


def month_bounds(first: date, zone: str) -> tuple[int, int]:
    """The first second of a month and of the one after it, by the wall clock of the zone: a month has its real length."""
    clock = local_time(zone)
    return clock.moment(day_number(first) * DAY), clock.moment(day_number(next_month(first)) * DAY)


def stand_of(share: Share, bound: Fraction) -> Stand:
    """The verdict on a month that is over: only where the worst and the best case agree."""
    if share.worst is None or share.best is None:
        return Stand.NOT_MEASURABLE
    if share.worst >= bound:
        return Stand.KEPT
    return Stand.BROKEN if share.best < bound else Stand.OPEN


def stand_so_far(whole: Share, bound: Fraction, at_risk_share: Fraction) -> Stand:
    """How a month stands that is not over; `whole` is its share if all of the rest is up.

    Broken when even that is too little; at risk when this share of its room is gone, or perhaps gone.
    """
    if whole.worst is None or whole.best is None:
        return Stand.NOT_MEASURABLE
    if whole.best < bound:
        return Stand.BROKEN
    return Stand.AT_RISK if 1 - whole.worst > (1 - bound) * at_risk_share else Stand.RUNNING


def room_left(length: int, share: Share, bound: Fraction) -> int:
    """The seconds of downtime that a period of this length still has room for in the worst case; 0 when there is none."""
    if share.worst is None:
        return 0
    return max(0, int((share.worst - bound) * length))

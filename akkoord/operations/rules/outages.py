# SPDX-License-Identifier: EUPL-1.2
"""What may be said of an outage, and what one person may change of it alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from .words import Impact, OutageState

AT_WORK = (OutageState.INVESTIGATING, OutageState.IDENTIFIED, OutageState.MONITORING)
_WEIGHT = {Impact.SLOW: 1, Impact.PARTLY: 2, Impact.DOWN: 3}


def may_say(state: OutageState, *, is_running: bool) -> bool:
    """Whether an update may bring this state: work while it runs, the post-mortem afterwards; only closing resolves."""
    return state in AT_WORK if is_running else state == OutageState.POSTMORTEM


def is_lessened(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether an instance is left out or struck less hard than was established (by its code)."""
    return any(code not in after or _WEIGHT[Impact(after[code])] < _WEIGHT[Impact(impact)] for code, impact in before.items())


def are_bounds(began_at: datetime, ended_at: datetime | None, at: datetime) -> bool:
    """Whether an outage can have lasted so, as known at `at`: nothing in the future, no end before the begin."""
    return began_at <= at if ended_at is None else began_at <= ended_at <= at

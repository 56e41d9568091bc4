# SPDX-License-Identifier: EUPL-1.2
"""What a maintenance claims of an instance's time: what was announced, and what was done before or after that. sla:2.3.1

Pure; seconds since 1970. Work outside what was announced counts as outage, whatever its kind.
"""

from __future__ import annotations

from dataclasses import dataclass

from .availability import Claim
from .formula import Cause
from .words import MaintenanceKind


@dataclass(frozen=True, slots=True)
class Work:
    """A maintenance under the plan in force. Where nobody wrote down when it began, it was done as planned."""

    source: str  # its typed key
    kind: str
    is_security: bool
    planned_from: int
    planned_until: int
    begun: int | None
    ended: int | None
    is_proved: bool  # the announcement and the window of the plan in force


def cause_of(work: Work) -> Cause:
    """What the announced part of it is."""
    match MaintenanceKind(work.kind):
        case MaintenanceKind.PLANNED:
            return Cause.PLANNED if work.is_proved else Cause.PLANNED_UNPROVED
        case MaintenanceKind.EMERGENCY:
            return Cause.EMERGENCY if work.is_security else Cause.EMERGENCY_OTHER
        case MaintenanceKind.VERSION:
            return Cause.VERSION
        case MaintenanceKind.PATCH:
            return Cause.PATCH if work.is_proved else Cause.PATCH_UNPROVED


def claims_of(work: Work, at: int) -> list[Claim]:
    """Its claims as far as it went on at `at`: before the plan, within it, after it."""
    if work.begun is None:
        begin, end = work.planned_from, min(work.planned_until, at)
    else:
        begin, end = work.begun, at if work.ended is None else min(work.ended, at)
    parts = (
        (begin, min(end, work.planned_from), Cause.OVERRUN),
        (max(begin, work.planned_from), min(end, work.planned_until), cause_of(work)),
        (max(begin, work.planned_until), end, Cause.OVERRUN),
    )
    return [Claim(a, b, cause, work.source) for a, b, cause in parts if a < b]

# SPDX-License-Identifier: EUPL-1.2
"""The code of conduct: who has still to accept it, and what needs an agreement. partner:gedragscode"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from akkoord.clocks.rules import Verdict
from akkoord.timing.dates import date_later
from akkoord.timing.durations import Duration


class PermissionKind(StrEnum):
    """What a partner does only by agreement."""

    APPROACH = "approach"  # approach existing customers unasked
    DEMONSTRATION = "demonstration"
    DOMAIN = "domain"
    CAMPAIGN = "campaign"
    COMMUNICATION = "communication"  # logo, and other words about the vendor


@dataclass(frozen=True)
class AcceptanceStand:
    """Who has not accepted yet, and by when they must have."""

    verdict: Verdict
    missing: frozenset[int] = frozenset()
    due_on: date | None = None


def acceptance_stand(
    people: Iterable[tuple[int, date]], accepted: Iterable[int], *, effective_on: date, within: Duration, today: date
) -> AcceptanceStand:
    """Whether everybody accepted the version in force. `people` are (person id, since when of this partner).

    Each has `within` from the day that the version took effect or they came, whichever is later; meanwhile it is at risk.
    """
    done = frozenset(accepted)
    waiting = {person: date_later(max(since, effective_on), within) for person, since in people if person not in done}
    if not waiting:
        return AcceptanceStand(Verdict.KEPT)
    first = min(waiting.values())
    return AcceptanceStand(Verdict.BROKEN if today > first else Verdict.AT_RISK, frozenset(waiting), first)

# SPDX-License-Identifier: EUPL-1.2
"""What kinds of gathering there are, and how a partner stands with them. partner:dienstverlenend, partner:expert"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from akkoord.clocks.rules import Verdict


class GatheringKind(StrEnum):
    """What partners come to."""

    KICK_OFF = "kick_off"
    PARTNER_EVENT = "partner_event"
    EXPERT_DAY = "expert_day"
    PROGRESS_MEETING = "progress_meeting"


@dataclass(frozen=True)
class Held:
    """One gathering of a kind: when, whether attendance was written down, and who was there or presented (expert ids)."""

    on: date
    is_written_down: bool
    came: frozenset[int] = frozenset()
    presented: frozenset[int] = frozenset()


@dataclass(frozen=True)
class GatheringStand:
    """How it stands: which experts were absent, when the next one is."""

    verdict: Verdict
    absent: frozenset[int] = frozenset()
    last_on: date | None = None
    next_on: date | None = None


def attendance_stand(held: Iterable[Held], *, wanted: Iterable[int], since: date, today: date) -> GatheringStand:
    """Whether every expert of `wanted` was at one of the gatherings since that day.

    Without a gathering written down since then there is nothing to judge: it runs while one is to come, else it cannot be
    measured, for the vendor holds it.
    """
    past, coming = _of_period(held, since, today)
    absent = frozenset(wanted) - frozenset().union(*(g.came for g in past)) if past else frozenset()
    return _stand(past, coming, absent, today)


def presenting_stand(held: Iterable[Held], *, wanted: Iterable[int], since: date, today: date) -> GatheringStand:
    """Whether at least one of `wanted` presented at one of the gatherings since that day."""
    past, coming = _of_period(held, since, today)
    own = frozenset(wanted)
    nobody = bool(past) and not any(g.presented & own for g in past)
    return _stand(past, coming, own if nobody else frozenset(), today)


def meeting_stand(held: Iterable[Held], *, since: date, until: date, today: date) -> GatheringStand:
    """Whether a meeting was held in the period; both sides have until its end."""
    past, coming = _of_period(held, since, today)
    if past:
        return GatheringStand(Verdict.KEPT, last_on=past[-1].on, next_on=coming)
    if today >= until:
        return GatheringStand(Verdict.BROKEN)
    return GatheringStand(Verdict.RUNNING, next_on=coming)


def _of_period(held: Iterable[Held], since: date, today: date) -> tuple[list[Held], date | None]:
    every = sorted(held, key=lambda g: g.on)
    past = [g for g in every if since <= g.on <= today and g.is_written_down]
    return past, next((g.on for g in every if g.on >= today and not g.is_written_down), None)


def _stand(past: list[Held], coming: date | None, absent: frozenset[int], today: date) -> GatheringStand:
    if not past:
        return GatheringStand(Verdict.RUNNING if coming else Verdict.NOT_MEASURABLE, next_on=coming)
    verdict = Verdict.KEPT
    if absent:
        verdict = Verdict.AT_RISK if coming and coming.year == today.year else Verdict.BROKEN
    return GatheringStand(verdict, absent, past[-1].on, coming)

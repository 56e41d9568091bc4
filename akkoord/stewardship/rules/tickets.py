# SPDX-License-Identifier: EUPL-1.2
"""Phases of a ticket, who decides on it, and where it goes when it is passed on: over plain values. beheer:3, beheer:4"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .roles import StewardRole


class Phase(StrEnum):
    """The four phases, with the decision between the second and the third, and the end."""

    REQUEST = "request"
    INVESTIGATION = "investigation"
    DECISION = "decision"
    EXECUTION = "execution"
    OPTIMISATION = "optimisation"
    CLOSED = "closed"


class State(StrEnum):
    """Where a ticket stands."""

    ASKED = "asked"
    INVESTIGATED = "investigated"
    WAITING = "waiting_for_asker"
    DECIDED = "up_for_decision"
    EXECUTED = "executed"
    PASSED_ON = "passed_on"
    RETURNED = "returned"
    OPTIMISED = "optimised"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


PHASE_OF: dict[str, Phase] = {
    State.ASKED: Phase.REQUEST,
    State.INVESTIGATED: Phase.INVESTIGATION,
    State.WAITING: Phase.INVESTIGATION,
    State.DECIDED: Phase.DECISION,
    State.EXECUTED: Phase.EXECUTION,
    State.PASSED_ON: Phase.EXECUTION,
    State.RETURNED: Phase.EXECUTION,
    State.OPTIMISED: Phase.OPTIMISATION,
    State.CLOSED: Phase.CLOSED,
    State.DECLINED: Phase.CLOSED,
    State.WITHDRAWN: Phase.CLOSED,
}


class Level(StrEnum):
    """How much: of impact, value, risk."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class Sort(StrEnum):
    """What a task is for. Every ticket has a test and a word to who work with it."""

    WORK = "work"
    TEST = "test"
    COMMUNICATION = "communication"


class Worked(StrEnum):
    """Looking back: did it work?"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


def who_decides(effort_hours: int | None, threshold_hours: int | None, *, has_owner: bool, has_management: bool) -> StewardRole:
    """Whose decision a change is: management's above the threshold, else the process owner's, else the administrator's."""
    is_large = effort_hours is not None and threshold_hours is not None and effort_hours > threshold_hours
    if is_large and has_management:
        return StewardRole.MANAGEMENT
    return StewardRole.KEY_USER if has_owner else StewardRole.FUNCTIONAL_ADMINISTRATOR


class Target(StrEnum):
    """Where a ticket can go on outside the organisation."""

    INCIDENT = "incident"
    SERVICE_MANAGEMENT = "service_management"
    CONSULTANCY = "consultancy"
    INTEGRATOR = "integrator"


NOT_HERE_YET = frozenset({Target.SERVICE_MANAGEMENT, Target.CONSULTANCY})


@dataclass(frozen=True)
class Answers:
    """What the guide asks: does it do what the manual says, is another program involved, is it much work?"""

    does_as_manual: bool
    other_program: bool
    is_large: bool


def advised(answers: Answers) -> Target:
    """Where it belongs. A fault goes to the desk; set-up never does: small, large, or between two programs."""
    if not answers.does_as_manual:
        return Target.INCIDENT
    if answers.other_program:
        return Target.INTEGRATOR
    return Target.CONSULTANCY if answers.is_large else Target.SERVICE_MANAGEMENT


def may_go_to(target: Target, answers: Answers) -> bool:
    """Whether the answers allow it: a set-up question is no fault, whatever somebody chooses."""
    return target != Target.INCIDENT or not answers.does_as_manual


def is_review_due(since: datetime, weeks: int, at: datetime) -> bool:
    """Whether it is time to look back on what was accepted at `since`."""
    return at >= since + timedelta(weeks=weeks)


def middle(days: Iterable[float]) -> float | None:
    """The median; None of nothing."""
    ordered = sorted(days)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2

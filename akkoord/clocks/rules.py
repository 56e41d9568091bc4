# SPDX-License-Identifier: EUPL-1.2
"""What a clock's rows mean: verdicts and new deadlines, as plain values. spec: timing, "The clock"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """How a promise stands."""

    RUNNING = "running"
    AT_RISK = "risk"
    KEPT = "kept"
    BROKEN = "broken"
    WAIVED = "waived"
    NOT_MEASURABLE = "none"


class Why(StrEnum):
    """Why a deadline was set."""

    STARTED = "started"
    CLASSIFIED = "classified"
    RAISED = "raised"
    LOWERED = "lowered"
    RESUMED = "resumed"
    PAUSED = "paused"
    HOURS_CHANGED = "hours_changed"
    MERGED = "merged"


@dataclass(frozen=True)
class Target:
    """A deadline and the moment from which it is at risk."""

    due_at: datetime
    at_risk_at: datetime


def judge(*, due_at: datetime, at_risk_at: datetime, stopped_at: datetime | None, waived: bool, at: datetime) -> Verdict:
    """The verdict at `at`: kept at or before the deadline, broken from the first moment after it. Source: sla:2.2.3."""
    if waived:
        return Verdict.WAIVED
    if stopped_at is not None and stopped_at <= at:
        return Verdict.KEPT if stopped_at <= due_at else Verdict.BROKEN
    if at > due_at:
        return Verdict.BROKEN
    return Verdict.AT_RISK if at >= at_risk_at else Verdict.RUNNING


def earlier(old: Target, new: Target) -> Target:
    """The one that is due first: a raise never gives more time than stood before."""
    return new if new.due_at < old.due_at else old

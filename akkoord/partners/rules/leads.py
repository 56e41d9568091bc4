# SPDX-License-Identifier: EUPL-1.2
"""Leads, and the status of an assignment that is told again and again. partner:gedragscode"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from akkoord.clocks.rules import Verdict
from akkoord.timing.dates import date_later
from akkoord.timing.durations import Duration

LATE = -1


class LeadState(StrEnum):
    """Where a lead is."""

    REGISTERED = "registered"
    AGREED = "agreed"
    REFUSED = "refused"
    WON = "won"
    LOST = "lost"


class Progress(StrEnum):
    """How an assignment goes."""

    ON_TRACK = "on_track"
    HINDERED = "hindered"
    STOPPED = "stopped"


@dataclass(frozen=True)
class FeedbackStand:
    """When the next status is due, and each stretch without one that was too long: (due, told or None)."""

    verdict: Verdict
    due_on: date | None = None
    late: tuple[tuple[date, date | None], ...] = ()


_LEGAL = {"bv", "nv", "vof", "cv", "ltd", "gmbh", "inc", "stichting", "cooperatie", "ua", "ba"}


def company_key(name: str) -> str:
    """One key for the ways in which one company is written: without accents, capitals, signs and legal form."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace(".", "")
    words = re.findall(r"[a-z0-9]+", plain)
    telling = [word for word in words if word not in _LEGAL]
    return " ".join(telling or words)


def feedback_stand(
    told: Iterable[date],
    *,
    starts_on: date,
    ends_on: date | None,
    every: Duration,
    warns_days: int,
    since: date,
    today: date,
) -> FeedbackStand:
    """Whether a status was told at least once in each stretch of `every`, from the start or the one before.

    What was due before `since` is not judged again. After the last day nothing is due any more.
    """
    last_day = min(today, ends_on) if ends_on is not None else today
    late: list[tuple[date, date | None]] = []
    due = date_later(starts_on, every)
    known = sorted(day for day in told if starts_on <= day <= today)
    for on in known:
        if due < on and since <= due <= last_day:
            late.append((due, on))
        due = date_later(on, every)
    is_over = ends_on is not None and due > ends_on
    if not is_over and due < today and due <= last_day:
        late.append((due, None))
    if late:
        return FeedbackStand(Verdict.BROKEN, None if is_over else due, tuple(late))
    if is_over:
        return FeedbackStand(Verdict.KEPT)
    at_risk = (due - today).days <= warns_days
    return FeedbackStand(Verdict.AT_RISK if at_risk else Verdict.KEPT if known else Verdict.RUNNING, due)


def status_reminder_due(due_on: date, days_before: Sequence[int], today: date) -> int | None:
    """Which reminder is due on `today`: the latest whose day came; LATE after the day itself; None while it is early."""
    left = (due_on - today).days
    if left < 0:
        return LATE
    return min((days for days in days_before if left <= days), default=None)

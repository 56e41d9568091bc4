# SPDX-License-Identifier: EUPL-1.2
"""How an expert stands with the exam, and when that is said. partner:dienstverlenend, partner:expert"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from akkoord.clocks.rules import Verdict
from akkoord.timing.dates import date_later
from akkoord.timing.durations import Duration


class Outcome(StrEnum):
    """What came of taking part."""

    PASSED = "passed"
    FAILED = "failed"
    ABSENT = "absent"


@dataclass(frozen=True)
class Taken:
    """One result; `valid_until` is the last day on which a pass counts."""

    outcome: Outcome
    on: date
    valid_until: date | None = None


@dataclass(frozen=True)
class ExamStand:
    """How one expert stands: the last day that counts, the newest result, and by when a first pass is due."""

    verdict: Verdict
    until: date | None = None
    newest: Taken | None = None
    first_due: date | None = None

    @property
    def due(self) -> date | None:
        """The day by which the next exam must be passed."""
        return self.until or self.first_due


def valid_until(taken_on: date, valid_for: Duration) -> date:
    """The last day on which a pass of that day counts: the day before the same date so much later."""
    return date_later(taken_on, valid_for) - timedelta(days=1)


def exam_stand(results: Iterable[Taken], *, began_on: date, valid_for: Duration, warns_days: int, today: date) -> ExamStand:
    """How an expert stands on `today`. A new expert has one period of validity for the first pass.

    At risk: the pass lapses within `warns_days`, or the newest exam was failed or missed while an earlier pass still counts.
    """
    known = sorted((r for r in results if r.on <= today), key=lambda r: r.on)
    newest = known[-1] if known else None
    until = max((r.valid_until for r in known if r.valid_until is not None), default=None)
    first_due = None if until else date_later(began_on, valid_for)
    due = until or first_due
    assert due is not None  # one of the two was just made
    missed = newest is not None and newest.outcome is not Outcome.PASSED
    if today > due:
        verdict = Verdict.BROKEN
    elif missed or (due - today).days <= warns_days:
        verdict = Verdict.AT_RISK
    else:
        verdict = Verdict.KEPT if until else Verdict.RUNNING
    return ExamStand(verdict, until, newest, first_due)


def reminder_due(until: date, days_before: Sequence[int], today: date) -> int | None:
    """Which reminder is due on `today`: the latest whose day came; 0 once it has lapsed; None while it is early.

    An earlier one that was never sent is passed over: nobody needs three mails at once.
    """
    left = (until - today).days
    if left < 0:
        return 0
    return min((days for days in days_before if left <= days), default=None)

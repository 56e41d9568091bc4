# SPDX-License-Identifier: EUPL-1.2
"""Counting every minute, judging the running month every hour, and each month once it ended."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .actions import count_promises, judge_missing_months, judge_running_month
from .report.jobs import make_reports, make_waiting

__all__ = ["count", "judge_again", "judge_missing", "judge_running", "make_reports", "make_waiting"]


@app.periodic(cron="* * * * *")
@app.task(name="count_promises", queueing_lock="count_promises")
def count(timestamp: int, **_: Any) -> None:
    """Count what was decided since the last minute."""
    with scoped(SYSTEM):
        count_promises(by=None, at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="judge_missing_months", queueing_lock="judge_missing_months")
def judge_missing(timestamp: int, **_: Any) -> None:
    """Judge the months that ended and have no verdicts yet."""
    with scoped(SYSTEM):
        judge_missing_months(by=None, at=timezone.now())


@app.periodic(cron="25 * * * *")
@app.task(name="judge_running_month", queueing_lock="judge_running_month")
def judge_running(timestamp: int, **_: Any) -> None:
    """Every hour the month that runs: what came at risk, was broken, or is well again."""
    with scoped(SYSTEM):
        judge_running_month(by=None, at=timezone.now())


@app.periodic(cron="40 4 * * *")
@app.task(name="judge_months_again", queueing_lock="judge_months_again")
def judge_again(timestamp: int, **_: Any) -> None:
    """Every night the last three months anew: late samples, imports and placements tell nobody."""
    with scoped(SYSTEM):
        judge_missing_months(by=None, at=timezone.now(), again=3)

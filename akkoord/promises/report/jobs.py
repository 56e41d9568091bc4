# SPDX-License-Identifier: EUPL-1.2
"""Make reports: those of First Class by themselves, the others as they are asked for."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..actions import count_promises, judge_missing_months
from .actions import begin_promised_reports, make_next_report
from .models import DueReport
from .reading import MonthOfMany

LANES = 2  # so many at once, of whatever workers there are
AFTER_OTHERS = -1  # mails and clocks go first
AT_A_TIME = timedelta(seconds=50)


@app.periodic(cron="* * * * *")
@app.task(name="make_reports", queueing_lock="make_reports")
def make_reports(timestamp: int, **_: Any) -> None:
    """Begin what is to be made by itself, and see to it that somebody makes what waits."""
    with scoped(SYSTEM):
        begin_promised_reports(by=None, at=timezone.now())
        is_anything_waiting = DueReport.objects.waiting().exists()
    if is_anything_waiting:
        for lane in range(LANES):
            call_maker(lane)


def call_maker(lane: int = 0) -> None:
    """Have a worker make what waits, in that lane one after another; one that is called already is enough."""
    name = f"make_waiting_reports:{lane}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        make_waiting.configure(lock=name, queueing_lock=name, priority=AFTER_OTHERS).defer(lane=lane)


@app.task(name="make_waiting_reports")
def make_waiting(lane: int = 0, **_: Any) -> None:
    """Make what waits, one in a transaction, for not quite a minute; another job goes on, so that a worker can stop in between."""
    began = timezone.now()
    with scoped(SYSTEM):
        count_promises(by=None, at=began)
        judge_missing_months(by=None, at=began)
    months: dict[date, MonthOfMany] = {}
    made: object = True
    while made and timezone.now() - began < AT_A_TIME:
        with scoped(SYSTEM):
            made = make_next_report(months=months, by=None, at=timezone.now())
    if made:
        call_maker(lane)

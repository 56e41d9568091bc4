# SPDX-License-Identifier: EUPL-1.2
"""Ended months, every hour: a month below its bound is known at once, also when a correction makes it so."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..actions.plans import judge_ended_months


@app.periodic(cron="11 * * * *")
@app.task(name="judge_ended_months", queueing_lock="judge_ended_months")
def judge_months(timestamp: int, **_: Any) -> None:
    """Demand an improvement plan for each of the last months that stands below its bound."""
    with scoped(SYSTEM):
        judge_ended_months(by=None, at=timezone.now())

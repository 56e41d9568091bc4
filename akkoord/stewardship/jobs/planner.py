# SPDX-License-Identifier: EUPL-1.2
"""The planner, every hour: what comes near is told, and what comes back every year is there in time."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..actions.reminders import remind_of_entries
from ..actions.yearly import follow_all


@app.periodic(cron="4 * * * *")
@app.task(name="remind_of_planner", queueing_lock="remind_of_planner")
def remind(timestamp: int, **_: Any) -> None:
    """Tell whoever owns it; their morning decides, so it is asked every hour."""
    with scoped(SYSTEM):
        remind_of_entries(by=None, at=timezone.now())


@app.periodic(cron="34 3 * * *")
@app.task(name="follow_planner", queueing_lock="follow_planner")
def follow_yearly(timestamp: int, **_: Any) -> None:
    """After New Year next year's entries are made; on other nights there is hardly anything to do."""
    with scoped(SYSTEM):
        follow_all(by=None, at=timezone.now())

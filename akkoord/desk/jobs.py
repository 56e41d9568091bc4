# SPDX-License-Identifier: EUPL-1.2
"""The desk's clockwork: reminders, and cases that lapse."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .actions import remind_and_lapse


@app.periodic(cron="*/10 * * * *")
@app.task(name="remind_and_lapse", queueing_lock="remind_and_lapse")
def remind(timestamp: int, **_: Any) -> None:
    """Every ten minutes: remind customers of what waits for them, and let it lapse in the end."""
    with scoped(SYSTEM):
        remind_and_lapse(by=None, at=timezone.now())

# SPDX-License-Identifier: EUPL-1.2
"""Counting, every minute."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .actions import count_promises


@app.periodic(cron="* * * * *")
@app.task(name="count_promises", queueing_lock="count_promises")
def count(timestamp: int, **_: Any) -> None:
    """Count what was decided since the last minute."""
    with scoped(SYSTEM):
        count_promises(by=None, at=timezone.now())

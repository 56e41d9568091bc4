# SPDX-License-Identifier: EUPL-1.2
"""The clockwork of the management organisation."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..actions.tickets import remind_reviews


@app.periodic(cron="10 5 * * *")
@app.task(name="remind_ticket_reviews", queueing_lock="remind_ticket_reviews")
def remind(timestamp: int, **_: Any) -> None:
    """Every morning: what was accepted some weeks ago wants looking back on."""
    with scoped(SYSTEM):
        remind_reviews(by=None, at=timezone.now())

# SPDX-License-Identifier: EUPL-1.2
"""The clockwork: clocks that fall due are told every few seconds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .actions import tell_due_clocks

ON_ITS_WAY = timedelta(seconds=5)


@app.periodic(cron="*/1 * * * * */10")
@app.task(name="tell_due_clocks", queueing_lock="tell_due_clocks")
def tell_due(timestamp: int, **_: Any) -> None:
    """Announce what fell due or became at risk, until nothing is left. What is on its way at the deadline may arrive."""
    while True:
        with scoped(SYSTEM):
            if not tell_due_clocks(by=None, at=timezone.now() - ON_ITS_WAY):
                return

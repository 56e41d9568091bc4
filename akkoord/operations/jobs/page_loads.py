# SPDX-License-Identifier: EUPL-1.2
"""Real page loads are folded every ten seconds."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..actions.page_loads import AT_ONCE, fold_page_loads, forget_batches


@app.periodic(cron="*/1 * * * * */10")
@app.task(name="fold_page_loads", queueing_lock="fold_page_loads")
def fold(timestamp: int, **_: Any) -> None:
    """Fold what waits, some batches a transaction, until hardly any are left."""
    while True:
        with scoped(SYSTEM):
            if fold_page_loads(by=None, at=timezone.now()) < AT_ONCE:
                return


@app.periodic(cron="17 3 * * *")
@app.task(name="forget_timing_batches", queueing_lock="forget_timing_batches")
def forget(timestamp: int, **_: Any) -> None:
    """Let ids of long ago go."""
    with scoped(SYSTEM):
        forget_batches(by=None, at=timezone.now())

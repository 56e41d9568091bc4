# SPDX-License-Identifier: EUPL-1.2
"""Folding samples, every five minutes, and letting go what is old, every night."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..actions.folding import drop_folds, drop_samples, fold_days
from ..samples import due_days, old_months

AT_ONCE = 20  # days in one transaction: who measures waits for it, where it measures on a day that is being folded
MOST = 5000  # days in one run; the next one goes on


@app.periodic(cron="*/5 * * * *")
@app.task(name="fold_samples", queueing_lock="fold_samples")
def fold_samples(timestamp: int, **_: Any) -> None:
    """Fold the days that samples came to."""
    at = timezone.now()
    with scoped(SYSTEM):
        due = due_days(at)[:MOST]
    for first in range(0, len(due), AT_ONCE):
        with scoped(SYSTEM):
            fold_days(days=due[first : first + AT_ONCE], by=None, at=at)


@app.periodic(cron="23 3 * * *")
@app.task(name="drop_samples", queueing_lock="drop_samples")
def drop_old(timestamp: int, **_: Any) -> None:
    """Let months of samples go, and folds that are old enough. Fails, for all to see, on a month that is not folded whole.

    Samples first: those of a month are compared with its folds.
    """
    at = timezone.now()
    with scoped(SYSTEM):
        months = old_months(at)
    for month in months:
        with scoped(SYSTEM):
            drop_samples(month=month, by=None, at=at)
    with scoped(SYSTEM):
        drop_folds(by=None, at=at)

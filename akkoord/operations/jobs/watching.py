# SPDX-License-Identifier: EUPL-1.2
"""Watching, every minute."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..actions.crossings import note_crossings
from ..rules.findings import findings
from ..watch.readings import read


@app.periodic(cron="* * * * *")
@app.task(name="watch_operations", queueing_lock="watch_operations")
def watch(timestamp: int, **_: Any) -> None:
    """Read everything that is watched, and note what crossed its bound."""
    at = timezone.now()
    with scoped(SYSTEM):
        note_crossings(found=findings(read(at), settings.WATCH), by=None, at=at)

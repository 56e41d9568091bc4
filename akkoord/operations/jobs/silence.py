# SPDX-License-Identifier: EUPL-1.2
"""Probes of which nothing is heard, every minute: a prober that died cannot say so itself."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..actions.samples import note_silence


@app.periodic(cron="* * * * *")
@app.task(name="note_silence", queueing_lock="note_silence")
def silence(timestamp: int, **_: Any) -> None:
    """Write down which probes are unknown by now."""
    with scoped(SYSTEM):
        note_silence(by=None, at=timezone.now())

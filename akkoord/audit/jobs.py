# SPDX-License-Identifier: EUPL-1.2
"""From one event to one job per reaction. Every reaction may run twice and must come out the same."""
from __future__ import annotations

from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .models import Event
from .wires import reactions_to

PATIENT = RetryStrategy(max_attempts=20, exponential_wait=3)


@app.task(name="spread", retry=PATIENT)
def spread(event_id: int, **_: Any) -> None:
    """Defer one job per reaction to the event; in one transaction, so that a worker killed half-way starts afresh."""
    with scoped(SYSTEM):
        event = Event.objects.get(pk=event_id)
        for name in reactions_to(event.name):
            react.defer(event_id=event_id, reaction=name)


@app.task(name="react", retry=PATIENT)
def react(event_id: int, reaction: str, **_: Any) -> None:
    """Run one reaction to one event in a transaction of its own. A reaction that no longer exists is passed over."""
    with scoped(SYSTEM):
        event = Event.objects.get(pk=event_id)
        run = reactions_to(event.name).get(reaction)
        if run is not None:
            run(event)

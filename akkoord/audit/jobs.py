# SPDX-License-Identifier: EUPL-1.2
"""From one event to one job per reaction. Every reaction may run twice and must come out the same."""

from __future__ import annotations

from typing import Any

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .models import Event
from .wires import reactions_to

SILENT_AFTER = 30  # seconds without a sign of life after which a worker counts as gone
KEPT_FOR = 72  # hours that a finished job can be looked at
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


@app.periodic(cron="* * * * *")
@app.task(name="take_over_jobs", queueing_lock="take_over_jobs", pass_context=True)
async def take_over(context: JobContext, /, timestamp: int, **_: Any) -> None:
    """Every minute: what a worker that is gone (killed, its machine lost) had begun is begun again.

    What the clock or somebody has queued anew meanwhile (the same `queueing_lock`) is done by that; the one begun is closed.
    """
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT_AFTER):
        try:
            await jobs.retry_job(job)
        except UniqueViolation:
            await jobs.finish_job(job, Status.ABORTED, delete_job=False)


@app.periodic(cron="20 4 * * *")
@app.task(name="forget_finished_jobs", queueing_lock="forget_finished_jobs", pass_context=True)
async def forget_finished(context: JobContext, /, timestamp: int, **_: Any) -> None:
    """Every night: finished jobs that nobody needs to look at any more are removed. Failed ones stay."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_FOR, include_aborted=True)

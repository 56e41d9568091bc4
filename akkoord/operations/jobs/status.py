# SPDX-License-Identifier: EUPL-1.2
"""The copy of the status page, each minute and after every change; news to who follows it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import PUBLIC, SYSTEM

from ..actions.deliveries import MOST_TRIES, note_delivery
from ..actions.following import forget_followers
from ..following.delivering import make, prepare
from ..status.copying import copy_everything

PATIENT = RetryStrategy(max_attempts=MOST_TRIES + 2, exponential_wait=4)  # seconds: 4, 16, 64 ... 4.5 hours


class NotTaken(RuntimeError):
    """The call failed and will be made again."""


@app.task(name="copy_status")
def copy(**_: Any) -> None:
    """Render what everybody reads, as the public, and keep it."""
    with scoped(PUBLIC):
        copy_everything(timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="copy_status_each_minute", queueing_lock="copy_status_each_minute")
def copy_each_minute(timestamp: int, **_: Any) -> None:
    """The same, whatever happened: time itself changes the page."""
    copy()


@app.task(name="deliver_news", retry=PATIENT)
def deliver(delivery_id: int, **_: Any) -> None:
    """Bring one piece of news; a webhook is called outside the transactions, and again when it does not take it."""
    at = timezone.now()
    with scoped(SYSTEM):
        call = prepare(delivery_id, at)
    if call is None:
        return
    error = make(call, at)
    with scoped(SYSTEM):
        again = note_delivery(delivery=call.delivery, error=error, by=None, at=timezone.now())
    if again:
        raise NotTaken(error)


@app.periodic(cron="40 4 * * *")
@app.task(name="forget_followers", queueing_lock="forget_followers")
def forget(timestamp: int, **_: Any) -> None:
    """Every night: who never confirmed is forgotten."""
    with scoped(SYSTEM):
        forget_followers(by=None, at=timezone.now())

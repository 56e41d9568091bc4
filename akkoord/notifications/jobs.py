# SPDX-License-Identifier: EUPL-1.2
"""Send what waits in the outbox."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .actions import send_mail

UNTIL_SENT = RetryStrategy(max_attempts=60, linear_wait=30)


@app.task(name="send_mail", retry=UNTIL_SENT)
def send(mail_id: int, **_: Any) -> None:
    """Send one mail; a mail server that does not answer is tried again for about a day."""
    with scoped(SYSTEM):
        send_mail(by=None, at=timezone.now(), mail_id=mail_id)

# SPDX-License-Identifier: EUPL-1.2
"""Certificates by the calendar, every morning."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..actions.certificates import follow_certificates
from ..programme import is_published


@app.periodic(cron="5 5 * * *")
@app.task(name="follow_certificates", queueing_lock="follow_certificates")
def follow(timestamp: int, **_: Any) -> None:
    """Remind, say what lapsed, end what was not certified again; nothing where no programme was published."""
    at = timezone.now()
    with scoped(SYSTEM):
        if is_published(at):
            follow_certificates(by=None, at=at)

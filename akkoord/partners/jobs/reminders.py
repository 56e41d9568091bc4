# SPDX-License-Identifier: EUPL-1.2
"""What lapses or is due, every morning: exams and the status of assignments."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..actions.assignments import remind_of_status
from ..actions.exams import remind_of_exams
from ..programme import is_published


@app.periodic(cron="40 6 * * *")
@app.task(name="remind_partners", queueing_lock="remind_partners")
def remind_partners(timestamp: int, **_: Any) -> None:
    """Remind of exams and of the status of assignments; nothing where no programme was published."""
    at = timezone.now()
    with scoped(SYSTEM):
        if is_published(at):
            remind_of_exams(by=None, at=at)
            remind_of_status(by=None, at=at)

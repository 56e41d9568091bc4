# SPDX-License-Identifier: EUPL-1.2
"""The hours behind a clock's bar, for lists: one calendar a version kept in the process, never a query a row."""
from __future__ import annotations

from datetime import datetime, timedelta

from akkoord.agreements.in_force import terms_of_version
from akkoord.agreements.models import AgreementVersion
from akkoord.agreements.terms import Terms
from akkoord.timing.calendars import Calendar

KEPT_FOR = timedelta(minutes=5)  # deviating days published meanwhile are drawn this much later; deadlines are rows
_kept: dict[int, tuple[datetime, Terms]] = {}


def calendar_of(version_id: int, name: str, at: datetime) -> Calendar:
    """The calendar of that name in a version of an agreement, as it is drawn on pages around `at`."""
    known = _kept.get(version_id)
    if known is None or not timedelta() <= at - known[0] < KEPT_FOR:
        version = AgreementVersion.objects.select_related("agreement").get(pk=version_id)
        known = _kept[version_id] = (at, terms_of_version(version))
    return known[1].calendar(name)

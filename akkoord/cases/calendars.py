# SPDX-License-Identifier: EUPL-1.2
"""Calendars and words of agreement versions for pages: kept in the process for a moment, so that no row asks for them."""

from __future__ import annotations

from datetime import datetime

from akkoord.agreements.in_force import terms_of_version
from akkoord.agreements.models import AgreementVersion
from akkoord.agreements.terms import Terms
from akkoord.timing.calendars import Calendar

KEPT_SECONDS = 30  # opening hours published meanwhile show within this time
_kept: dict[int, tuple[datetime, Terms]] = {}


def terms_of_clock(version_id: int, at: datetime) -> Terms:
    """The version that a clock runs under, without one contract's options: for its calendars and its words."""
    known = _kept.get(version_id)
    if known is not None and abs((at - known[0]).total_seconds()) < KEPT_SECONDS:
        return known[1]
    terms = terms_of_version(AgreementVersion.objects.get(pk=version_id))
    _kept[version_id] = (at, terms)
    return terms


def calendar_of_clock(version_id: int, name: str, at: datetime) -> Calendar:
    """The calendar that a clock runs by."""
    return terms_of_clock(version_id, at).calendar(name)


def forget() -> None:
    """Read everything again (tests, whose database goes back)."""
    _kept.clear()

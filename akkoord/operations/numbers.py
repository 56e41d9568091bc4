# SPDX-License-Identifier: EUPL-1.2
"""Numbers that people call outages and maintenance by; gaps are fine."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force


def next_number(prefix: str, sequence: str, at: datetime) -> str:
    """`OUT-2026-000012`: the year is that of `at` in the agreement's zone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [sequence])
        number = int(cursor.fetchone()[0])
    return f"{prefix}-{at.astimezone(zone_at(at)).year}-{number:06d}"


def zone_at(at: datetime) -> ZoneInfo:
    """The zone of the vendor's agreement in force; the program's own before there was one."""
    try:
        return ZoneInfo(terms_in_force(None, at).document.zone)
    except NoAgreementInForce:
        return ZoneInfo(settings.TIME_ZONE)

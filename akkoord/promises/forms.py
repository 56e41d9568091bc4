# SPDX-License-Identifier: EUPL-1.2
"""What the address of the page of promises asks for."""

from __future__ import annotations

import re
from datetime import date

_MONTH = re.compile(r"(\d{4})-(\d\d)")


def month_of(text: str | None, today: date) -> date:
    """The first day of the month written as 2026-11; this month for anything else, or for what lies ahead."""
    this_month = today.replace(day=1)
    found = _MONTH.fullmatch(text or "")
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1970:
        return this_month
    return min(date(int(found[1]), int(found[2]), 1), this_month)

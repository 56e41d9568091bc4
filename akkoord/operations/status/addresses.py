# SPDX-License-Identifier: EUPL-1.2
"""A month as addresses write it."""

from __future__ import annotations

from datetime import date

from django.http import Http404

FIRST_YEAR, LAST_YEAR = 2000, 2200


def first_day(month: str) -> date:
    """The first day of `2026-10`. Raises Http404 for what is no month."""
    year, _dash, number = month.partition("-")
    if not (month.isascii() and len(month) == 7 and year.isdigit() and number.isdigit()):
        raise Http404
    if not (FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(number) <= 12):
        raise Http404
    return date(int(year), int(number), 1)

# SPDX-License-Identifier: EUPL-1.2
"""Months and shares in the reader's words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from akkoord.web.calendar_words import words
from akkoord.web.frame import language
from akkoord.web.moments import percent

from .rules.availability import cut

DECIMALS = 4  # of a percentage, never rounded upward


def month_name(month: date) -> str:
    """ "oktober 2026", "October 2026"."""
    return f"{words(language()).months[month.month - 1]} {month.year}"


def share_words(share: Fraction) -> str:
    """ "99,4962 %"."""
    return percent(float(cut(share, DECIMALS)), DECIMALS)

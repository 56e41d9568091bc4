# SPDX-License-Identifier: EUPL-1.2
"""Months in a row, as a picture and in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language, gettext

from akkoord.web.badges import verdict_word
from akkoord.web.calendar_words import words


def letters_of(months: Sequence[date], verdicts: Sequence[str | None]) -> list[tuple[str, str | None]]:
    """The first letter of each month with its verdict."""
    names = words(get_language()).months
    return [(names[month.month - 1][0], shown) for month, shown in zip(months, verdicts, strict=True)]


def told_of(months: Sequence[date], verdicts: Sequence[str | None]) -> str:
    """The same in words."""
    names, nothing = words(get_language()).months, gettext("nothing")
    said = [verdict_word(shown) if shown else nothing for shown in verdicts]
    return ", ".join(f"{names[month.month - 1]} {word}" for month, word in zip(months, said, strict=True))

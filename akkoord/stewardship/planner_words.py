# SPDX-License-Identifier: EUPL-1.2
"""What stands in a planner, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from akkoord.agreements.wording import day_words
from akkoord.web.calendar_words import words

from .rules.planner import Days, EntryKind, Period

Text = str | Promise


@dataclass(frozen=True)
class KindWords:
    """How a kind is called, and its icon."""

    label: Text
    icon: str


KINDS: dict[str, KindWords] = {
    EntryKind.GOAL: KindWords(pgettext_lazy("planner", "Goal"), "flag"),
    EntryKind.VERSION: KindWords(pgettext_lazy("planner", "New version"), "refresh"),
    EntryKind.TEST: KindWords(pgettext_lazy("planner", "Testing"), "clipboard-text"),
    EntryKind.COMMUNICATION: KindWords(pgettext_lazy("planner", "Communication"), "message"),
    EntryKind.CYCLE: KindWords(pgettext_lazy("planner", "Every year"), "history"),
    EntryKind.EVENT: KindWords(pgettext_lazy("planner", "Meeting or event"), "users"),
    EntryKind.COURSE: KindWords(pgettext_lazy("planner", "Course"), "book-2"),
}
VENDORS = "vendor"  # the kind of a vendor's date, in filters
VENDOR_WORDS = KindWords(_("From the vendor"), "building")


def days_words(days: Days, year: int) -> str:
    """ "do 26 nov", "ma 9 – vr 20 mrt"; with the year where it is another than `year`."""
    if days.first == days.last:
        return day_words(days.first, year)
    first = day_words(days.first, days.first.year if days.first.year == days.last.year else year)
    return f"{first} – {day_words(days.last, year)}"


def period_name(period: Period) -> str:
    """ "2026", "november 2026"."""
    if period.month is None:
        return str(period.year)
    return f"{words(get_language()).months[period.month - 1]} {period.year}"


def month_name(month: int) -> str:
    """ "november"."""
    return words(get_language()).months[month - 1]


def weekday_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The days of the week from Monday, short and whole."""
    tongue = words(get_language())
    return tongue.weekdays_short, tongue.weekdays

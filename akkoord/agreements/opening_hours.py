# SPDX-License-Identifier: EUPL-1.2
"""What the page with opening hours shows: each channel now, and the days that differ. sla:2.2.2"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from akkoord.timing.moments import day_number

from .closed_dates import named_dates
from .document import Agreement, Channel
from .models import CalendarException
from .terms import Terms
from .wording import Span, spans_words, week_words

LIBRARY_LANGUAGES = {"nl": "nl", "en": "en_US"}


@dataclass(frozen=True)
class ChannelNow:
    """A way to reach the desk: its weekly hours, and whether it is open now and until or from when."""

    channel: Channel
    week: list[tuple[str, str, bool]]
    is_open: bool
    changes_at: datetime | None
    changes_today: bool
    zone: str

    @property
    def always_open(self) -> bool:
        """Whether it never closes."""
        return self.is_open and self.changes_at is None


@dataclass(frozen=True)
class DeviatingDay:
    """A date on which channels have other hours than that weekday's."""

    day: date
    why: str
    hours: tuple[tuple[str, tuple[Span, ...]], ...]
    told_late: bool = False

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each channel with its hours in words."""
        return [(title, spans_words(spans)) for title, spans in self.hours]


def channels_now(terms: Terms, at: datetime) -> list[ChannelNow]:
    """Every channel that this reader has, as it is at `at`."""
    found = []
    for channel in terms.document.channels:
        calendar = terms.calendar(channel.calendar)
        is_open = calendar.is_open(at)
        changes = calendar.closes_at(at) if is_open else calendar.next_opening(at)
        week = week_words(terms.document, channel.calendar)
        today = changes is not None and changes.date() == at.astimezone(calendar.zone).date()
        found.append(ChannelNow(channel, week, is_open, changes, today, str(calendar.zone)))
    return found


def deviating_days(
    terms: Terms, holidays: frozenset[date], exceptions: Iterable[CalendarException], first: date, last: date
) -> list[DeviatingDay]:
    """The dates from `first` to `last` on which a channel's hours differ from the week's, with why."""
    language = get_language() or "nl"
    told: dict[date, list[CalendarException]] = {}
    for exception in exceptions:
        told.setdefault(exception.day, []).append(exception)
    names = _holiday_names(terms.document, first, last, language)
    found = []
    for day in sorted({*holidays, *told}):
        if not first <= day <= last:
            continue
        mine = told.get(day, [])
        hours = _hours(terms, day, {each.calendar: each.spans for each in mine}, language)
        if hours:
            why = mine[0].why.in_language(language) if mine else names.get(day, "")
            found.append(DeviatingDay(day, why, hours, any(not each.moves_deadlines for each in mine)))
    return found


def _hours(terms: Terms, day: date, told: dict[str, tuple[Span, ...]], language: str) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    lines = []
    for channel in terms.document.channels:
        pattern = terms.calendar(channel.calendar).pattern
        hours = told.get(channel.calendar, pattern.spans(day_number(day)))
        if tuple(hours) != _usual(terms, channel.calendar, day):
            lines.append((channel.title.in_language(language), tuple(hours)))
    return tuple(lines)


def _usual(terms: Terms, calendar: str, day: date) -> tuple[Span, ...]:
    """The hours of that weekday in an ordinary week, touching blocks joined as the calendar joins them."""
    blocks = terms.calendar(calendar).spec.weekly[day.weekday()]
    spans: list[Span] = []
    for opens, closes in sorted((block.open, block.close) for block in blocks):
        if spans and opens <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], closes))
        else:
            spans.append((opens, closes))
    return tuple(spans)


def _holiday_names(document: Agreement, first: date, last: date, language: str) -> dict[date, str]:
    if document.holidays is None:
        return {}
    rules = document.holidays.model_copy(update={"language": LIBRARY_LANGUAGES.get(language[:2], "en_US")})
    named = named_dates(rules, range(first.year, last.year + 1))
    return {day: ", ".join(_unique(names)) for day, names in named.items()}


def _unique(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))

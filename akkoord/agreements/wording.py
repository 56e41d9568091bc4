# SPDX-License-Identifier: EUPL-1.2
"""Durations, hours and days in the reader's words."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language, gettext, ngettext, pgettext

from akkoord.timing.durations import Duration, Unit, parse_duration
from akkoord.web.calendar_words import words

from .document import Agreement, Promise
from .schedule import hours_in_force

Span = tuple[int, int]
DAY = 86_400


def duration_words(duration: Duration | str) -> str:
    """ "3 working days", "1 month", as the reader says it."""
    given = parse_duration(duration) if isinstance(duration, str) else duration
    count = given.count
    said = {
        Unit.SECOND: ngettext("%(count)s second", "%(count)s seconds", count),
        Unit.MINUTE: ngettext("%(count)s minute", "%(count)s minutes", count),
        Unit.HOUR: ngettext("%(count)s hour", "%(count)s hours", count),
        Unit.WORKING_DAY: ngettext("%(count)s working day", "%(count)s working days", count),
        Unit.DAY: ngettext("%(count)s day", "%(count)s days", count),
        Unit.WEEK: ngettext("%(count)s week", "%(count)s weeks", count),
        Unit.MONTH: ngettext("%(count)s month", "%(count)s months", count),
        Unit.YEAR: ngettext("%(count)s year", "%(count)s years", count),
        Unit.CLOSING: gettext("closing time of the next working day"),
    }[given.unit]
    return said % {"count": count} if "%(" in said else said


def judged_words(promise: Promise) -> str:
    """When a promise is judged: on every case, or over which period."""
    if not promise.is_measured:
        return gettext("judged on every case")
    said = {
        "quarter": gettext("judged every quarter"), "fiscal quarter": gettext("judged every quarter"),
        "year": gettext("judged every year"), "fiscal year": gettext("judged every year"),
    }  # fmt: skip
    return said.get(promise.per, gettext("judged every month"))


def day_words(day: date, year: int) -> str:
    """ "Fri 25 Dec", with its year unless that is `year`."""
    tongue = words(get_language())
    said = f"{tongue.weekdays_short[day.weekday()]} {day.day} {tongue.months_short[day.month - 1]}"
    return said if day.year == year else f"{said} {day.year}"


def clock_time(seconds: int) -> str:
    """Seconds since midnight as 08:00; the end of the day is 24:00."""
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"


def spans_words(spans: Sequence[Span]) -> str:
    """The hours of one date: "08:00–12:00 and 13:00–17:00", "closed", "all day"."""
    if not spans:
        return pgettext("opening hours", "closed")
    if tuple(spans) == ((0, DAY),):
        return gettext("all day")
    both = pgettext("opening hours", "and")
    return f" {both} ".join(f"{clock_time(opens)}–{clock_time(closes)}" for opens, closes in spans)


def week_words(document: Agreement, calendar: str) -> list[tuple[str, str, bool]]:
    """The weekly hours of a calendar: days, hours, and whether holidays close them."""
    lines: dict[tuple[tuple[Span, ...], bool], list[int]] = {}
    for weekday in range(7):
        of_day: dict[bool, list[Span]] = {}
        for block, closes in hours_in_force(document, calendar):
            for part in block.parts:
                if part.weekday == weekday:
                    of_day.setdefault(closes, []).append((part.open, part.close))
        for closes, spans in of_day.items():
            lines.setdefault((tuple(sorted(spans)), closes), []).append(weekday)
    return [(_days(weekdays), spans_words(spans), closes) for (spans, closes), weekdays in lines.items()]


def _days(weekdays: list[int]) -> str:
    """Weekdays as runs: "ma-do", "ma en vr", "elke dag"."""
    if len(weekdays) == 7:
        return gettext("every day")
    short = words(get_language()).weekdays_short
    runs: list[list[int]] = []
    for day in weekdays:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said = [short[run[0]] if len(run) == 1 else f"{short[run[0]]}–{short[run[-1]]}" for run in runs]
    return ", ".join(said)

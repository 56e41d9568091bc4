# SPDX-License-Identifier: EUPL-1.2
"""How a moment and a duration are written: "do 16:00", "vandaag om 16:00", "3 u 10 min".

Every function takes aware datetimes and writes in the active language and time zone. What is near ("vandaag",
"do 16:00" without a date) is judged from the moment of the page, which the middleware sets once a request.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Literal

from django.utils import timezone
from django.utils.translation import get_language
from markupsafe import Markup

from akkoord.web.calendar_words import Words, words

NBSP = "\u00a0"
Style = Literal["short", "line", "dated", "spoken", "full", "time", "date", "long_date", "dated_day", "weekday"]
_page_moment: ContextVar[datetime | None] = ContextVar("page_moment", default=None)


@contextmanager
def page_moment(at: datetime) -> Iterator[None]:
    """Write moments as seen from `at` inside the block: a request, a mail, a test."""
    token = _page_moment.set(at)
    try:
        yield
    finally:
        _page_moment.reset(token)


def now() -> datetime:
    """The moment that this page is seen from."""
    return _page_moment.get() or timezone.now()


def written(at: datetime, style: Style = "short") -> str:
    """The moment as text.

    short: "do 16:00", from a week away "vr 27 nov 09:10", another year "wo 17 feb 2027 09:12".
    line: as short, without the time once it is a week away. dated: always with its date.
    spoken: "vandaag om 16:00", "dinsdag 24 november om 12:50". full: the title on hover.
    time, date ("wo 18 nov"), long_date ("1 juli 2026"), dated_day ("wo 17 feb 2027"), weekday ("do 08:00", however far).
    """
    zone = timezone.get_current_timezone()
    return _written(at.astimezone(zone), now().astimezone(zone), words(get_language()), style)


def _written(local: datetime, seen: datetime, tongue: Words, style: Style) -> str:
    days = local.toordinal() - seen.toordinal()
    clock = f"{local.hour:02d}:{local.minute:02d}"
    if style == "weekday" or (style in ("short", "line") and -6 < days < 7):
        return f"{tongue.weekdays_short[local.weekday()]} {clock}"
    if style == "time":
        return clock
    if style == "full":
        return _full(local, tongue, clock)
    if style == "spoken":
        return _spoken(local, tongue, clock, days, seen.year)
    if style == "long_date":
        return f"{local.day} {tongue.months[local.month - 1]} {local.year}"
    year = f" {local.year}" if _needs_year(local, seen.year, days, style) else ""
    date = f"{tongue.weekdays_short[local.weekday()]} {local.day} {tongue.months_short[local.month - 1]}{year}"
    return date if style in ("line", "date", "dated_day") else f"{date} {clock}"


def _needs_year(local: datetime, year: int, days: int, style: Style) -> bool:
    if style in ("line", "date"):
        return local.year != year and abs(days) > 120  # a third of a year: no doubt which is meant
    return local.year != year


def _full(local: datetime, tongue: Words, clock: str) -> str:
    month = tongue.months[local.month - 1]
    return f"{tongue.weekdays[local.weekday()]} {local.day} {month} {local.year}, {clock}{tongue.oclock}"


def _spoken(local: datetime, tongue: Words, clock: str, days: int, year: int) -> str:
    near = {-1: tongue.yesterday, 0: tongue.today, 1: tongue.tomorrow}.get(days)
    if near is None:
        near = tongue.weekdays[local.weekday()]
        if not -5 < days < 6:  # the weekday alone is clear within five days
            near = f"{near} {local.day} {tongue.months[local.month - 1]}"
            near = near if local.year == year else f"{near} {local.year}"
    return f"{near} {tongue.at} {clock}"


def moment(at: datetime, style: Style = "short") -> Markup:
    """The moment as `<time>`: machine-readable in `datetime`, written in full in `title`."""
    # The zone and the language are asked once: Django's answers cost more than all the writing.
    zone = timezone.get_current_timezone()
    tongue = words(get_language())
    local = at.astimezone(zone)
    title = _full(local, tongue, f"{local.hour:02d}:{local.minute:02d}")
    text = _written(local, now().astimezone(zone), tongue, style)
    return Markup(f'<time datetime="{local.isoformat(timespec="minutes")}" title="{title}">{text}</time>')


def duration(seconds: int) -> str:
    """A length of time in hours and minutes: "3 u 10 min", "14 min", "40 s"; signs are dropped, minutes cut."""
    tongue = words(get_language())
    seconds = abs(int(seconds))
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if not hours and not minutes:
        return f"{seconds}{NBSP}{tongue.second}"
    parts = [f"{thousands(hours)}{NBSP}{tongue.hour}"] if hours else []
    if minutes:
        parts.append(f"{minutes}{NBSP}{tongue.minute}")
    return NBSP.join(parts)


def working_days(count: int) -> str:
    """ "1 werkdag", "62 werkdagen"."""
    return f"{thousands(count)}{NBSP}{words(get_language()).working_day[count != 1]}"


def days(count: int) -> str:
    """ "1 dag", "5 dagen": days on which it is always open."""
    return f"{thousands(count)}{NBSP}{words(get_language()).day[count != 1]}"


def thousands(count: int) -> str:
    """A whole number as people write it: "1.204", "1,204"."""
    return f"{count:,}".replace(",", words(get_language()).thousands)


def percent(share: float, decimals: int = 1) -> str:
    """A share of 1 as a percentage: "99,92 %", "99.92%"; whole percentages without decimals."""
    tongue = words(get_language())
    text = f"{share * 100:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", tongue.decimal) + tongue.percent


def decimal(value: float, decimals: int = 1) -> str:
    """A number with its decimals: "4,6", "4.6"."""
    return f"{value:.{decimals}f}".replace(".", words(get_language()).decimal)


def filesize(count: int) -> str:
    """Bytes in the unit that keeps the number small: "84 kB", "1,2 MB"."""
    if count < 1000:
        return f"{count}{NBSP}B"
    if count < 1_000_000:
        return f"{round(count / 1000)}{NBSP}kB"
    return f"{decimal(count / 1_000_000)}{NBSP}MB"

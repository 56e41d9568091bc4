# SPDX-License-Identifier: EUPL-1.2
"""The figures that a running desk asks of an agreement, and what each is."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from akkoord.agreements.document import Agreement, Figure
from akkoord.timing.durations import BadDuration, Duration, parse_duration

Value = Duration | int | Fraction | Decimal | date | dict[str, int] | tuple[Duration, ...]


class BadFigure(ValueError):
    """A figure that is not what its name asks; the message says what is allowed."""


def _duration(figure: Figure) -> Duration:
    if not isinstance(figure.value, str):
        raise BadFigure("give a duration such as `14 days`")
    try:
        return parse_duration(figure.value)
    except BadDuration as error:
        raise BadFigure(str(error)) from error


def _durations(figure: Figure) -> tuple[Duration, ...]:
    if not isinstance(figure.value, tuple):
        raise BadFigure("give a list of durations such as `[1 week, 2 weeks]`")
    try:
        return tuple(parse_duration(text) for text in figure.value)
    except BadDuration as error:
        raise BadFigure(str(error)) from error


def _count(figure: Figure) -> int:
    if not isinstance(figure.value, Decimal) or figure.value != int(figure.value) or figure.value < 0:
        raise BadFigure("give a whole number from 0")
    return int(figure.value)


def _number(figure: Figure) -> Decimal:
    if not isinstance(figure.value, Decimal):
        raise BadFigure("give a number")
    return figure.value


def _share(figure: Figure) -> Fraction:
    number = _number(figure)
    if not 0 < number < 1:
        raise BadFigure("give a share between 0 and 1, such as 0.75")
    return Fraction(number)


def _date(figure: Figure) -> date:
    if not isinstance(figure.value, date):
        raise BadFigure("give a date such as 2026-01-01")
    return figure.value


def _by_licence(figure: Figure) -> dict[str, int]:
    if not isinstance(figure.value, dict) or any(count < 0 for count in figure.value.values()):
        raise BadFigure("give a whole number for each licence, such as `{standard: 5}`")
    return dict(figure.value)


FIGURES: dict[str, Callable[[Figure], Value]] = {
    "at_risk_share": _share,
    "reopen_within": _duration,
    "lapse_after": _duration,
    "reminders_after": _durations,
    "submitter_limit": _by_licence,
    "starter_course_from": _date,
    "starter_course_grade": _number,
    "attachment_megabytes": _count,
    "attachments_per_message": _count,
}
"""Every figure by name, with how its value is read."""


def figure_value(document: Agreement, name: str) -> Value | None:
    """The value of a figure, None when the agreement does not give it.

    Raises KeyError for a name that is no figure, BadFigure when the value is not what the name asks.
    """
    read = FIGURES[name]
    figure = document.figures.get(name)
    return None if figure is None else read(figure)

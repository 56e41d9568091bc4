# SPDX-License-Identifier: EUPL-1.2
"""How a requirement's figures are said."""

from __future__ import annotations

from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from akkoord.agreements.wording import day_words
from akkoord.clocks.rules import Verdict

from ..models.checks import CheckLine
from ..rules.requirements import Because, Judged

__all__ = ["because_words", "day_words", "figure_words", "line_words", "number_words", "period_words"]


def number_words(value: Decimal) -> str:
    """3, 2.5: as the reader writes figures."""
    return formats.number_format(value.to_integral() if value == value.to_integral() else value.normalize(), use_l10n=True)


def figure_words(judged: Judged) -> str:
    """ "14 of at most 15", "2 of at least 3"; nothing where nothing is counted."""
    bound = judged.bound
    if judged.value is None or bound.number is None or judged.verdict == Verdict.WAIVED:
        return ""
    said = {"value": number_words(judged.value), "bound": number_words(bound.number)}
    if bound.at_most is not None:
        return _("%(value)s of at most %(bound)s") % said
    return _("%(value)s of at least %(bound)s") % said


def because_words(judged: Judged) -> str:
    """Why it cannot be judged, or why it need not be met."""
    if judged.facts.waived:
        return judged.facts.waived
    if judged.because == Because.WORDING:
        return _("Its wording has no bound, so nobody can judge it.")
    return _("Nothing was recorded about this yet.") if judged.because == Because.NOTHING_RECORDED else ""


def period_words(judged: Judged) -> str:
    """Over which dates it counts."""
    period = judged.bound.period
    if period is None:
        return ""
    return _("counted from %(first)s until %(after)s") % {
        "first": day_words(period.first, 0),
        "after": day_words(period.after, 0),
    }


def line_words(line: CheckLine) -> list[str]:
    """What stands under a requirement of a yearly check: its figure, who it waited for, by when."""
    said = []
    if line.value is not None and line.bound is not None:
        figures = {"value": number_words(line.value), "bound": number_words(line.bound)}
        said.append((_("%(value)s of at most %(bound)s") if line.is_most else _("%(value)s of at least %(bound)s")) % figures)
    if line.missing:
        said.append(_("Still waits for: %(names)s") % {"names": ", ".join(line.missing)})
    if line.due_on is not None:
        said.append(_("by %(date)s") % {"date": day_words(line.due_on, line.judged_at.year)})
    return said

# SPDX-License-Identifier: EUPL-1.2
"""What a measured month, or a longer period, says: its figure, what was promised, and why it could not be measured."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.utils.functional import Promise as LazyText
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from akkoord.agreements.document import Measure, Norm, Promise
from akkoord.operations.rules.months import Why
from akkoord.web.calendar_words import words
from akkoord.web.moments import NBSP, decimal, percent, thousands
from akkoord.web.said import url

from .norms import TOO_FEW, UNKNOWN
from .rules import (
    AN_AIM,
    MISSED,
    NO_BOUND,
    NO_LOADS,
    NOT_FOLLOWED,
    NOTHING_RECORDED,
    OPEN,
    RECORDED_LATER,
    TIMES,
    TOO_CLOSE,
    Judged,
)

WHYS: Mapping[str, LazyText] = {
    Why.NOT_BEGUN: gettext_lazy("The month has not begun."),
    Why.NO_PROMISE: gettext_lazy("No agreement promised anything about it that month."),
    Why.NO_COMPONENTS: gettext_lazy("Nothing that it is about was in use that month."),
    Why.ALL_LEFT_OUT: gettext_lazy("All of the month is left out, so there is nothing to count."),
    OPEN: gettext_lazy("Too much was not measured to say which."),
    NO_LOADS: gettext_lazy("Not every window was loaded and timed."),
    TOO_CLOSE: gettext_lazy("Closer to the bound than we measure."),
    NOTHING_RECORDED: gettext_lazy("Nothing was recorded about it yet."),
    NOT_FOLLOWED: gettext_lazy("Not everything of that month was counted."),
    AN_AIM: gettext_lazy("An aim, which nobody judges."),
    NO_BOUND: gettext_lazy("It has no bound to judge by."),
    TOO_FEW: gettext_lazy("Fewer were counted than the agreement asks for a verdict."),
    UNKNOWN: gettext_lazy("What could not be measured would decide."),
}
_PAGES = {
    "agreement_revised": "agreement",
    "availability": "availability",
    "response": "response_times_now",
    "planned_maintenance": "status_history_now",
    "first_class_report": "reports",
}


def figure_words(judged: Judged, promise: Promise) -> str:
    """ "99,6215 %", "tussen 99,1 % en 99,8 %", "1,8 s", "3 gemist"; empty where nothing was measured."""
    if judged.worst is None or judged.best is None:
        return ""
    unit = unit_of(judged, promise)
    worst, best = value_words(judged.worst, unit), value_words(judged.best, unit)
    return best if worst == best else _("between %(worst)s and %(best)s") % {"worst": worst, "best": best}


def bound_words(judged: Judged, promise: Promise) -> str:
    """ "minstens 99,5 %", "hoogstens 2 s gemiddeld", "minstens 90 % op tijd"; empty for what is judged one by one."""
    if judged.bound is None:
        return ""
    if promise.norm is not None:
        return _norm_words(promise.norm, is_of_time=promise.window is None)
    bound = {"bound": value_words(judged.bound, unit_of(judged, promise))}
    if promise.measure is not None:
        return _measure_words(promise.measure, bound)
    if promise.cadence is not None:
        return _("at least %(bound)s") % bound
    return _("at every moment") if promise.always else _("all of them")


def why_words(judged: Judged) -> str:
    """Why it is not measurable; empty where it is."""
    return str(WHYS.get(judged.why, judged.why))


def reason_words(reason: str) -> str:
    """Why a verdict was replaced: in the words of who corrected what it rests on, or in ours."""
    return _("Something was recorded later.") if reason == RECORDED_LATER else reason


def evidence_url(promise: Promise) -> str:
    """The page on which everybody reads what it was judged by; empty where that is the vendor's alone."""
    page = _PAGES.get(promise.about)
    return url(page) if page else ""


def norm_words(judged: Judged, promise: Promise) -> str:
    """ "31 geteld, 2 gemist, oordeel vanaf 20": of what a norm asks how many kept it; empty without a norm."""
    if promise.norm is None:
        return ""
    counted = _("%(count)s counted") % {"count": thousands(judged.kept + judged.broken)}
    missed = _("%(count)s missed") % {"count": thousands(judged.broken)}
    least = promise.norm.at_least_counted
    needed = _("judged from %(count)s on") % {"count": thousands(least)} if least > 1 else ""
    return ", ".join(part for part in (counted, missed, needed) if part)


def span_words(judged: Judged) -> str:
    """ "1 oktober t/m 31 december 2026": the dates of a period."""
    months, last = words(get_language()).months, judged.until - timedelta(days=1)
    first = f"{judged.month.day} {months[judged.month.month - 1]}"
    if judged.month.year != last.year:
        first = f"{first} {judged.month.year}"
    return _("%(first)s to %(last)s") % {"first": first, "last": f"{last.day} {months[last.month - 1]} {last.year}"}


def days_left_words(judged: Judged, today: date) -> str:
    """ "nog 39 dagen"; empty once the period is over."""
    left = (judged.until - today).days
    return ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left} if left > 0 else ""


def unit_of(judged: Judged, promise: Promise) -> str:
    """In what the figure is: rows of before units were kept say it by their promise."""
    return judged.unit or (promise.measure.unit if promise.measure is not None else "percent")


def value_words(value: Decimal, unit: str) -> str:
    """A value in its unit: percent, seconds, how many missed it, how many times."""
    if unit == MISSED:
        return _("%(count)s missed") % {"count": thousands(int(value))}
    if unit == TIMES:
        return ngettext("%(count)s time", "%(count)s times", int(value)) % {"count": thousands(int(value))}
    if unit == "seconds":
        return f"{decimal(float(value), 3).rstrip('0').rstrip('.,')}{NBSP}s"
    return percent(float(value) / 100, 4)


def _measure_words(says: Measure, bound: dict[str, str]) -> str:
    if says.at_least is not None:
        return _("at least %(bound)s") % bound
    if says.average:
        return _("at most %(bound)s on average") % bound
    share = percent(float(says.share_of_cases or 100) / 100)
    return _("at most %(bound)s in %(share)s of cases") % {**bound, "share": share}


def _norm_words(norm: Norm, *, is_of_time: bool) -> str:
    said = []
    if norm.share is not None:
        words = _("at least %(bound)s in time") if is_of_time else _("at least %(bound)s inside the hours")
        said.append(words % {"bound": percent(float(norm.share) / 100, 4)})
    if norm.missed_at_most is not None:
        said.append(_("at most %(count)s missed") % {"count": thousands(norm.missed_at_most)})
    return ", ".join(said)

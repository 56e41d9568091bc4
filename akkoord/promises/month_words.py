# SPDX-License-Identifier: EUPL-1.2
"""What a measured month says: its figure, what was promised, and why it could not be measured."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akkoord.agreements.document import Promise
from akkoord.operations.rules.months import Why
from akkoord.web.moments import NBSP, decimal, percent
from akkoord.web.said import url

from .rules import AN_AIM, NO_BOUND, NO_LOADS, NOT_FOLLOWED, NOTHING_RECORDED, OPEN, RECORDED_LATER, TOO_CLOSE, Judged

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
}
_PAGES = {
    "availability": "availability",
    "response": "response_times_now",
    "planned_maintenance": "status_history_now",
    "first_class_report": "reports",
}


def figure_words(judged: Judged, promise: Promise) -> str:
    """ "99,6215 %", "tussen 99,1 % en 99,8 %", "1,8 s"; empty where nothing was measured."""
    if judged.worst is None or judged.best is None:
        return ""
    worst, best = _figure(judged.worst, promise), _figure(judged.best, promise)
    return best if worst == best else _("between %(worst)s and %(best)s") % {"worst": worst, "best": best}


def bound_words(judged: Judged, promise: Promise) -> str:
    """ "minstens 99,5 %", "hoogstens 2 s gemiddeld"; empty for what is judged one by one."""
    says = promise.measure
    if judged.bound is None:
        return ""
    if says is None:
        return _("at every moment") if promise.always else _("all of them")
    bound = {"bound": _figure(judged.bound, promise)}
    if says.at_least is not None:
        return _("at least %(bound)s") % bound
    if says.average:
        return _("at most %(bound)s on average") % bound
    share = percent(float(says.share_of_cases or 100) / 100)
    return _("at most %(bound)s in %(share)s of cases") % {**bound, "share": share}


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


def _figure(value: Decimal, promise: Promise) -> str:
    if promise.measure is not None and promise.measure.unit == "seconds":
        text = decimal(float(value), 3).rstrip("0").rstrip(".,")
        return f"{text}{NBSP}s"
    return percent(float(value) / 100, 4)

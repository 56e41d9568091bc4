# SPDX-License-Identifier: EUPL-1.2
"""What a promise of a report came to, in words: its figure, its bound, why it is not measurable."""

from __future__ import annotations

from decimal import Decimal

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..month_words import WHYS, value_words
from .promise_facts import AIM, INTENT, NOT_YET
from .value import PromiseFact

UNJUDGED: dict[str, LazyText] = {
    AIM: gettext_lazy("an aim, not judged"),
    INTENT: gettext_lazy("cannot be judged"),
    NOT_YET: gettext_lazy("nothing recorded yet"),
}


def figure_of(worst: Decimal | None, best: Decimal | None, unit: str) -> str:
    """ "99,6215 %", "tussen 99,1 % en 99,8 %", "1,8 s"; empty where nothing was measured."""
    if worst is None or best is None:
        return ""
    low, high = value_words(worst, unit), value_words(best, unit)
    return high if low == high else _("between %(worst)s and %(best)s") % {"worst": low, "best": high}


def bound_of(promise: PromiseFact) -> str:
    """The bound, in the promise's own unit; its text says whether least or most."""
    return "" if promise.bound is None else value_words(promise.bound, promise.unit)


def why_of(promise: PromiseFact) -> str:
    """Why it is not measurable; empty where it is."""
    return str(UNJUDGED.get(promise.why) or WHYS.get(promise.why) or promise.why).rstrip(".")

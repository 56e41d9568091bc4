# SPDX-License-Identifier: EUPL-1.2
"""The self-check in words: what the answers mean, and advice. The words are ours. beheer:1-5"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from akkoord.web.moments import decimal

from .rules.maturity import Advice, Result

Text = str | Promise

SCALE: tuple[tuple[int, Text], ...] = (
    (1, pgettext_lazy("self-check", "Not yet")),
    (2, pgettext_lazy("self-check", "Sometimes")),
    (3, pgettext_lazy("self-check", "Mostly")),
    (4, pgettext_lazy("self-check", "Fully")),
)
# What is advised, why, and the step that it could become in the plan.
ADVICE: dict[Advice, tuple[Text, Text]] = {
    Advice.CHECK_FIRST: (
        gettext_lazy("Fill in the check for one role"),
        gettext_lazy("Begin with the functional administrator. From the answers follows what helps most."),
    ),
    Advice.SECOND_HOLDER: (
        gettext_lazy("Find a second holder for what rests on one person"),
        gettext_lazy("Holidays and illness then stop nothing, and somebody looks along."),
    ),
    Advice.TRAINEESHIP: (
        gettext_lazy("Send the administrator on a traineeship"),
        gettext_lazy("Some months of learning beside the work give more hold than loose courses."),
    ),
    Advice.CONSULTANCY_DAY: (
        gettext_lazy("Plan a consultancy day every month"),
        gettext_lazy("A fixed day to think along on the set-up keeps improving from being put off."),
    ),
    Advice.GOALS_SESSION: (
        gettext_lazy("Hold a session on goals with management"),
        gettext_lazy("Without goals and time, administration stays answering questions."),
    ),
    Advice.SECURITY_REVIEW: (
        gettext_lazy("Go through access and security with technical administration"),
        gettext_lazy("Leavers, second factors and keys that expire come first."),
    ),
    Advice.ASK_USERS: (
        gettext_lazy("Ask users what hinders them"),
        gettext_lazy("Five short talks say more than a long questionnaire."),
    ),
    Advice.TALK_ABOUT_FALL: (
        gettext_lazy("Talk about what went back since last year"),
        gettext_lazy("A role scores clearly lower: find out what changed."),
    ),
}


def result_words(result: Result, year: int) -> str:
    """ "2.8 of 4, 0.4 higher than in 2025"."""
    if result.mean is None:
        return _("not filled in for %(year)s") % {"year": year}
    mean = _("%(mean)s of 4") % {"mean": decimal(result.mean)}
    if result.change is None:
        return mean
    values = {"mean": mean, "change": decimal(abs(result.change)), "year": year - 1}
    if result.change > 0:
        return _("%(mean)s, %(change)s higher than in %(year)s") % values
    if result.change < 0:
        return _("%(mean)s, %(change)s lower than in %(year)s") % values
    return _("%(mean)s, the same as in %(year)s") % values

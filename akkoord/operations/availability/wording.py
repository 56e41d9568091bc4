# SPDX-License-Identifier: EUPL-1.2
"""Words and figures of availability in the reader's language. Shares are cut, never rounded upward."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from markupsafe import Markup

from akkoord.web.badges import verdict
from akkoord.web.calendar_words import words
from akkoord.web.frame import language
from akkoord.web.moments import percent

from ..evidence import MonthReading, Other
from ..rules.availability import Share, cut
from ..rules.formula import Cause, CountsAs
from ..rules.months import Stand, Why

CAUSES: dict[Cause, Promise] = {
    Cause.OUTAGE: gettext_lazy("Outage"),
    Cause.CALAMITY: gettext_lazy("Outage, a calamity"),
    Cause.CUSTOMER: gettext_lazy("Outage that the customer is responsible for"),
    Cause.FORCE_MAJEURE: gettext_lazy("Force majeure"),
    Cause.DEGRADED: gettext_lazy("Slow or partly broken, but usable"),
    Cause.PLANNED: gettext_lazy("Planned maintenance, announced in time and inside its hours"),
    Cause.PLANNED_UNPROVED: gettext_lazy("Planned maintenance, announced too late or outside its hours"),
    Cause.EMERGENCY: gettext_lazy("Emergency maintenance for an urgent security patch"),
    Cause.EMERGENCY_OTHER: gettext_lazy("Emergency maintenance for another reason"),
    Cause.VERSION: gettext_lazy("Installing a new version"),
    Cause.PATCH: gettext_lazy("Patch, inside its hours"),
    Cause.PATCH_UNPROVED: gettext_lazy("Patch, outside its hours"),
    Cause.OVERRUN: gettext_lazy("Maintenance before or after what was announced"),
    Cause.UNMEASURED: gettext_lazy("Not measured"),
}
COUNTS: dict[CountsAs, Promise] = {
    CountsAs.UP: pgettext_lazy("counts as", "available"),
    CountsAs.UNKNOWN: pgettext_lazy("counts as", "unknown"),
    CountsAs.DOWN: pgettext_lazy("counts as", "not available"),
    CountsAs.LEFT_OUT: pgettext_lazy("counts as", "left out"),
}
LOOKS = {CountsAs.UP: "kept", CountsAs.UNKNOWN: "none", CountsAs.DOWN: "broken", CountsAs.LEFT_OUT: "running"}
STANDS: dict[Stand, tuple[str, Promise | None]] = {
    Stand.KEPT: ("kept", None),
    Stand.BROKEN: ("broken", None),
    Stand.OPEN: ("none", gettext_lazy("not measured enough to say")),
    Stand.RUNNING: ("running", None),
    Stand.AT_RISK: ("risk", None),
    Stand.NOT_MEASURABLE: ("none", None),
}
WHYS: dict[Why, Promise] = {
    Why.NOT_BEGUN: gettext_lazy("The month has not begun."),
    Why.NO_PROMISE: gettext_lazy("No agreement promised anything about it that month."),
    Why.NO_COMPONENTS: gettext_lazy("Nothing that it is about was in use that month."),
    Why.ALL_LEFT_OUT: gettext_lazy("All of the month is left out, so there is nothing to count."),
}
OTHERS: dict[Other, tuple[Promise, Promise]] = {  # what the other reading does: leave out, count
    Other.MAINTENANCE: (
        gettext_lazy("if maintenance that broke its own promise is left out"),
        gettext_lazy("if maintenance that broke its own promise counts"),
    ),
    Other.CALAMITIES: (gettext_lazy("if calamities are left out"), gettext_lazy("if calamities count")),
}


def month_name(first: date) -> str:
    """ "oktober 2026"."""
    return f"{words(language()).months[first.month - 1]} {first.year}"


def share_words(share: Share, decimals: int = 2) -> str:
    """ "99,97 %"; where not all was measured "tussen 98,2 % en 99,97 %"; a dash where nothing counts."""
    if share.worst is None or share.best is None:
        return "–"
    worst, best = one_share(share.worst, decimals), one_share(share.best, decimals)
    return best if worst == best else _("between %(worst)s and %(best)s") % {"worst": worst, "best": best}


def one_share(share: Fraction, decimals: int = 2) -> str:
    """A share of 1 as a percentage, cut after that many decimals."""
    return percent(float(cut(share, decimals)), decimals)


def verdict_of(stand: Stand) -> Markup:
    """How a month stands, as everywhere."""
    return verdict(*STANDS[stand])


def other_words(reading: MonthReading, decimals: int = 2) -> list[str]:
    """What the month would be in the readings that come to another figure: "99,2 % als calamiteiten niet meetellen"."""
    formula = reading.agreed.formula
    is_left_out = {Other.MAINTENANCE: formula.unproved_left_out, Other.CALAMITIES: formula.calamities_left_out}
    return [
        f"{share_words(month.together, decimals)} {OTHERS[other][is_left_out[other]]}"
        for other, month in reading.differing.items()
    ]

# SPDX-License-Identifier: EUPL-1.2
"""A finding in the reader's words: what it is, how it stands, its bound, and where to do something about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from akkoord.web.moments import days, decimal, duration, now, percent, thousands, written
from akkoord.web.said import url

from ..rules.watching import LEAST_WEEKS, Finding, Level

TITLES: dict[str, Promise] = {
    "outage": gettext_lazy("An outage is running"),
    "duty": gettext_lazy("Duty roster"),
    "place": gettext_lazy("Prober"),
    "sign_ins": gettext_lazy("Signing in"),
    "failed_sign_ins": gettext_lazy("Failed sign-ins"),
    "clocks": gettext_lazy("Clocks about to break"),
    "queue": gettext_lazy("Jobs that wait"),
    "queue_wait": gettext_lazy("The job that waits longest"),
    "failed_jobs": gettext_lazy("Jobs that failed"),
    "mails": gettext_lazy("Mails not sent yet"),
    "certificate": gettext_lazy("Certificate"),
    "disk": gettext_lazy("Disk"),
    "database": gettext_lazy("Database"),
    "standbys": gettext_lazy("Standby of the database"),
    "lag": gettext_lazy("Standby is behind"),
    "sample_months": gettext_lazy("Months of raw samples"),
}
LEVELS: dict[Level, tuple[str, Promise]] = {
    Level.WELL: ("kept", gettext_lazy("well")),
    Level.SOON: ("at_risk", gettext_lazy("look soon")),
    Level.CROSSED: ("broken", gettext_lazy("look now")),
    Level.UNKNOWN: ("not_measurable", gettext_lazy("unknown")),
}
TO_DO: dict[str, tuple[Promise, str]] = {  # a place to go to, or what to do where that is no page of ours
    "outage": (gettext_lazy("To the status page"), "status"),
    "duty": (gettext_lazy("To the roster"), "duty"),
    "place": (gettext_lazy("Start bin/prober for this place"), ""),
    "sign_ins": (gettext_lazy("See whether people can sign in"), ""),
    "failed_sign_ins": (gettext_lazy("See in the audit log whom it concerns"), ""),
    "queue": (gettext_lazy("Look at the jobs"), "failed_jobs"),
    "queue_wait": (gettext_lazy("Look at the jobs"), "failed_jobs"),
    "failed_jobs": (gettext_lazy("Look at the jobs"), "failed_jobs"),
    "mails": (gettext_lazy("Look at the jobs"), "failed_jobs"),
    "clocks": (gettext_lazy("Promises"), "promises"),
    "certificate": (gettext_lazy("Renew it at its server"), ""),
    "disk": (gettext_lazy("Make room, or make it larger"), ""),
    "database": (gettext_lazy("Make the disk larger in time"), ""),
    "standbys": (gettext_lazy("Connect the standby again"), ""),
    "lag": (gettext_lazy("See whether the standby is busy or cut off"), ""),
    "sample_months": (gettext_lazy("See whether the folding job runs"), ""),
}


@dataclass(frozen=True)
class Line:
    """One row of the page, or one paragraph of a mail."""

    what: str
    title: str
    said: str
    bound: str
    look: str  # of the verdict
    word: str
    to_do: tuple[str, str]  # words and an address; either may be empty


def line_of(finding: Finding) -> Line:
    """The finding in the active language, seen from the moment of the page."""
    look, word = LEVELS[finding.level]
    title = f"{TITLES[finding.kind]} {finding.label or finding.name}".strip()
    label, place = TO_DO.get(finding.kind, ("", ""))
    return Line(
        what=finding.what,
        title=title,
        said=said(finding),
        bound=bound(finding),
        look=look,
        word=str(word),
        to_do=(str(label), url(place) if place else "") if place or finding.level in (Level.SOON, Level.CROSSED) else ("", ""),
    )


def said(finding: Finding) -> str:
    """How it stands now."""
    kind, value = finding.kind, finding.value
    if kind in ("outage", "duty"):
        return _duty(finding) if kind == "duty" else _("not over yet")
    if value is None:
        return _("not known: the database does not let us see it") if kind == "lag" else _("not known")
    if kind in ("sign_ins", "failed_sign_ins"):
        return ngettext("%(count)s in the last hour", "%(count)s in the last hour", int(value)) % {"count": thousands(int(value))}
    if kind == "standbys":
        return _("there is no standby") if not value else thousands(int(value))
    if kind == "place":
        return _("silent for a day or more") if value >= 86_400 else _("heard %(ago)s ago") % {"ago": duration(int(value))}
    return _figure(kind, value)


def bound(finding: Finding) -> str:
    """Against what it is held."""
    kind, limit = finding.kind, finding.bound
    if kind in ("sign_ins", "failed_sign_ins"):
        if limit is None:
            return _("too little history: %(weeks)d weeks are needed") % {"weeks": LEAST_WEEKS}
        too_low = finding.level == Level.CROSSED and finding.value is not None and finding.value < limit
        few, many = _("usually at least %(limit)s at this hour"), _("usually at most %(limit)s at this hour")
        return (few if too_low else many) % {"limit": thousands(round(limit))}
    if limit is None:
        return ""
    if kind == "duty":
        return _("somebody for the next %(days)s") % {"days": days(int(limit))}
    least = _("at least %(limit)s") if kind in ("certificate", "standbys") else _("at most %(limit)s")
    return least % {"limit": thousands(int(limit)) if kind == "standbys" else _figure(kind, limit)}


def _figure(kind: str, value: float) -> str:
    if kind in ("queue_wait", "mails", "lag", "place"):
        return duration(int(value))
    if kind == "certificate":
        return days(max(0, int(value)))
    if kind == "disk":
        return percent(value / 100, 0)
    if kind == "database":
        return f"{decimal(value)} GB"
    return thousands(int(value))


def _duty(finding: Finding) -> str:
    if finding.level == Level.CROSSED:
        return _("nobody is on duty now")
    if finding.value is not None:
        moment = written(now() + timedelta(days=finding.value), "dated")
        return _("nobody from %(moment)s") % {"moment": moment}
    return _("always somebody")

# SPDX-License-Identifier: EUPL-1.2
"""What the status page says in a sentence, and the word for each state."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from markupsafe import Markup, escape

from akkoord.web.moments import moment

from ..models import Outage
from ..rules.standing import Standing, worst
from ..rules.words import Impact, MaintenanceKind, OutageState
from .reading import Scene

STANDINGS: dict[Standing, tuple[str, str | Promise]] = {
    Standing.WORKS: ("kept", pgettext_lazy("component", "works")),
    Standing.UNKNOWN: ("none", pgettext_lazy("component", "not measured now")),
    Standing.WORK: ("running", pgettext_lazy("component", "maintenance")),
    Standing.SLOW: ("risk", pgettext_lazy("component", "slow")),
    Standing.PART: ("risk", pgettext_lazy("component", "works partly")),
    Standing.DOWN: ("broken", pgettext_lazy("component", "does not work")),
}
IMPACTS: dict[str, str | Promise] = {
    Impact.SLOW: pgettext_lazy("component", "slow"),
    Impact.PARTLY: pgettext_lazy("component", "works partly"),
    Impact.DOWN: pgettext_lazy("component", "does not work"),
}
STATES: dict[str, str | Promise] = {
    OutageState.INVESTIGATING: gettext_lazy("We are finding out what is wrong"),
    OutageState.IDENTIFIED: gettext_lazy("We know the cause"),
    OutageState.MONITORING: gettext_lazy("Mended; we keep an eye on it"),
    OutageState.RESOLVED: gettext_lazy("Over"),
    OutageState.POSTMORTEM: gettext_lazy("Looked back on"),
}
KINDS: dict[str, str | Promise] = {
    MaintenanceKind.PLANNED: gettext_lazy("Planned maintenance"),
    MaintenanceKind.EMERGENCY: gettext_lazy("Emergency maintenance"),
    MaintenanceKind.VERSION: gettext_lazy("A new version"),
    MaintenanceKind.PATCH: gettext_lazy("A patch"),
}


@dataclass(frozen=True)
class Headline:
    """The sentence of the masthead."""

    look: str
    icon: str
    title: str
    lead: str
    strong: str = ""


def headline(scene: Scene) -> Headline:
    """How it is now, for this reader: what concerns them goes first."""
    outages = [outage for outage in scene.outages if scene.concerns(outage)] or scene.outages
    standings = [shown.standing for shown in scene.components]
    if outages:
        return _of_outages(outages, standings)
    working = [work for work in scene.working if scene.concerns(work)] or scene.working
    if working:
        until = _("We expect to be done by {moment}.")
        return Headline(
            "running", "tool", working[0].title, _("We are working on it, as announced."), _when(until, working[0].planned_until)
        )
    if worst(standings) == Standing.UNKNOWN:
        return Headline("none", "circle-dashed", _("We know of no outage"), _("Not everything is being measured at this moment."))
    lead = _("There is no outage and no maintenance now.")
    return Headline("kept", "circle-check", _("Everything works"), lead)


def _of_outages(outages: list[Outage], standings: list[Standing]) -> Headline:
    bad = worst(standings)
    look, icon = ("broken", "circle-x") if bad == Standing.DOWN else ("risk", "alert-triangle")
    rest = _("Everything else works.") if any(s == Standing.WORKS for s in standings) else ""
    expected = max((outage.expected_at for outage in outages if outage.expected_at), default=None)
    strong = _when(_("We expect it to work again by {moment}."), expected) if expected else ""
    if len(outages) > 1:
        title = ngettext("%(num)d outage is running", "%(num)d outages are running", len(outages)) % {"num": len(outages)}
        return Headline(look, icon, title, rest, strong)
    return Headline(look, icon, outages[0].title, rest, strong)


def _when(sentence: str, at: object) -> Markup:
    return escape(sentence).format(moment=moment(at, "spoken"))  # type: ignore[arg-type]  # a datetime of a row

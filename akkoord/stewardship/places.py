# SPDX-License-Identifier: EUPL-1.2
"""Where the management organisation is in the bar, and the way between its own pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from akkoord.people.models import Person
from akkoord.people.rules import OrganisationKind, PortalRole
from akkoord.web.frame import Place
from akkoord.web.said import url

from .here import Here
from .set_up import is_known_set_up


@dataclass(frozen=True)
class Tab:
    """A page of the sub-navigation: its word, the name of its address, other paths that belong to it, and for whom it is."""

    label: str | Promise
    name: str
    also: tuple[str, ...] = ()
    shows: Callable[[Here], bool] = lambda here: True


# One line for each subject, in the order in which they are shown.
TABS: list[Tab] = [
    Tab(pgettext_lazy("stewardship", "To do"), "stewardship"),
    Tab(_("Tickets"), "steward_board", also=("/stewardship/tickets", "/stewardship/ask", "/stewardship/agreement")),
    Tab(_("Work list"), "steward_work", also=("/stewardship/tasks",), shows=lambda here: bool(here.roles) or here.may_work),
    Tab(_("Who does what"), "steward_roles", also=("/stewardship/processes",)),
    Tab(_("Planner"), "planner"),
    Tab(_("Update tests"), "updates"),
    Tab(_("Self-check"), "steward_check", shows=lambda here: bool(here.roles) or here.may_administer),
]


def show_places(request: HttpRequest, side: str) -> list[Place] | None:
    """One place, for people of an organisation that has set it up, and for who could do that."""
    person = getattr(request, "user", None)
    if side == "public" or not isinstance(person, Person) or not person.scope.organisations:
        return None
    may_begin = any(s.kind == OrganisationKind.CUSTOMER and PortalRole.ADMINISTRATOR in s.roles for s in person.standings)
    if not may_begin and not any(is_known_set_up(pk) for pk in person.scope.organisations):
        return None
    return [Place(pgettext_lazy("place", "Stewardship"), url("stewardship"), letter="b", order=40)]


def tabs(request: HttpRequest, here: Here) -> list[tuple[str, str, bool]]:
    """Label, address and whether the reader is there: the tab whose address covers most of the path."""
    shown = [tab for tab in TABS if tab.shows(here)]
    covered = [max((len(own) for own in (url(tab.name), *tab.also) if request.path.startswith(own)), default=0) for tab in shown]
    best = max(covered)
    return [(str(tab.label), url(tab.name) + here.query, bool(best) and c == best) for tab, c in zip(shown, covered, strict=True)]

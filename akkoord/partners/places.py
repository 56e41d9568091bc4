# SPDX-License-Identifier: EUPL-1.2
"""Where the partner programme is in the bar, and the way between its own pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from akkoord.people.models import Person
from akkoord.people.rules import OrganisationKind, StaffRole
from akkoord.web.frame import Place
from akkoord.web.moments import now
from akkoord.web.said import url

from .models.standing import READERS
from .programme import is_published
from .rights import MANAGERS


@dataclass(frozen=True)
class Tab:
    """A page of the sub-navigation: its word, the name of its address, and other paths that belong to it."""

    label: str | Promise
    name: str
    also: tuple[str, ...] = ()
    roles: tuple[StaffRole, ...] = ()
    """Whom of the vendor it is for; empty: everybody who sees the navigation."""


# One line for each subject, in the order in which they are shown. The partner's own pages:
PARTNER_TABS: list[Tab] = [
    Tab(gettext_lazy("To do"), "partnership"),
    Tab(gettext_lazy("Requirements"), "partner_requirements"),
    Tab(gettext_lazy("Experts"), "partnership_experts"),
    Tab(gettext_lazy("Exams"), "partnership_exams"),
    Tab(gettext_lazy("Gatherings"), "partnership_gatherings"),
    Tab(gettext_lazy("Assignments"), "partnership_assignments"),
    Tab(gettext_lazy("Leads"), "partnership_leads"),
    Tab(gettext_lazy("Connectors"), "connectors"),
    Tab(gettext_lazy("Code of conduct"), "partnership_conduct"),
    Tab(gettext_lazy("Directory"), "partnership_profile"),
]
# And those of whoever looks after partners, reads along, or hears how assignments go:
DESK_TABS: list[Tab] = [
    Tab(pgettext_lazy("place", "Partners"), "partner_desk", roles=READERS),
    Tab(gettext_lazy("Applications"), "applications", roles=READERS),
    Tab(gettext_lazy("Exams"), "partner_desk_exams", roles=READERS),
    Tab(gettext_lazy("Gatherings"), "partner_desk_gatherings", roles=READERS),
    Tab(gettext_lazy("Assignments"), "partner_desk_assignments"),
    Tab(gettext_lazy("Leads"), "partner_desk_leads", roles=READERS),
    Tab(gettext_lazy("Connectors"), "connectors", roles=READERS),
    Tab(gettext_lazy("Directory"), "partner_profiles", roles=MANAGERS),
    Tab(gettext_lazy("Agreed besides"), "partner_desk_permissions", roles=READERS),
]


def show_places(request: HttpRequest, side: str) -> list[Place] | None:
    """One place for a partner's people, one for those of the vendor who look after partners."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return None
    places = []
    if side == "staff" and person.has_staff_role(*MANAGERS) and is_published(now()):
        places.append(Place(pgettext_lazy("place", "Partners"), url("partner_desk"), order=65))
    if any(standing.kind == OrganisationKind.PARTNER for standing in person.standings):
        places.append(Place(pgettext_lazy("place", "Partnership"), url("partnership"), order=45))
    return places


def tabs(request: HttpRequest, among: list[Tab], query: str = "") -> list[tuple[str, str, bool]]:
    """Label, address and whether the reader is there: the tab whose address covers most of the path."""
    among = [tab for tab in among if not tab.roles or _is_for(request, tab)]
    covered = [max((len(own) for own in (url(tab.name), *tab.also) if request.path.startswith(own)), default=0) for tab in among]
    best = max(covered, default=0)
    return [(str(tab.label), url(tab.name) + query, bool(best) and c == best) for tab, c in zip(among, covered, strict=True)]


def _is_for(request: HttpRequest, tab: Tab) -> bool:
    person = getattr(request, "user", None)
    return isinstance(person, Person) and person.has_staff_role(*tab.roles)

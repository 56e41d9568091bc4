# SPDX-License-Identifier: EUPL-1.2
"""The desk's places in the bar of every page, and the button to report."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from akkoord.cases.rights import DESK
from akkoord.people.models import Person
from akkoord.people.rules import PortalRole
from akkoord.web.frame import Place
from akkoord.web.icons import icon
from akkoord.web.said import url


def show_places(request: HttpRequest, side: str) -> list[Place]:
    """Overview for customers, the queue and the calamities for the desk, and the agreement for everybody."""
    agreement = Place(gettext_lazy("Agreement"), url("agreement"), letter="a", order=80)
    hours = Place(gettext_lazy("Opening hours"), url("opening_hours"), order=85)
    person = getattr(request, "user", None)
    if side == "public" or not isinstance(person, Person):
        return [agreement, hours]
    if side == "staff" and person.has_staff_role(*DESK):
        queue = Place(gettext_lazy("Queue"), url("queue"), letter="q", order=10, also=("/calls", "/saved-replies"))
        return [queue, Place(gettext_lazy("Calamities"), url("calamities"), letter="u", order=30), agreement]
    also = ("/report", "/calamity") if side == "customer" else ()
    return [Place(gettext_lazy("Overview"), "/", letter="h", order=10, also=also), agreement]


def show_report(request: HttpRequest, side: str) -> Markup | None:
    """The button in the bar, for who may report somewhere."""
    return _report("btn-sm", _("Report")) if side == "customer" and _may_report(request) else None


def show_report_beside_list(request: HttpRequest, side: str) -> Markup | None:
    """The button beside the list of cases."""
    if side == "staff":
        person = getattr(request, "user", None)
        if not isinstance(person, Person) or not person.has_staff_role(*DESK):
            return None
        return Markup('<a class="btn" href="{}">{}{}</a>').format(url("new_call"), icon("phone-plus"), _("Note a call"))
    return _report("btn-primary", _("Report an incident")) if _may_report(request) else None


def _report(look: str, word: str) -> Markup:
    return Markup('<a class="btn {}" href="{}">{}{}</a>').format(look, url("report"), icon("plus"), word)


def _may_report(request: HttpRequest) -> bool:
    person = getattr(request, "user", None)
    return isinstance(person, Person) and bool(person.organisations_with(PortalRole.INCIDENT_SUBMITTER))

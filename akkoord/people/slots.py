# SPDX-License-Identifier: EUPL-1.2
"""What people show in the frame of every page: who reads, and the places that are theirs."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from akkoord.web.frame import Place, Reader
from akkoord.web.said import url
from akkoord.web.slots import Slot

from .models import Person
from .rules import PortalRole

ORGANISATION = Slot("organisation_side")
"""`filling(request, organisation) -> Markup | None`: what higher floors know of an organisation, beside its contacts."""

COMING = Slot("coming")
"""`filling(person, at) -> list[Due] | None`: deadlines (`people/coming.py`) that come for somebody, for their calendar."""


def show_reader(request: HttpRequest) -> Reader | None:
    """The first name in the bar, with the whole name and the organisation behind it."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return None
    where = ", ".join(m.organisation.name for m in person.memberships_in_force[:2])
    return Reader(person.first_name, url("account"), f"{person.name}, {where}" if where else person.name)


def show_places(request: HttpRequest, side: str) -> list[Place] | None:
    """Contacts for who administers them; organisations for the vendor's people."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return None
    places = []
    if side == "staff":
        places.append(Place(_("Customers"), url("organisations"), letter="o", order=60))
    if person.organisations_with(PortalRole.ADMINISTRATOR):
        places.append(Place(_("Contacts"), url("contacts"), letter="c", order=70))
    return places


def show_sign_in(request: HttpRequest, side: str) -> Markup | None:
    """The way in, on what everybody may read; pages that sign in themselves have their own."""
    if side != "public" or request.path == "/" or request.path.startswith(url("account_login")):
        return None
    return Markup('<a class="btn btn-sm" href="{}">{}</a>').format(url("account_login"), _("Sign in"))

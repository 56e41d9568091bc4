# SPDX-License-Identifier: EUPL-1.2
"""Reports in the bar, for whoever may read them."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Person
from akkoord.people.rules import OrganisationKind
from akkoord.web.frame import Place
from akkoord.web.said import url

from .rights import READERS


def show_places(request: HttpRequest, side: str) -> list[Place] | None:
    """Reports, for the vendor and for administrators and incident managers of customers; a partner finds them by the address."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person) or not (person.is_staff or _reads_for_customer(person)):
        return None
    return [Place(_("Reports"), url("reports"), letter="m", order=85)]


def _reads_for_customer(person: Person) -> bool:
    return any(s.kind == OrganisationKind.CUSTOMER and s.roles & set(READERS) for s in person.standings)

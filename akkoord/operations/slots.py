# SPDX-License-Identifier: EUPL-1.2
"""What operations show on pages of lower floors (`fill`), and where higher floors may show something on theirs."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from akkoord.agreements.slots import PROMISE_STAND
from akkoord.cases import slots as of_cases
from akkoord.people.models import Person
from akkoord.people.slots import COMING
from akkoord.web import frame
from akkoord.web.frame import Place
from akkoord.web.said import url
from akkoord.web.slots import Slot

from .availability.beside import show_link, show_months
from .disputes.blocks import hear_of_dispute, show_recorded
from .improvement.beside import show_due_plans
from .improvement.coming import coming_plans
from .responses.panel import show_response_times
from .rights import READERS
from .status.places import show_status

OPERATIONS_SIDE = Slot("operations_side")
"""`filling(request) -> Markup | None`: a panel in the narrow column of the page of operations."""
STATUS_SIDE = Slot("status_side")
"""`filling(person, at) -> Markup | None`: a panel in the narrow column of the status page (availability by month, response times)."""


def fill() -> None:
    """Take the places that lower floors offer; called by `site/wiring.py`."""
    frame.PLACES.fill(show_places)
    frame.PLACES.fill(show_status)
    STATUS_SIDE.fill(show_response_times, order=60)
    PROMISE_STAND.fill(show_link, order=90)
    STATUS_SIDE.fill(show_months)
    OPERATIONS_SIDE.fill(show_due_plans)
    COMING.fill(coming_plans)
    of_cases.CASE_TOP.fill(show_recorded)
    of_cases.CASE_HEARERS.fill(hear_of_dispute)


def show_places(request: HttpRequest, side: str) -> list[Place] | None:
    """Operations, for those who work there or lead the desk."""
    person = getattr(request, "user", None)
    if side != "staff" or not isinstance(person, Person) or not person.has_staff_role(*READERS):
        return None
    return [Place(_("Operations"), url("operations"), letter="b", order=40)]

# SPDX-License-Identifier: EUPL-1.2
"""What agreements show in the frame of every page."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from markupsafe import Markup

from akkoord.people.models import Organisation, Person
from akkoord.people.slots import ORGANISATION
from akkoord.web import frame
from akkoord.web.moments import now
from akkoord.web.parts import part
from akkoord.web.said import url

from .models import Contract
from .rules import AUTHORS
from .titles import title_of
from .wording import day_words


def fill() -> None:
    """Take the places that the frame offers; called by `site/wiring.py`."""
    frame.FOOT.fill(show_opening_hours)
    ORGANISATION.fill(show_contracts)


def show_contracts(request: HttpRequest, organisation: Organisation) -> Markup | None:
    """The contracts of an organisation, for who looks after them."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person) or not person.has_staff_role(*AUTHORS):
        return None
    found = list(Contract.objects.visible_to(person).filter(organisation=organisation).select_related("agreement"))
    titles = {code: title_of(code, now()) for code in {contract.agreement.code for contract in found}}
    context = {"contracts": found, "titles": titles, "day_words": day_words}
    return part("agreements/contracts.html", context, request) if found else None


def show_opening_hours(request: HttpRequest, side: str) -> Markup:
    """A link to the opening hours, for everybody."""
    return Markup('<a href="{}">{}</a>').format(url("opening_hours"), _("Opening hours"))

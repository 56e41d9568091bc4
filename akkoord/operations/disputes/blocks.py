# SPDX-License-Identifier: EUPL-1.2
"""What operations add to the page of a dispute, and who hears of one."""

from __future__ import annotations

from django.http import HttpRequest
from markupsafe import Markup

from akkoord.audit.models import Event
from akkoord.cases.case_page import CasePage
from akkoord.cases.models import Case
from akkoord.cases.rights import agent
from akkoord.people.models import Person
from akkoord.web.parts import part

from ..events import DisputeRaised
from ..kinds import ACCEPTED, DISPUTE
from ..roster import operators
from .reading import About, recorded


def show_recorded(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """The raw intervals that were recorded, as they are now; once accepted, for operations the way to the correction."""
    if case.kind_name != DISPUTE.name or case.organisation is None:
        return None
    detail = case.dispute
    about = About(detail.month, detail.component, detail.outage)
    context = {
        "about": about,
        "detail": detail,
        "recorded": recorded(about, case.organisation, page.person, page.at),
        "corrects": case.state == ACCEPTED and page.for_vendor and agent(page.person, case),
    }
    return part("operations/disputes/recorded.html", context, request)


def hear_of_dispute(case: Case, event: Event) -> list[Person] | None:
    """Everybody of operations hears that a figure is disputed."""
    return operators() if event.name == DisputeRaised.name() else None

# SPDX-License-Identifier: EUPL-1.2
"""On the page of a case: the outage that it comes from, and for the desk how to say so."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from markupsafe import Markup

from akkoord.cases.case_page import CasePage
from akkoord.cases.models import Case
from akkoord.cases.rights import agent
from akkoord.operations.concerning import linkable, outages_of
from akkoord.operations.rights import READERS
from akkoord.operations.status.wording import STATES
from akkoord.web.icons import icon
from akkoord.web.parts import part
from akkoord.web.said import url

from ..kinds import CALAMITY, INCIDENT


def show_outages(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """The outages it belongs to, for whoever sees the case; the desk links it to another one while it is open."""
    if case.kind_name not in (INCIDENT.name, CALAMITY.name):
        return None
    linked = outages_of(case.key, page.person)
    may_link = page.for_vendor and case.is_open and agent(page.person, case)
    offered = linkable(case.key, page.person, case.opened_at) if may_link else []
    if not linked and not offered:
        return None
    context = {
        "case": case,
        "linked": linked,
        "offered": offered,
        "states": STATES,
        "for_operations": page.for_vendor and page.person.has_staff_role(*READERS),
    }
    return part("desk/parts/outages.html", context, request)


def show_status_page(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """The button that puts a calamity on the status page, as long as it is not there."""
    if case.kind_name != CALAMITY.name or not case.is_open or not page.for_vendor or not agent(page.person, case):
        return None
    if case.calamity.outage:
        return None
    link = Markup('<a class="btn" href="{}">{}{}</a>')
    return link.format(url("put_on_status_page", case.number), icon("urgent"), _("Put it on the status page"))

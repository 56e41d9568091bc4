# SPDX-License-Identifier: EUPL-1.2
"""What stands on the page of a confidential report for who decides, and who hears of what happens to it."""

from __future__ import annotations

from django.http import HttpRequest
from markupsafe import Markup

from akkoord.audit.models import Event
from akkoord.cases.case_page import CasePage
from akkoord.cases.models import Case
from akkoord.cases.rights import agent
from akkoord.people.models import Person
from akkoord.web.parts import part

from .confidants import decider_left
from .kinds.confidential import BREACH_REPORT, HEARING_OF


def show_both_sides(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """For who decides: the hearings, and the ways to hear somebody and to decide."""
    if case.kind_name != BREACH_REPORT.name or not agent(page.person, case):
        return None
    hearings = Case.objects.visible_to(page.person).filter(hearing__report=case).select_related("hearing__heard")
    return part("partners/network/both_sides.html", {"case": case, "hearings": list(hearings.order_by("opened_at"))}, request)


def show_decider_left(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """For the reporter, when whom they named can no longer decide: the way to name another one."""
    if case.kind_name != BREACH_REPORT.name or not case.is_open or not case.is_reported_by(page.person) or not decider_left(case):
        return None
    return part("partners/network/decider_left.html", {"case": case}, request)


def hear_in_confidence(case: Case, event: Event) -> list[Person] | None:
    """The named persons, and nobody else."""
    if case.kind_name not in (BREACH_REPORT.name, HEARING_OF.name):
        return None
    return list(Person.objects.filter(pk__in=case.persons))

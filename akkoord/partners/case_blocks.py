# SPDX-License-Identifier: EUPL-1.2
"""What stands on the pages of applications and yearly checks, and who hears of them."""

from __future__ import annotations

from django.http import HttpRequest
from markupsafe import Markup

from akkoord.audit.models import Event
from akkoord.cases.case_page import CasePage
from akkoord.cases.models import Case
from akkoord.cases.rights import agent
from akkoord.people.models import Person
from akkoord.web.parts import part

from .application_links import path_of
from .criteria import criteria_of, found_of
from .events.applications import ApplicantReplied, ApplicationWithdrawn, PartnerApplied
from .hearing import administrators_of, managers
from .kinds.applications import PARTNER_APPLICATION
from .kinds.checks import PARTNER_CHECK
from .rules.applications import may_agree
from .wording import requirements as words


def show_criteria(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """Each criterion with what was found of it; the way to the check list and to the agreement."""
    if case.kind_name != PARTNER_APPLICATION.name or not page.for_vendor:
        return None
    criteria, found = criteria_of(case), found_of(case)
    context = {
        "case": case,
        "rows": [(said, found.get(said.id)) for said in criteria],
        "is_ready": may_agree([said.id for said in criteria], {name: row.found for name, row in found.items()}),
        "may_assess": case.is_open and agent(page.person, case),
    }
    return part("partners/parts/criteria.html", context, request)


def show_check(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """Each requirement as it stood, with the partner's remarks; the way to the answer and to the decision."""
    if case.kind_name != PARTNER_CHECK.name:
        return None
    lines = list(case.check_lines.prefetch_related("remarks__by"))
    last = max((line.round for line in lines), default=0)
    moves = {move.name for move in case.kind.moves if case.state in move.start and move.by(page.person, case)}
    context = {
        "case": case,
        "rounds": [(number, [line for line in lines if line.round == number]) for number in range(1, last + 1)],
        "partner": case.partner_check.partner,
        "may_answer": "answer" in moves,
        "may_decide": "continue" in moves,
        "words": words,
        "for_vendor": page.for_vendor,
    }
    return part("partners/parts/check_lines.html", context, request)


def hear_of_partnership(case: Case, event: Event) -> list[Person] | None:
    """Whoever looks after partners hears of an application; a partner's administrators of what happens in its check."""
    if case.kind_name == PARTNER_CHECK.name:
        return administrators_of(case.organisation_id) if case.organisation_id else None
    about = (PartnerApplied.name(), ApplicantReplied.name(), ApplicationWithdrawn.name())
    return managers() if case.kind_name == PARTNER_APPLICATION.name and event.name in about else None


def link_of_applicant(case: Case) -> str | None:
    """Where an applicant without an account reads the application."""
    return path_of(case) if case.kind_name == PARTNER_APPLICATION.name and case.reporter_id is None else None

# SPDX-License-Identifier: EUPL-1.2
"""What questions and objections show on the pages of lower floors, and who hears of them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _
from markupsafe import Markup

from akkoord.agreements.models import Contract
from akkoord.agreements.rules import AUTHORS
from akkoord.agreements.slots import AGREEMENT_ASK
from akkoord.agreements.wording import day_words
from akkoord.audit.models import Event
from akkoord.cases import slots as of_cases
from akkoord.cases.case_page import CasePage
from akkoord.cases.models import Case
from akkoord.people.models import Membership, Person
from akkoord.people.rules import OrganisationKind
from akkoord.web.parts import part
from akkoord.web.said import url

from .events import AgreementQuestionAsked
from .kinds import AGREEMENT_QUESTION, ASKERS, UNSOLVED


def fill() -> None:
    """Take the places that lower floors offer; called by `site/wiring.py`."""
    AGREEMENT_ASK.fill(show_ask)
    of_cases.CASE_SIDE.fill(show_ending)
    of_cases.CASE_HEARERS.fill(hear_of_question)


def show_ask(request: HttpRequest, clause: str = "", change: str = "") -> Markup | None:
    """The way to ask about a clause, or to object to a change, for whoever may."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person) or not person.organisations_with(*ASKERS):
        return None
    label = _("Ask or object") if change else _("Ask about this")
    about = urlencode({"change": change} if change else {"clause": clause})
    return Markup('<a class="btn btn-sm" href="{}?{}">{}<span class="sr"> {}</span></a>').format(
        url("agreement_question"), about, label, clause or change
    )


def show_ending(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """What an objection without a solution can end in: for the vendor the way there, for both what holds until when."""
    if case.kind_name != AGREEMENT_QUESTION.name or case.organisation_id is None or not case.agreement_question.is_objection:
        return None
    about = case.agreement_question.about
    contracts = Contract.objects.filter(organisation=case.organisation_id, agreement=about.agreement_id)
    ended = contracts.filter(ended_over=about).first()
    may_end = page.for_vendor and page.person.has_staff_role(*AUTHORS) and case.state == UNSOLVED
    running = contracts.filter(ends_on=None).first() if may_end and ended is None else None
    if ended is None and running is None:
        return None
    context = {"ended": ended, "running": running, "about": about, "day_words": day_words}
    return part("objections/ending.html", context, request)


def hear_of_question(case: Case, event: Event) -> list[Person] | None:
    """The vendor's product and lead hear that somebody asks or objects."""
    if event.name != AgreementQuestionAsked.name():
        return None
    found = Membership.objects.in_force().filter(
        organisation__kind=OrganisationKind.VENDOR, roles__overlap=[str(role) for role in AUTHORS]
    )
    return [m.person for m in found.select_related("person").order_by("person__name", "pk")]

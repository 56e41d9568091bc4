# SPDX-License-Identifier: EUPL-1.2
"""What tickets add to the page of a case: the sheet, the decision, the tasks, whether it is what was meant, where it went."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from akkoord.agreements.wording import day_words
from akkoord.cases.case_page import CasePage
from akkoord.cases.models import Case
from akkoord.cases.rights import agent
from akkoord.cases.wording import paragraphs
from akkoord.web.parts import part
from akkoord.web.said import url

from .actions.passing import FROM
from .actions.tickets import WHILE_DONE, WHILE_INVESTIGATED
from .kinds import TICKET
from .models import TicketPassing
from .rules.tickets import PHASE_OF, State, Target
from .ticket_words import PHASES, level_word, task_words
from .tickets import may_decide

ASKS = {"decision": {"approve", "decline"}, "acceptance": {"accept"}}  # the moves that a block offers itself


def show_turn(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """What is asked of this reader now: a decision, or whether it is what was meant, or looking back."""
    if case.kind_name != TICKET.name or not case.is_open:
        return None
    asked = ""
    if case.state == State.DECIDED and may_decide(page.person, case):
        asked = "decision"
    elif case.state == State.RETURNED and case.is_reported_by(page.person):
        asked = "acceptance"
    elif case.state == State.OPTIMISED and page.is_inside:
        asked = "review"
    page.moved_above |= ASKS.get(asked, set())
    return _shown(f"stewardship/blocks/{asked}.html", request, {"case": case, "once": uuid4()}) if asked else None


def show_sheet(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """The investigation sheet with what it said before; for who works on it, the way to write it."""
    if case.kind_name != TICKET.name:
        return None
    sheets = list(case.ticket_sheets.select_related("by", "process"))
    may_write = page.is_inside and case.state in WHILE_INVESTIGATED
    if not sheets and not may_write:
        return None
    context = {
        "case": case,
        "sheet": sheets[-1] if sheets else None,
        "earlier": sheets[-2::-1],
        "may_write": may_write,
        "level_word": level_word,
        "paragraphs": paragraphs,
    }
    return _shown("stewardship/blocks/sheet.html", request, context)


def show_tasks(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """What is to be done, by whom and by when; once it will be done, or somebody has a task."""
    if case.kind_name != TICKET.name or case.state in (State.ASKED, State.WAITING, State.DECLINED, State.WITHDRAWN):
        return None
    context = {
        "case": case,
        "tasks": list(case.ticket_tasks.select_related("owner", "done_by")),
        "may_plan": page.is_inside and case.state in WHILE_DONE,
        "person": page.person,
        "today": timezone.localdate(page.at),
        "task_words": task_words,
        "day_words": day_words,
    }
    return _shown("stewardship/blocks/tasks.html", request, context)


def show_passings(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """Where it went on outside, and what went along."""
    if case.kind_name != TICKET.name:
        return None
    passings = list(case.ticket_passings.select_related("other", "by"))
    if not passings:
        return None
    context = {"case": case, "passings": passings, "incident": Target.INCIDENT, "paragraphs": paragraphs}
    return _shown("stewardship/blocks/passings.html", request, context)


def show_origin(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """On an incident that was passed on: from which ticket, for who sees that ticket. The vendor reads nothing here."""
    if page.for_vendor or case.kind_name == TICKET.name:
        return None
    passed_on = list(TicketPassing.objects.filter(other=case).values_list("case", flat=True)[:1])
    ticket = Case.objects.visible_to(page.person).filter(pk__in=passed_on).first() if passed_on else None
    return _shown("stewardship/blocks/origin.html", request, {"ticket": ticket}) if ticket else None


def show_actions(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """Passing on, for who works on it."""
    if case.kind_name != TICKET.name or case.state not in FROM or not agent(page.person, case):
        return None
    return Markup('<a class="btn" href="{}">{}</a>').format(url("ticket_passing", case.number), _("Pass on"))


def show_without_clocks(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """In which phase it is; and for who could arrange it, that no clock runs without an agreement of the organisation's own."""
    if case.kind_name != TICKET.name or not case.is_open:
        return None
    said = escape(_("Phase: {phase}.")).format(phase=PHASES[PHASE_OF[case.state]])
    open_tasks = case.ticket_tasks.filter(done_at=None, owner=page.person).count()
    if open_tasks:
        words = ngettext("You have %(num)d task here.", "You have %(num)d tasks here.", open_tasks)
        said += " " + escape(words % {"num": open_tasks})
    if case.version_id is None and page.is_inside:
        said += Markup(' {} <a href="{}">{}</a>').format(
            _("No clock runs: your organisation has no agreement of its own yet."), url("steward_agreement"), _("Set one up")
        )
    return said


def _shown(template: str, request: HttpRequest, context: dict[str, Any]) -> Markup:
    return part(template, context, request)

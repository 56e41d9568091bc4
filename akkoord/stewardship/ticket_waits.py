# SPDX-License-Identifier: EUPL-1.2
"""What waits for somebody on tickets: to look into, to decide, to do, to accept, to look back on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from akkoord.cases.models import Case
from akkoord.cases.visibility import Cases
from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now, written
from akkoord.web.parts import part

from .here import Here
from .kinds import TICKET
from .models import TicketTask
from .rules.tickets import State
from .ticket_words import task_words
from .tickets import decided_by
from .waiting import Wait

MOST = 20
MOST_LOOKED_AT = 500  # others decide on some of them


def tickets_waiting(request: PersonRequest, here: Here) -> list[Wait]:
    """Everything on tickets that waits for this reader."""
    cases = Case.objects.visible_to(here.person).filter(kind_name=TICKET.name, organisation=here.organisation, closed_at=None)
    cases = cases.select_related("ticket", "reporter", "assignee").order_by("next_due_at", "opened_at")
    return [*_mine(cases, here), *_tasks(here), *(_work(cases) if here.may_administer else ())]


def tasks_for_work(here: Here, today: date) -> list[Wait]:
    """The reader's own tasks of tickets, on the work list."""
    return list(_tasks(here))


def show_ask(request: HttpRequest, here: Here) -> Markup:
    """The way to ask something, for everybody."""
    return part("stewardship/blocks/ask.html", {"here": here}, request)


def _mine(cases: Cases, here: Here) -> Iterator[Wait]:
    for case in cases.filter(state__in=[State.WAITING, State.RETURNED], reporter=here.person)[:MOST]:
        returned = case.state == State.RETURNED
        yield _wait(case, _("It is done: is it what you meant?") if returned else _("There is a question for you"), _("Look"))
    undecided = cases.filter(state=State.DECIDED)[:MOST_LOOKED_AT]
    for case in decided_by(here.person, here.organisation.pk, undecided)[:MOST]:
        yield _wait(case, _("Waits for your decision"), _("Decide"))


def _tasks(here: Here) -> Iterator[Wait]:
    rows = TicketTask.objects.open().filter(owner=here.person, case__organisation=here.organisation, case__closed_at=None)
    today = timezone.localdate(now())
    for task in rows.select_related("case")[:MOST]:
        late = task.due_on is not None and task.due_on < today
        yield Wait(
            str(task_words(task)), f"{task.case.get_absolute_url()}#tasks", (task.case.subject, task.case.number), _("To the task"),
            due=task.due_on, is_overdue=late,
        )  # fmt: skip


def _work(cases: Cases) -> Iterator[Wait]:
    words = {
        State.ASKED: (_("A new question"), _("Look into it")),
        State.OPTIMISED: (_("Look back: did it work?"), _("Look back")),
    }
    for state, (said, act) in words.items():
        for case in cases.filter(state=state)[:MOST]:
            if state == State.ASKED or case.ticket.reminded_at is not None:
                yield _wait(case, said, act)


def _wait(case: Case, said: str, act: str) -> Wait:
    due = case.next_due_at
    sub = (said, case.reporter.name if case.reporter else "", written(due, "short") if due else case.number)
    return Wait(
        case.subject, case.get_absolute_url(), sub, act,
        due=timezone.localdate(due) if due else None, is_overdue=due is not None and due < now(),
    )  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""Ask something of the organisation's own administrators, investigate it, do it, and look back. beheer:4"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from akkoord.cases.actions import lock, make_move, open_case, tell
from akkoord.cases.events import CaseFact
from akkoord.cases.models import Case
from akkoord.cases.refusals import CannotMove, NotAllowed
from akkoord.cases.rights import agent, may_see
from akkoord.people.models import Organisation, Person

from ..events import tickets as e
from ..kinds import BEFORE_DECISION, TICKET
from ..models import Process, TicketDetail, TicketSheet, TicketTask
from ..refusals import NotAColleague, TaskGone
from ..rules.roles import StewardRole
from ..rules.tickets import Level, Sort, State, Worked, is_review_due
from ..tickets import decider_of, settings_of

WHILE_INVESTIGATED = (*BEFORE_DECISION, State.EXECUTED)
WHILE_DONE = (State.INVESTIGATED, State.DECIDED, State.EXECUTED, State.PASSED_ON)


@transaction.atomic
def ask_ticket(
    *,
    organisation: Organisation,
    subject: str,
    text: str,
    by: Person,
    at: datetime,
    process: Process | None = None,
    origin: str = "portal",
    external_id: str | None = None,
    once: UUID | None = None,
) -> Case:
    """Ask something, as anybody of the organisation may; a test and a word to colleagues are tasks of every ticket.

    A form sent twice (`once`) is one ticket. Raises NotAllowed, NothingSaid, FormUsed.
    """
    if process is not None and (process.organisation_id != organisation.pk or process.ended_at is not None):
        process = None
    case = open_case(
        kind=TICKET, by=by, at=at, organisation=organisation, subject=subject, text=text, detail={"process": process},
        origin=origin, external_id=external_id, once=once,
    )  # fmt: skip
    if not case.is_repeated:
        own = [TicketTask(case=case, sort=sort, added_at=case.opened_at) for sort in (Sort.TEST, Sort.COMMUNICATION)]
        TicketTask.objects.bulk_create(own)
    return case


@transaction.atomic
def write_sheet(
    *,
    case: Case,
    impact: Level,
    effort_hours: int,
    value: Level,
    risk: Level,
    advice: str,
    by: Person,
    at: datetime,
    process: Process | None = None,
) -> TicketSheet:
    """Write down what the investigation found; what it said before is kept beside it. One that says the same is no new one.

    Whoever looks into it takes it. What is under way and turns out to be management's to decide, waits for that decision.
    Raises NotAllowed, CannotMove.
    """
    held = _worked_on(case, by, at, WHILE_INVESTIGATED)
    if process is not None and process.organisation_id != held.organisation_id:
        raise NotAllowed
    said = {
        "impact": impact,
        "effort_hours": effort_hours,
        "value": value,
        "risk": risk,
        "advice": advice.strip(),
        "process": process,
    }
    last = held.ticket_sheets.last()
    if last is not None and all(getattr(last, name) == given for name, given in said.items()):
        return last
    if held.state == State.ASKED:
        make_move(case=held, move="take", by=by, at=at)
    decided_by = decider_of(held)
    sheet = TicketSheet.objects.create(case=held, at=at, by=by, **said)
    TicketDetail.objects.filter(case=held).update(process=process, effort_hours=effort_hours)
    now = lock(held, by=by, at=at)
    tell(case=now, fact=e.TicketSheetWritten(case_id=held.pk, hours=effort_hours), by=by, at=at)
    if now.state == State.EXECUTED and decider_of(now) == StewardRole.MANAGEMENT != decided_by:  # beheer:3
        make_move(case=now, move="submit_again", by=by, at=at)
    return sheet


@transaction.atomic
def add_task(
    *,
    case: Case,
    what: str,
    by: Person,
    at: datetime,
    owner: Person | None = None,
    due_on: date | None = None,
    sort: Sort = Sort.WORK,
    once: UUID | None = None,
) -> TicketTask:
    """Add something to do. A colleague who gets it sees the ticket from then on. A form sent twice (`once`) is one task.

    Raises NotAllowed, CannotMove, NotAColleague.
    """
    held = _worked_on(case, by, at, WHILE_DONE)
    if once is not None and (known := held.ticket_tasks.filter(once=once).first()):
        return known
    _check_owner(held, owner)
    task = TicketTask.objects.create(
        case=held, sort=sort, what=" ".join(what.split())[:200], owner=owner, due_on=due_on, added_at=at, added_by=by,
        once=once,
    )  # fmt: skip
    tell(case=held, fact=_given(task), by=by, at=at)
    return task


@transaction.atomic
def plan_task(*, task: TicketTask, owner: Person | None, due_on: date | None, by: Person, at: datetime) -> None:
    """Say who does a task and by when. Raises NotAllowed, CannotMove, NotAColleague, TaskGone."""
    held = _worked_on(task.case, by, at, WHILE_DONE)
    _check_owner(held, owner)
    now = _open_task(task)
    if (now.owner_id, now.due_on) == (owner.pk if owner else None, due_on):
        return
    now.owner, now.due_on = owner, due_on
    now.save(update_fields=["owner", "due_on"])
    tell(case=held, fact=_given(now), by=by, at=at)


@transaction.atomic
def finish_task(*, task: TicketTask, by: Person, at: datetime) -> None:
    """Say that a task is done: its owner, or who works on the ticket, while that is open. Raises NotAllowed, CannotMove, TaskGone."""
    held = lock(task.case, by=by, at=at)
    if not may_see(by, held) or not (task.owner_id == by.pk or agent(by, held)):
        raise NotAllowed
    if not held.is_open:
        raise CannotMove
    now = _open_task(task)
    now.done_at, now.done_by = at, by
    now.save(update_fields=["done_at", "done_by"])
    tell(case=held, fact=e.TicketTaskDone(case_id=held.pk, task_id=now.pk), by=by, at=at)


@transaction.atomic
def drop_task(*, task: TicketTask, by: Person, at: datetime) -> None:
    """Take away a task that is not needed; a test and a word to colleagues stay. Raises NotAllowed, CannotMove, TaskGone."""
    held = _worked_on(task.case, by, at, WHILE_DONE)
    now = _open_task(task)
    if now.sort != Sort.WORK:
        raise NotAllowed
    fact = e.TicketTaskDropped(case_id=held.pk, task_id=now.pk)
    now.delete()
    tell(case=held, fact=fact, by=by, at=at)


@transaction.atomic
def review_ticket(
    *, case: Case, worked: Worked, text: str, instruction_updated: bool, by: Person, at: datetime, once: UUID | None = None
) -> None:
    """Look back: did it work, what can be better, does the instruction say it. Closes the ticket. Raises NotAllowed, CannotMove, NothingSaid."""
    make_move(case=case, move="review", by=by, at=at, text=text, once=once)
    TicketDetail.objects.filter(case=case).update(worked=worked, instruction_updated=instruction_updated)


@transaction.atomic
def remind_reviews(*, by: None, at: datetime) -> int:
    """Remind of every ticket that was accepted long enough ago to look back on, once; returns of how many."""
    waiting = Case.objects.filter(kind_name=TICKET.name, state=State.OPTIMISED, ticket__reminded_at=None)
    reminded = 0
    for case in waiting.select_for_update(of=("self",), skip_locked=True):
        if not is_review_due(case.state_since, settings_of(case.organisation_id).review_weeks, at):
            continue
        TicketDetail.objects.filter(case=case).update(reminded_at=at)
        tell(case=case, fact=e.TicketReviewDue(case_id=case.pk), by=None, at=at)
        reminded += 1
    return reminded


def _worked_on(case: Case, by: Person, at: datetime, states: tuple[str, ...]) -> Case:
    """The case as it is now, held, for somebody who works on it in one of these states."""
    held = lock(case, by=by, at=at)
    if not agent(by, held):
        raise NotAllowed
    if held.state not in states:
        raise CannotMove
    return held


def _given(task: TicketTask) -> CaseFact:
    if task.owner_id is None:
        return e.TicketTaskAdded(case_id=task.case_id, task_id=task.pk)
    return e.TicketTaskGiven(case_id=task.case_id, task_id=task.pk, person_id=task.owner_id)


def _check_owner(case: Case, owner: Person | None) -> None:
    if owner is not None and case.organisation_id not in owner.scope.organisations:
        raise NotAColleague


def _open_task(task: TicketTask) -> TicketTask:
    held = TicketTask.objects.select_for_update().filter(pk=task.pk, done_at=None).first()
    if held is None:
        raise TaskGone
    return held

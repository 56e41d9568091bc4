# SPDX-License-Identifier: EUPL-1.2
"""The work list of administrators: put on, change, do, take off. beheer:4 beheer:5

`by` None is set-up: the demonstration. `today` is the day where the reader is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.people.models import Membership, Organisation, Person
from akkoord.scope.rules import Audience, Circle

from ..events.work import WorkAdded, WorkChanged, WorkFact, WorkTakenOff, WorkWasDone, WorkWasUndone
from ..models import SelfCheck, WorkDone, WorkTask
from ..refusals import NameMissing, NotAColleague, NotAllowed
from ..rights import may_work
from ..rules.roles import StewardRole
from ..rules.work import Area, Every, may_be_done_for
from ..work_refusals import NothingToDo, TaskIsOff


@transaction.atomic
def add_work(
    *,
    organisation: Organisation,
    area: Area,
    role: StewardRole,
    every: Every,
    first_on: date,
    by: Person | None,
    at: datetime,
    title: str = "",
    key: str = "",
    owner: Person | None = None,
    note: str = "",
    plan_of: SelfCheck | None = None,
    once: UUID | None = None,
) -> WorkTask:
    """Put a task on the list; a ready one (`key`) or a form sent twice (`once`) is there once.

    Raises NotAllowed, NameMissing, NotAColleague.
    """
    _demand_worker(by, organisation.pk)
    named = " ".join(title.split())
    if not named and not key:
        raise NameMissing
    _demand_colleague(owner, organisation)
    given = {
        "title": named, "area": str(area), "role": str(role), "every": str(every), "first_on": first_on, "owner": owner,
        "note": note.strip(), "plan_of": plan_of, "created_at": at, "created_by": by,
    }  # fmt: skip
    task, is_new = _made(organisation, key, once, given)
    if is_new:
        _tell(task, WorkAdded(task_id=task.pk), by, at)
    return task


@transaction.atomic
def change_work(
    *,
    task: WorkTask,
    title: str,
    area: Area,
    role: StewardRole,
    every: Every,
    first_on: date,
    owner: Person | None,
    note: str,
    by: Person | None,
    at: datetime,
) -> None:
    """Let a task read otherwise; an empty title lets the ready words hold. Raises NotAllowed, NameMissing, NotAColleague, TaskIsOff."""
    _demand_worker(by, task.organisation_id)
    now = _held(task)
    named = " ".join(title.split())
    if not named and not now.key:
        raise NameMissing
    _demand_colleague(owner, now.organisation)
    now.title, now.area, now.role, now.every = named, str(area), str(role), str(every)
    now.first_on, now.owner, now.note = first_on, owner, note.strip()
    now.save(update_fields=["title", "area", "role", "every", "first_on", "owner", "note"])
    _tell(now, WorkChanged(task_id=now.pk), by, at)


@transaction.atomic
def do_work(*, task: WorkTask, due: date, today: date, by: Person | None, at: datetime) -> None:
    """Say that a task was done for the day `due`, and with it whatever was missed before; the next time may be done ahead.

    Sent twice it counts once. Raises NotAllowed, TaskIsOff, NothingToDo.
    """
    _demand_worker(by, task.organisation_id, owner_id=task.owner_id)
    now = _held(task)
    if now.last_done is not None and due <= now.last_done:
        return
    if not may_be_done_for(now.first_on, Every(now.every), now.last_done, due, today):
        raise NothingToDo
    WorkDone.objects.create(task=now, due=due, done_at=at, done_by=by)
    _tell(now, WorkWasDone(task_id=now.pk, due=due), by, at)


@transaction.atomic
def undo_work(*, done: WorkDone, by: Person | None, at: datetime) -> None:
    """Say that it was not done after all; nothing happens when that was said. Raises NotAllowed."""
    _demand_worker(by, done.task.organisation_id, owner_id=done.task.owner_id)
    now = WorkDone.objects.select_for_update(of=("self",)).select_related("task").get(pk=done.pk)
    if now.undone_at is not None:
        return
    now.undone_at, now.undone_by = at, by
    now.save(update_fields=["undone_at", "undone_by"])
    _tell(now.task, WorkWasUndone(task_id=now.task_id, due=now.due), by, at)


@transaction.atomic
def take_off_work(*, task: WorkTask, by: Person | None, at: datetime) -> None:
    """Take a task off the list; what was done stays. Raises NotAllowed, TaskIsOff."""
    _demand_worker(by, task.organisation_id)
    now = _held(task)
    now.ended_at, now.ended_by = at, by
    now.save(update_fields=["ended_at", "ended_by"])
    _tell(now, WorkTakenOff(task_id=now.pk), by, at)


@transaction.atomic
def add_ready_work(
    *, organisation: Organisation, chosen: Iterable[tuple[str, Area, StewardRole, Every, date]], by: Person | None, at: datetime
) -> list[WorkTask]:
    """Put tasks of the ready list on it: key, area, role, how often and from which day on. Raises NotAllowed."""
    return [
        add_work(organisation=organisation, key=key, area=area, role=role, every=every, first_on=first_on, by=by, at=at)
        for key, area, role, every, first_on in chosen
    ]


def _made(organisation: Organisation, key: str, once: UUID | None, given: dict[str, Any]) -> tuple[WorkTask, bool]:
    """The task, and whether it is new: a ready one and a form are there once."""
    if key:
        return WorkTask.objects.get_or_create(organisation=organisation, key=key, ended_at=None, defaults=given)
    if once is not None:
        return WorkTask.objects.get_or_create(organisation=organisation, once=once, defaults=given)
    return WorkTask.objects.create(organisation=organisation, **given), True


def _held(task: WorkTask) -> WorkTask:
    WorkTask.objects.select_for_update().get(pk=task.pk)  # apart: a count of what was done cannot be locked
    now = WorkTask.objects.with_last_done().select_related("organisation").get(pk=task.pk)
    if now.ended_at is not None:
        raise TaskIsOff
    return now


def _demand_worker(person: Person | None, organisation_id: int, *, owner_id: int | None = None) -> None:
    is_owner = person is not None and person.pk == owner_id and organisation_id in person.scope.organisations
    if person is not None and not is_owner and not may_work(person, organisation_id):
        raise NotAllowed


def _demand_colleague(owner: Person | None, organisation: Organisation) -> None:
    if owner is not None and not Membership.objects.in_force().filter(person=owner, organisation=organisation).exists():
        raise NotAColleague


def _tell(task: WorkTask, fact: WorkFact, by: Person | None, at: datetime) -> None:
    circle = Circle(task.organisation_id, Audience.ORGANISATION_ONLY)
    announce(fact, by=None if by is None else by.pk, at=at, circle=circle)

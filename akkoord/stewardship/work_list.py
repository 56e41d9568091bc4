# SPDX-License-Identifier: EUPL-1.2
"""The work list as its page shows it: what is for today first, what is overdue named, then what comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from .here import Here
from .models import WorkDone, WorkTask
from .rules.work import Due, Every, is_soon, stands
from .slots import STEWARD_WORK
from .waiting import Wait
from .work_words import due_words, title_of

LATELY = timedelta(days=14)
MOST_DONE = 8


@dataclass(frozen=True)
class Chosen:
    """What the reader filters by; empty: everything."""

    area: str = ""
    role: str = ""
    mine: bool = False

    def fits(self, task: WorkTask, person_id: int) -> bool:
        """Whether a task is among what was asked."""
        return (
            (not self.area or task.area == self.area)
            and (not self.role or task.role == self.role)
            and (not self.mine or task.owner_id == person_id)
        )


@dataclass(frozen=True)
class Shown:
    """A task with how it stands today."""

    task: WorkTask
    title: str
    due: Due
    said: str
    is_overdue: bool


@dataclass
class WorkList:
    """All tasks of an organisation that the reader may see, by when they are to be done."""

    now: list[Shown] = field(default_factory=list)
    soon: list[Shown] = field(default_factory=list)
    later: list[Shown] = field(default_factory=list)
    others: list[Wait] = field(default_factory=list)  # for today, of tickets, the planner and higher floors
    others_soon: list[Wait] = field(default_factory=list)
    done: list[WorkDone] = field(default_factory=list)
    areas: dict[str, int] = field(default_factory=dict)

    @property
    def overdue(self) -> int:
        """How many should have been done earlier."""
        return sum(s.is_overdue for s in self.now) + sum(w.is_overdue for w in self.others)


def tasks_of(here: Here) -> list[WorkTask]:
    """The tasks on the list that the reader may see."""
    found = WorkTask.objects.visible_to(here.person).in_use().filter(organisation=here.organisation).with_last_done()
    return list(found.select_related("owner").order_by("pk"))


def work_list(here: Here, today: date, chosen: Chosen) -> WorkList:
    """Everything, in three groups; what is done and does not come back is among what was done lately."""
    listed = WorkList()
    tasks = tasks_of(here)
    for task in tasks:
        listed.areas[task.area] = listed.areas.get(task.area, 0) + 1
    for shown in as_shown((t for t in tasks if chosen.fits(t, here.person.pk)), today):
        if shown.due.is_open:
            listed.now.append(shown)
        elif shown.due.on is not None:
            (listed.soon if is_soon(shown.due, today) else listed.later).append(shown)
    listed.now.sort(key=lambda s: (not s.is_overdue, s.due.since or today))
    for group in (listed.soon, listed.later):
        group.sort(key=lambda s: s.due.on or today)
    if not chosen.area and not chosen.role:
        _add_others(listed, here, today)
    listed.done = list(done_lately(here, today)[:MOST_DONE])
    return listed


def _add_others(listed: WorkList, here: Here, today: date) -> None:
    """What other subjects have: for today unless it has a day that is yet to come."""
    for filling in STEWARD_WORK.gather(here=here, today=today):
        for wait in filling:
            is_coming = wait.due is not None and wait.due > today and not wait.is_overdue
            (listed.others_soon if is_coming else listed.others).append(wait)


def as_shown(tasks: Iterable[WorkTask], today: date) -> list[Shown]:
    """Each task with how it stands."""
    shown = []
    for task in tasks:
        due = stands(task.first_on, Every(task.every), task.last_done, today)
        shown.append(Shown(task, title_of(task), due, due_words(due, today), due.is_overdue(today)))
    return shown


def done_lately(here: Here, today: date) -> QuerySet[WorkDone]:
    """What was done in the last two weeks, the newest first."""
    visible = WorkTask.objects.visible_to(here.person).filter(organisation=here.organisation)
    found = WorkDone.objects.filter(task__in=visible, undone_at=None, done_at__date__gte=today - LATELY)
    return found.select_related("task", "done_by").order_by("-done_at", "-pk")

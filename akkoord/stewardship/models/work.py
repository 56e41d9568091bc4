# SPDX-License-Identifier: EUPL-1.2
"""The work list of administrators: tasks, and when they were done."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Max, Q

from akkoord.people.models import Organisation, Person

from ..rules.roles import StewardRole
from ..rules.work import Area, Every
from .checks import SelfCheck

OF_ADMINISTRATORS = (StewardRole.FUNCTIONAL_ADMINISTRATOR, StewardRole.TECHNICAL_ADMINISTRATOR)


class WorkTasks(models.QuerySet["WorkTask"]):
    """Many tasks."""

    def visible_to(self, person: Person) -> WorkTasks:
        """All of an organisation for its administrators; for others what they do themselves."""
        from ..rights import may_work  # stands on the models of roles

        works_at = [pk for pk in person.scope.organisations if may_work(person, pk)]
        return self.filter(Q(organisation__in=works_at) | Q(organisation__in=person.scope.organisations, owner=person))

    def in_use(self) -> WorkTasks:
        """Those that were not taken off the list."""
        return self.filter(ended_at=None)

    def with_last_done(self) -> WorkTasks:
        """Each with the latest day that it was done for."""
        return self.annotate(done_until=Max("doings__due", filter=Q(doings__undone_at=None)))


class WorkTask(models.Model):
    """Something that an administrator does once or again and again. beheer:4 beheer:5"""

    personal: ClassVar = ("owner", "note")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.TextField(blank=True)  # of the ready list, whose words it has while it has no title
    title = models.TextField(blank=True)
    area = models.TextField()
    role = models.TextField()
    every = models.TextField()
    first_on = models.DateField()
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    plan_of = models.ForeignKey(SelfCheck, models.PROTECT, null=True, related_name="plan")  # what a self-check led to
    once = models.UUIDField(null=True)  # the key of the form that made it
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = WorkTasks.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(every__in=[str(e) for e in Every]), name="work_every"),
            models.CheckConstraint(condition=Q(area__in=[str(a) for a in Area]), name="work_area"),
            models.CheckConstraint(condition=Q(role__in=[str(r) for r in OF_ADMINISTRATORS]), name="work_of_administrators"),
            models.CheckConstraint(condition=~Q(title="") | ~Q(key=""), name="work_has_words"),
            models.UniqueConstraint(
                fields=["organisation", "key"], condition=Q(ended_at=None) & ~Q(key=""), name="ready_work_once"
            ),
            models.UniqueConstraint(fields=["organisation", "once"], name="work_of_a_form_once"),
        ]
        indexes = [models.Index(fields=["organisation"], condition=Q(ended_at=None), name="work_in_use")]

    def __str__(self) -> str:
        return self.title or self.key

    @property
    def last_done(self) -> date | None:
        """The latest day that it was done for; read by `with_last_done`."""
        day: date | None = self.__dict__["done_until"]
        return day


class WorkDone(models.Model):
    """That a task was done for a day, by whom; undone it counts no longer and stays."""

    personal: ClassVar = ("done_by",)

    task = models.ForeignKey(WorkTask, models.PROTECT, related_name="doings")
    due = models.DateField()
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "due"], condition=Q(undone_at=None), name="done_once_for_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.due}"

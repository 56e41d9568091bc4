# SPDX-License-Identifier: EUPL-1.2
"""What a ticket knows beyond the case: its process, its investigation sheets, its tasks. beheer:4"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akkoord.cases.models import Case
from akkoord.people.models import Person

from ..rules.tickets import Level, Sort, Worked
from .roles import Process


class TicketDetail(models.Model):
    """The process that it is about, what the last sheet says of its effort, and how it was looked back on."""

    personal: ClassVar = ()

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="ticket")
    process = models.ForeignKey(Process, models.PROTECT, null=True, related_name="+")
    effort_hours = models.PositiveIntegerField(null=True)
    worked = models.TextField(blank=True)
    instruction_updated = models.BooleanField(null=True)
    reminded_at = models.DateTimeField(null=True)  # of the review, once

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(worked__in=["", *map(str, Worked)]), name="ticket_worked")]

    def __str__(self) -> str:
        return f"ticket {self.case_id}"


class TicketSheet(models.Model):
    """What an investigation found, as it was written at a moment; the last one holds. Append-only."""

    personal: ClassVar = ("by", "advice")

    case = models.ForeignKey(Case, models.PROTECT, related_name="ticket_sheets")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    process = models.ForeignKey(Process, models.PROTECT, null=True, related_name="+")
    impact = models.TextField()
    effort_hours = models.PositiveIntegerField()
    value = models.TextField()
    risk = models.TextField()
    advice = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(impact__in=[*map(str, Level)], value__in=[*map(str, Level)], risk__in=[*map(str, Level)]),
                name="ticket_sheet_levels",
            ),
        ]

    def __str__(self) -> str:
        return f"sheet {self.pk} of {self.case_id}"


class TicketTasks(models.QuerySet["TicketTask"]):
    """Many tasks."""

    def visible_to(self, person: Person) -> TicketTasks:
        """Those on the tickets that the person sees."""
        return self.filter(case__in=Case.objects.visible_to(person).values("pk"))

    def open(self) -> TicketTasks:
        """Those that are not done."""
        return self.filter(done_at=None)


class TicketTask(models.Model):
    """Something to do for a ticket, by whom and by when."""

    personal: ClassVar = ("owner", "what")

    case = models.ForeignKey(Case, models.PROTECT, related_name="ticket_tasks")
    sort = models.TextField(default=Sort.WORK)
    what = models.TextField(blank=True)  # empty: what its sort says
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    once = models.UUIDField(null=True)  # the form it came from: sent twice is one task

    objects = TicketTasks.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["owner"], condition=Q(done_at=None), name="ticket_tasks_open")]
        constraints = [
            models.CheckConstraint(condition=Q(sort__in=[*map(str, Sort)]), name="ticket_task_sort"),
            models.CheckConstraint(condition=Q(done_by=None) | ~Q(done_at=None), name="ticket_task_done_by_when_done"),
            models.UniqueConstraint(fields=["case", "once"], name="ticket_task_of_a_form_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sort} for {self.case_id}"

# SPDX-License-Identifier: EUPL-1.2
"""The annual planner of an organisation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Audience, Circle

from ..rules.planner import LONGEST_REMINDER, Days, EntryKind
from .roles import Process


class PlannerEntries(models.QuerySet["PlannerEntry"]):
    """Many entries."""

    def visible_to(self, person: Person) -> PlannerEntries:
        """Those of the organisations that the person belongs to; the vendor's people see none."""
        return self.filter(organisation__in=person.scope.organisations)

    def standing(self) -> PlannerEntries:
        """Those that were not taken away."""
        return self.filter(removed_at=None)

    def meeting(self, days: Days) -> PlannerEntries:
        """Those with a day in common, the first one first."""
        return self.filter(first__lte=days.last, last__gte=days.first).order_by("first", "last", "pk")

    def open(self) -> PlannerEntries:
        """Those that are not done."""
        return self.filter(done_at=None)


class PlannerEntry(models.Model):
    """Something that an organisation means to do, on a day or from one to another. Whole days, no moments. beheer:4

    A goal is an entry too; others may serve it. What comes back every year has a follower in the next one.
    """

    personal: ClassVar = ("title", "notes", "owner", "created_by", "done_by", "removed_by")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.TextField()
    title = models.TextField()
    notes = models.TextField(blank=True)
    first = models.DateField()
    last = models.DateField()
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    process = models.ForeignKey(Process, models.PROTECT, null=True, related_name="+")
    goal = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    remind_before = models.SmallIntegerField(null=True)  # days; none: no reminder
    reminded_for = models.DateField(null=True)  # the first day that a reminder went out for: moved, it goes out again
    is_yearly = models.BooleanField(default=False)
    began_on = models.DateField()  # the first day of the first of its line: 29 February stays known
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="follower")  # that of the year before
    template = models.TextField(blank=True)  # the key of the ready year that it came from
    template_year = models.SmallIntegerField(null=True)
    sequence = models.IntegerField(default=0)  # iCalendar's
    is_changed = models.BooleanField(default=False)  # by somebody's hand: the year before hands down nothing more
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    once = models.UUIDField(null=True)  # the form it came from: sent twice is planned once

    objects = PlannerEntries.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[str(k) for k in EntryKind]), name="planner_kind"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="planner_ends_after_begin"),
            models.CheckConstraint(condition=Q(goal=None) | ~Q(kind=str(EntryKind.GOAL)), name="goal_serves_no_goal"),
            models.CheckConstraint(
                condition=Q(remind_before=None) | Q(remind_before__gte=0, remind_before__lte=LONGEST_REMINDER),
                name="planner_reminder",
            ),
            models.CheckConstraint(condition=Q(done_by=None) | Q(done_at__isnull=False), name="planner_done_by_somebody"),
            models.CheckConstraint(condition=Q(template="") | Q(template_year__isnull=False), name="planner_template_of_a_year"),
            models.UniqueConstraint(
                fields=["organisation", "template_year", "template"],
                condition=Q(removed_at=None) & ~Q(template=""),
                name="planned_once_from_template",
            ),
            models.UniqueConstraint(fields=["organisation", "once"], name="planned_of_a_form_once"),
        ]
        indexes = [
            models.Index(fields=["organisation", "first"], condition=Q(removed_at=None), name="planner_by_day"),
            models.Index(fields=["first"], condition=Q(removed_at=None, done_at=None), name="planner_open"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.first})"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("planner_entry", args=[self.pk])

    @property
    def key(self) -> str:
        """The typed key that events and mails carry."""
        return f"planner_entry:{self.pk}"

    @property
    def days(self) -> Days:
        """Its days as a plain value."""
        return Days(self.first, self.last)

    @property
    def is_done(self) -> bool:
        """Whether somebody said so."""
        return self.done_at is not None

    @property
    def circle(self) -> Circle:
        """The organisation alone may know of it."""
        return Circle(self.organisation_id, Audience.ORGANISATION_ONLY)

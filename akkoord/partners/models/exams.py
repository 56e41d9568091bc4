# SPDX-License-Identifier: EUPL-1.2
"""Exams: sessions, who takes part, and results. partner:dienstverlenend, partner:expert"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akkoord.people.models import Organisation, Person

from ..rules.exams import Outcome
from .experts import Expert
from .standing import OfPartner


class ExamSession(models.Model):
    """An exam on a day, for experts of every partner."""

    personal: ClassVar = ("by",)

    subject = models.TextField()
    place = models.TextField()
    starts_at = models.DateTimeField()
    seats = models.IntegerField()
    planned_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(seats__gte=1), name="exam_has_seats")]

    def __str__(self) -> str:
        return f"{self.subject} at {self.starts_at}"


class Enrolment(models.Model):
    """An expert takes part in a session."""

    personal: ClassVar = ("by",)

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    session = models.ForeignKey(ExamSession, models.PROTECT, related_name="enrolments")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="enrolments")
    enrolled_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = OfPartner["Enrolment"].as_manager()

    class Meta:
        ordering = ["session__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "expert"], condition=Q(withdrawn_at=None), name="enrolled_once"),
        ]

    def __str__(self) -> str:
        return f"expert {self.expert_id} in session {self.session_id}"


class ExamResult(models.Model):
    """What came of an enrolment. Append-only: a correction is a newer row with its reason."""

    personal: ClassVar = ("grade", "because", "by")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="results")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="results")
    outcome = models.TextField()
    grade = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    taken_on = models.DateField()
    valid_until = models.DateField(null=True)  # the last day on which it counts, by the programme in force on the day
    because = models.TextField(blank=True)  # why an earlier result was corrected
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = OfPartner["ExamResult"].as_manager()

    class Meta:
        ordering = ["taken_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=[str(o) for o in Outcome]), name="exam_outcome"),
            models.CheckConstraint(
                condition=Q(outcome=str(Outcome.PASSED), valid_until__isnull=False)
                | (~Q(outcome=str(Outcome.PASSED)) & Q(valid_until=None)),
                name="only_passed_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} by expert {self.expert_id}"


class ExamReminder(models.Model):
    """That an exam lapses was said, so many days before; 0: that it has lapsed. Once each."""

    personal: ClassVar = ()

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="+")
    valid_until = models.DateField()
    days_before = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["expert", "valid_until", "days_before"], name="exam_reminded_once")]

    def __str__(self) -> str:
        return f"{self.days_before} days before {self.valid_until}"

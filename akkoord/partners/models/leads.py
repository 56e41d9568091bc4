# SPDX-License-Identifier: EUPL-1.2
"""Leads, assignments at customers, and what is told of them every month. partner:gedragscode"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from akkoord.people.models import Organisation, Person

from ..rules.leads import LeadState, Progress
from .experts import Expert
from .standing import OfPartner


class Lead(models.Model):
    """A company that may become a customer of both, or more of one. Registered by the partner or by the vendor."""

    personal: ClassVar = ("contact", "what", "by", "reason", "decided_by")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    company = models.TextField()
    company_key = models.TextField()  # how the same company is recognised, however it was written
    contact = models.TextField(blank=True)
    what = models.TextField()
    is_customer = models.BooleanField(default=False)  # a customer of the vendor already
    is_joint = models.BooleanField(default=False)  # an opportunity to take up together
    state = models.TextField(default=str(LeadState.REGISTERED))
    registered_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    by_vendor = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    once = models.UUIDField(null=True, unique=True)

    objects = OfPartner["Lead"].as_manager()

    class Meta:
        ordering = ["-registered_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=[str(s) for s in LeadState]), name="lead_state")]
        indexes = [models.Index(fields=["company_key"], name="lead_company")]

    def __str__(self) -> str:
        return f"lead {self.pk} of {self.organisation_id}"


class Assignment(models.Model):
    """A partner works at a customer; the vendor's consultant hears how it goes."""

    personal: ClassVar = ("consultant", "by")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    customer = models.TextField()
    what = models.TextField()
    expert = models.ForeignKey(Expert, models.PROTECT, null=True, related_name="assignments")
    consultant = models.ForeignKey(Person, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day
    made_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    once = models.UUIDField(null=True, unique=True)

    objects = OfPartner["Assignment"].as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="assignment_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"assignment {self.pk} of {self.organisation_id}"


class StatusReport(models.Model):
    """How an assignment stands, told to the vendor's consultant. Append-only."""

    personal: ClassVar = ("by", "text", "developments")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reports")
    progress = models.TextField()
    text = models.TextField()
    developments = models.TextField(blank=True)  # what the vendor must know beside the status
    told_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    once = models.UUIDField(null=True, unique=True)

    objects = OfPartner["StatusReport"].as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(progress__in=[str(p) for p in Progress]), name="status_progress")]

    def __str__(self) -> str:
        return f"{self.progress} of assignment {self.assignment_id}"


class StatusReminder(models.Model):
    """That a status is due was said, so many days before; -1: that it is late. Once each."""

    personal: ClassVar = ()

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    due_on = models.DateField()
    days_before = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "due_on", "days_before"], name="status_reminded_once")]

    def __str__(self) -> str:
        return f"{self.days_before} days before {self.due_on}"

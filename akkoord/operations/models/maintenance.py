# SPDX-License-Identifier: EUPL-1.2
"""Maintenance and every plan it ever had."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from akkoord.agreements.models import AgreementVersion
from akkoord.people.models import Person
from akkoord.web.languages import either

from ..rules.words import MaintenanceKind
from .components import Instance


class Maintenances(models.QuerySet["Maintenance"]):
    """Many maintenances."""

    def visible_to(self, person: Person | None) -> Maintenances:
        """Staff see all; everybody else, the public included (None), what touches public components."""
        return self if person is not None and person.is_staff else self.filter(is_public=True)

    def coming(self, at: datetime) -> Maintenances:
        """Announced, not begun, not called off; the first one first."""
        return self.filter(begun_at=None, cancelled_at=None, announced_at__lte=at).order_by("planned_from", "id")

    def running(self) -> Maintenances:
        """Begun and not ended."""
        return self.filter(begun_at__isnull=False, ended_at=None)

    def during(self, begin: datetime, end: datetime) -> Maintenances:
        """Those planned or done somewhere in a half-open period, and not called off."""
        planned = Q(planned_from__lt=end, planned_until__gt=begin)
        done = Q(begun_at__lt=end) & (Q(ended_at=None) | Q(ended_at__gt=begin))
        return self.filter(planned | done, cancelled_at=None)


class Maintenance(models.Model):
    """Work on instances that may take them down. The plan in force is that of its last `Plan`."""

    personal: ClassVar = ("by",)

    number = models.TextField(unique=True)  # MNT-2026-000012
    kind = models.TextField(choices=[(k, k) for k in MaintenanceKind])
    is_security = models.BooleanField(default=False)  # an urgent security patch: emergency maintenance that is excluded
    title_nl = models.TextField()
    title_en = models.TextField()
    text_nl = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    instances = models.ManyToManyField(Instance, related_name="maintenances")
    planned_from = models.DateTimeField()
    planned_until = models.DateTimeField()
    announced_at = models.DateTimeField()  # of the plan in force: a plan that moves is announced again
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    is_public = models.BooleanField(default=True)
    version = models.ForeignKey(AgreementVersion, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    origin = models.TextField(default="person")
    external_id = models.TextField(null=True, unique=True)
    once = models.UUIDField(null=True, unique=True)  # the form it came from: sent twice is planned once

    objects = Maintenances.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(planned_until__gt=F("planned_from")), name="plan_ends_after_begin"),
            models.CheckConstraint(condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at")), name="work_ends_after_begin"),
            models.CheckConstraint(condition=Q(cancelled_at=None) | Q(begun_at=None), name="begun_or_cancelled"),
        ]
        indexes = [models.Index(fields=["planned_from", "id"], name="maintenance_planned")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its page for everybody."""
        return reverse("maintenance", args=[self.number])

    @property
    def key(self) -> str:
        """The typed key that events and clocks carry."""
        return f"maintenance:{self.pk}"

    @property
    def title(self) -> str:
        """In the reader's language."""
        return either(self.title_nl, self.title_en)

    @property
    def text(self) -> str:
        """In the reader's language."""
        return either(self.text_nl, self.text_en)


class Plan(models.Model):
    """When a maintenance was going to be, as announced at a moment. Append-only; `sequence` is iCalendar's."""

    personal: ClassVar = ("by", "exception")

    maintenance = models.ForeignKey(Maintenance, models.PROTECT, related_name="plans")
    sequence = models.IntegerField()
    planned_from = models.DateTimeField()
    planned_until = models.DateTimeField()
    announced_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    exception = models.TextField(blank=True)  # why it was planned against the rule; the promise is then broken, openly
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["maintenance", "sequence"], name="one_plan_a_sequence"),
            models.CheckConstraint(condition=Q(planned_until__gt=F("planned_from")), name="announced_plan_ends_after_begin"),
        ]

    def __str__(self) -> str:
        return f"{self.maintenance_id} plan {self.sequence}"

# SPDX-License-Identifier: EUPL-1.2
"""Kick-offs, partner events, expert days and progress meetings, and who was there. partner:dienstverlenend, partner:expert"""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from akkoord.people.models import Organisation, Person

from ..rules.gatherings import GatheringKind
from .experts import Expert
from .standing import READERS, OfPartner


class Gatherings(models.QuerySet["Gathering"]):
    """Many gatherings."""

    def visible_to(self, person: Person) -> Self:
        """Those for every partner, and progress meetings with one's own."""
        if person.has_staff_role(*READERS):
            return self
        return self.filter(Q(organisation=None) | Q(organisation__in=person.scope.organisations))


class Gathering(models.Model):
    """Something that partners come to; with an organisation it is a meeting with that partner alone."""

    personal: ClassVar = ("by",)

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    kind = models.TextField()
    title = models.TextField()
    place = models.TextField()
    starts_at = models.DateTimeField()
    planned_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)  # attendance was written down
    cancelled_at = models.DateTimeField(null=True)
    once = models.UUIDField(null=True, unique=True)

    objects = Gatherings.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[str(k) for k in GatheringKind]), name="gathering_kind"),
            models.CheckConstraint(
                condition=Q(organisation=None) ^ Q(kind=str(GatheringKind.PROGRESS_MEETING)), name="progress_meeting_with_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.starts_at}"


class Attendance(models.Model):
    """An expert says to come, perhaps to present; afterwards the vendor writes down who was there."""

    personal: ClassVar = ("by_id",)

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="attendances")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="attendances")
    presents = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)  # None: not yet written down

    objects = OfPartner["Attendance"].as_manager()

    class Meta:
        ordering = ["expert__person__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["gathering", "expert"], name="attends_once")]

    def __str__(self) -> str:
        return f"expert {self.expert_id} at gathering {self.gathering_id}"

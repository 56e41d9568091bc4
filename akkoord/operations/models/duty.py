# SPDX-License-Identifier: EUPL-1.2
"""Who is on duty."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from akkoord.people.models import Person


class Duty(models.Model):
    """One person is on duty for operations, from when to when; two at once is refused by the database."""

    personal: ClassVar = ("person", "handover", "by")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begin = models.DateTimeField()
    end = models.DateTimeField()
    handover = models.TextField(blank=True)  # what the next one must know
    handed_over_at = models.DateTimeField(null=True)
    sequence = models.IntegerField(default=0)
    removed_at = models.DateTimeField(null=True)
    set_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["begin"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("begin")), name="duty_ends_after_begin")]

    def __str__(self) -> str:
        return f"{self.person_id} from {self.begin}"

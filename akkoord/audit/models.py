# SPDX-License-Identifier: EUPL-1.2
"""Tables of what happened and of who read what. Keys of people are plain numbers: their floor lies above."""

from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now

from akkoord.scope.models import Scoped


class Event(Scoped):
    """One fact, announced by an action in the transaction that made it true. Append-only."""

    personal: ClassVar = ("by_id",)

    name = models.TextField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    by_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)  # a plain key: people stands above
    subject = models.TextField()
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "at", "id"], name="event_subject"),
            models.Index(fields=["organisation_id", "-id"], name="event_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject}"


class Reading(models.Model):
    """A member of staff read something of an organisation: one row per person, subject and hour. sla:5.3"""

    personal: ClassVar = ("person_id",)

    person_id = models.BigIntegerField()
    subject = models.TextField()
    organisation_id = models.BigIntegerField(null=True)
    hour = models.DateTimeField()
    first_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "subject", "hour"], name="one_reading_an_hour")]
        indexes = [models.Index(fields=["organisation_id", "-hour"], name="reading_organisation")]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.subject}"

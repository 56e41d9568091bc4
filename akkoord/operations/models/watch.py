# SPDX-License-Identifier: EUPL-1.2
"""What crossed its bound, and the calendars that people of operations follow."""

from __future__ import annotations

from hashlib import sha256
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from akkoord.people.models import Person


def hash_of(key: str) -> str:
    """What is kept of a feed's key. The key is random and long, so that one round suffices."""
    return sha256(key.encode()).hexdigest()


class Crossing(models.Model):
    """A stretch in which one watched thing was past its bound: told once when it began and once when it was well again."""

    personal: ClassVar = ()

    what = models.TextField()  # `queue`, `certificate:portal-page`
    value = models.FloatField(null=True)  # as it was when it crossed
    bound = models.FloatField(null=True)
    began_at = models.DateTimeField()
    well_since = models.DateTimeField(null=True)  # well now, but not yet for long enough to say so
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what"], condition=Q(ended_at=None), name="one_crossing_at_a_time"),
            models.CheckConstraint(condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="crossing_ends_after_begin"),
        ]

    def __str__(self) -> str:
        return f"{self.what} since {self.began_at}"


class DutyFeed(models.Model):
    """The address at which somebody's calendar program reads their own duties. The key itself is shown once and not kept."""

    personal: ClassVar = ("person",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key_hash = models.TextField(unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_duty_feed_each")]

    def __str__(self) -> str:
        return f"duties of {self.person_id}"

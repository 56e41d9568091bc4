# SPDX-License-Identifier: EUPL-1.2
"""The private addresses at which people's calendar programs read what is theirs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from .persons import Person


class FeedKey(models.Model):
    """The key in the address of one feed of one person. It is shown once; only a hash of it is kept."""

    personal: ClassVar = ("person",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    feed = models.TextField()  # `deadlines`, `duties`
    key_hash = models.TextField(unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "feed"], condition=Q(ended_at=None), name="one_key_each_feed"),
            models.CheckConstraint(condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")), name="feed_ends_after_begin"),
        ]

    def __str__(self) -> str:
        return f"{self.feed} of {self.person_id}"

# SPDX-License-Identifier: EUPL-1.2
"""What crossed its bound."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


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

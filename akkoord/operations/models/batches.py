# SPDX-License-Identifier: EUPL-1.2
"""Real page loads as they came in, until they are folded. sla:2.3.2"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from akkoord.people.models import ApiToken


class TimingBatch(models.Model):
    """One batch that a program sent, whole. Folded, it keeps its id, so that the same batch again adds nothing."""

    personal: ClassVar = ()

    id = models.UUIDField(primary_key=True)  # given by the program
    token = models.ForeignKey(ApiToken, models.PROTECT, related_name="+", db_index=False)
    received_at = models.DateTimeField()
    count = models.IntegerField()
    digest = models.BinaryField()  # of its loads: another batch under the same id is a mistake
    windows = ArrayField(models.TextField())  # one of each for every load; empty once folded
    moments = ArrayField(models.DateTimeField())
    times = ArrayField(models.FloatField(null=True))  # milliseconds; null for a load that failed
    folded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(folded_at__isnull=False) | Q(windows__len=F("count"), moments__len=F("count"), times__len=F("count")),
                name="batch_is_whole",
            )
        ]
        indexes = [
            models.Index(fields=["received_at"], condition=Q(folded_at=None), name="batch_to_fold"),
            models.Index(fields=["received_at"], condition=Q(folded_at__isnull=False), name="batch_folded"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

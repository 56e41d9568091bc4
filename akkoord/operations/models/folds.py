# SPDX-License-Identifier: EUPL-1.2
"""Samples made smaller: days kept five years, their five minutes kept 400 days, and what is still to be folded."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from .probes import Place, Probe


class DayFold(models.Model):
    """A day (UTC) of one probe from one place. Times are of good samples that were timed."""

    personal: ClassVar = ()

    pk = models.CompositePrimaryKey("probe_id", "place_id", "day")
    probe = models.ForeignKey(Probe, models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField(db_index=True)  # the last days of all
    count = models.IntegerField()
    good = models.IntegerField()
    total = models.FloatField()  # milliseconds, of all in the histogram
    histogram = models.BinaryField()  # rules/histograms.py

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0, good__gte=0, good__lte=F("count")), name="day_fold_counts")
        ]

    def __str__(self) -> str:
        return f"{self.probe_id} from {self.place_id} on {self.day}"


class SlotFold(models.Model):
    """The 288 five minutes of such a day, packed (rules/folding.py)."""

    personal: ClassVar = ()

    pk = models.CompositePrimaryKey("probe_id", "place_id", "day")
    probe = models.ForeignKey(Probe, models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField(db_index=True)  # they go by the day
    slots = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.probe_id} from {self.place_id} on {self.day}"


class Unfolded(models.Model):
    """A day to which samples came since it was last folded. Written by a trigger on the samples, so that none is forgotten."""

    personal: ClassVar = ()

    pk = models.CompositePrimaryKey("probe_id", "place_id", "day")
    probe = models.ForeignKey(Probe, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    place = models.ForeignKey(Place, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    day = models.DateField()
    samples = models.IntegerField()  # that came since

    def __str__(self) -> str:
        return f"{self.probe_id} from {self.place_id} on {self.day}: {self.samples}"

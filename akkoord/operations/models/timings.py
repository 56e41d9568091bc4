# SPDX-License-Identifier: EUPL-1.2
"""How long windows took to load, by the hour. sla:2.3.2"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akkoord.web.languages import either

from ..rules.responses import Source
from .probes import Place, Probe


class TimingHour(models.Model):
    """Loads of a window in an hour (UTC): one row for those of people, one for each probe from each place."""

    personal: ClassVar = ()

    window = models.TextField()  # the named window: `first_window`
    hour = models.DateTimeField()  # when it began
    source = models.TextField()
    probe = models.ForeignKey(Probe, models.PROTECT, null=True, related_name="+", db_index=False)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+", db_index=False)
    count = models.IntegerField(default=0)  # timed loads: those in the histogram
    failed = models.IntegerField(default=0)
    total = models.FloatField(default=0.0)  # milliseconds
    histogram = models.BinaryField()  # rules/histograms.py

    class Meta:
        indexes = [models.Index(fields=["hour"], name="timing_hour")]  # of all windows
        constraints = [
            models.UniqueConstraint(
                fields=["window", "hour", "source", "probe", "place"], nulls_distinct=False, name="one_row_an_hour"
            ),
            models.CheckConstraint(
                condition=Q(source=Source.PROBES.value, probe__isnull=False, place__isnull=False)
                | Q(source=Source.PEOPLE.value, probe=None, place=None),
                name="timing_has_its_source",
            ),
            models.CheckConstraint(condition=Q(count__gte=0, failed__gte=0, total__gte=0), name="timing_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.window} {self.hour} by {self.source}"


class Window(models.Model):
    """What people call a window whose loading is timed, such as the payslip."""

    personal: ClassVar = ()

    code = models.SlugField(unique=True)  # as the agreement names it: `first_window`
    name_nl = models.TextField()
    name_en = models.TextField()
    position = models.SmallIntegerField(default=0)  # on the page

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """In the reader's language."""
        return either(self.name_nl, self.name_en)

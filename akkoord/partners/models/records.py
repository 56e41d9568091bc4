# SPDX-License-Identifier: EUPL-1.2
"""What is written down by hand about a requirement that nothing else knows of. partner:*"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from akkoord.people.models import Organisation, Person

from ..rules.records import RecordSort
from .partners import Partner
from .standing import OfPartner


class Record(models.Model):
    """Somebody writes down, with a date and where the document is, how a requirement stands. Append-only; the vendor's counts."""

    personal: ClassVar = ("by", "note")

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="records")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    requirement = models.TextField()  # the promise of the programme, such as 2.1/knowledge
    about = models.TextField()  # what it is about: a later version may give it another number
    sort = models.TextField()
    on = models.DateField()
    value = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    until = models.DateField(null=True)  # the last date on which it counts
    note = models.TextField()
    document = models.TextField(blank=True)  # which document shows it, and where it is
    by_vendor = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    once = models.UUIDField(null=True, unique=True)

    objects = OfPartner.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(sort__in=[str(s) for s in RecordSort]), name="record_known_sort"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("on")), name="record_counts_after_date"),
            models.CheckConstraint(condition=~Q(sort=str(RecordSort.WAIVED)) | Q(by_vendor=True), name="only_vendor_waives"),
        ]
        indexes = [models.Index(fields=["partner", "about"], name="records_of_requirement")]

    def __str__(self) -> str:
        return f"{self.sort} {self.about} of {self.partner_id}"

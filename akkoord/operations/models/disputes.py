# SPDX-License-Identifier: EUPL-1.2
"""What a customer disputes of what was measured."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akkoord.cases.models import Case

from .components import Component
from .outages import Outage


class DisputeDetail(models.Model):
    """A month's figure, of one component or of all together, or an outage; with the figure as it stood. sla:2.3.1"""

    personal: ClassVar = ()

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="dispute")
    month = models.DateField(null=True)  # its first day
    component = models.ForeignKey(Component, models.PROTECT, null=True, related_name="+")
    outage = models.ForeignKey(Outage, models.PROTECT, null=True, related_name="+")
    best = models.DecimalField(max_digits=7, decimal_places=4, null=True)  # percent, cut, as it was read when it was disputed
    worst = models.DecimalField(max_digits=7, decimal_places=4, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(month=None, outage__isnull=False, component=None) | Q(month__isnull=False, outage=None),
                name="disputes_a_month_or_an_outage",
            )
        ]

    def __str__(self) -> str:
        return f"dispute {self.case_id}"

# SPDX-License-Identifier: EUPL-1.2
"""What a month below its bound demands."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from akkoord.people.models import Person
from akkoord.web.languages import either


class ImprovementPlan(models.Model):
    """What will be done so that a month below the bound is not repeated. Published once; readable by everybody. sla:2.3.1"""

    personal: ClassVar = ("written_by", "published_by")

    month = models.DateField()  # its first day
    promise = models.TextField()  # `2.3.1/availability`
    text_nl = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True)  # of its clock
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "promise"], name="one_improvement_plan_a_month"),
            models.CheckConstraint(
                condition=models.Q(published_at=None, published_by=None)
                | models.Q(published_at__isnull=False, published_by__isnull=False),
                name="improvement_plan_published_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promise} in {self.month:%Y-%m}"

    @property
    def key(self) -> str:
        """The typed key of its clock."""
        return f"availability_month:{self.pk}"

    @property
    def text(self) -> str:
        """In the reader's language."""
        return either(self.text_nl, self.text_en)

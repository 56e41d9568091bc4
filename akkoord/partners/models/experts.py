# SPDX-License-Identifier: EUPL-1.2
"""Experts of a partner, and what customers say of them. partner:expert"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akkoord.people.models import Organisation, Person

from .standing import OfPartner


class Experts(OfPartner["Expert"]):
    """Many experts."""

    def in_force(self) -> Experts:
        """Those who are experts now."""
        return self.filter(ended_at=None)


class Expert(models.Model):
    """Somebody of a partner who works with the product at customers."""

    personal: ClassVar = ("person", "service", "industry")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    experience_since = models.DateField()
    days_a_week = models.SmallIntegerField()
    industry = models.TextField(blank=True)  # the industry or segment that they focus on
    service = models.TextField(blank=True)  # what they offer beside what the vendor does
    shown_at = models.DateTimeField(null=True)  # agreed to stand in the directory by name
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = Experts.as_manager()

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], condition=Q(ended_at=None), name="one_expert_each"),
            models.CheckConstraint(condition=Q(days_a_week__range=(0, 7)), name="expert_days_in_a_week"),
            models.CheckConstraint(condition=~Q(ended_at=None) | Q(ended_by=None), name="expert_ended_when_by"),
        ]

    def __str__(self) -> str:
        return f"expert {self.person_id} of {self.organisation_id}"

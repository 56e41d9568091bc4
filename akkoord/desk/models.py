# SPDX-License-Identifier: EUPL-1.2
"""What incidents and calamities know beyond the case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akkoord.cases.models import Case
from akkoord.people.models import Person

from . import words


class IncidentDetail(models.Model):
    """The reporter's description and the desk's classification."""

    personal: ClassVar = ("steps", "expected", "error_message")

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="incident")
    category = models.TextField()
    impact = models.TextField(default="hindered")
    expected = models.TextField(blank=True)
    error_message = models.TextField(blank=True)
    environment = models.TextField(blank=True)
    steps = models.TextField(blank=True)
    classified_at = models.DateTimeField(null=True)
    classified_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(classified_at=None, classified_by=None) | Q(classified_at__isnull=False, classified_by__isnull=False),
                name="classified_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"incident {self.case_id}"

    @property
    def category_word(self) -> str:
        """What kind of incident it is, in the reader's language."""
        return str(words.CATEGORY.get(self.category, self.category))

    @property
    def impact_word(self) -> str:
        """Whom it hinders, in the reader's language."""
        return str(words.IMPACT.get(self.impact, self.impact))


class CalamityDetail(models.Model):
    """What stands still, for whom, and how to reach them."""

    personal: ClassVar = ("reachable_at", "cause", "prevention")

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="calamity")
    affected = models.TextField(blank=True)  # how many people cannot work
    reachable_at = models.TextField(blank=True)  # telephone number
    reachable_until = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    done = models.TextField(blank=True)
    prevention = models.TextField(blank=True)
    outage = models.TextField(blank=True)  # typed key of the outage on the status page

    def __str__(self) -> str:
        return f"calamity {self.case_id}"


class RaiseRequest(models.Model):
    """A customer's request for a higher priority, assessed once."""

    personal: ClassVar = ("by", "decided_by", "reason", "decision")

    case = models.ForeignKey(Case, models.PROTECT, related_name="raises")
    priority = models.SmallIntegerField()
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(decided_at=None), name="one_raise_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} to {self.priority}"


class Rating(models.Model):
    """How the desk helped, by the reporter: 1 to 5 stars and a remark."""

    personal: ClassVar = ("by", "remark")

    case = models.OneToOneField(Case, models.PROTECT, related_name="rating")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    stars = models.SmallIntegerField()
    remark = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(stars__range=(1, 5)), name="one_to_five_stars")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.stars}"


class SavedReply(models.Model):
    """A text that the desk uses often, with fields: `{reporter}`, `{number}`, `{agent}`."""

    personal: ClassVar = ()

    title = models.TextField(unique=True)
    language = models.TextField(default="nl")
    text = models.TextField()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

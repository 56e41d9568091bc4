# SPDX-License-Identifier: EUPL-1.2
"""How a role looked at itself, a year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akkoord.people.models import Organisation, Person

from ..rules.maturity import HIGHEST, LOWEST
from ..rules.roles import StewardRole


class SelfChecks(models.QuerySet["SelfCheck"]):
    """Many checks."""

    def visible_to(self, person: Person) -> SelfChecks:
        """Those of the organisations that the person belongs to."""
        return self.filter(organisation__in=person.scope.organisations)

    def in_force(self) -> SelfChecks:
        """Those that no later one of the same year replaced."""
        return self.filter(ended_at=None)


class SelfCheck(models.Model):
    """The yearly self-check of one role; filled in again within the year, the later one replaces it."""

    personal: ClassVar = ()

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.TextField()
    year = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = SelfChecks.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=[str(r) for r in StewardRole]), name="check_of_a_role"),
            models.UniqueConstraint(fields=["organisation", "role", "year"], condition=Q(ended_at=None), name="one_check_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.year}"


class CheckAnswer(models.Model):
    """An answer to one question of a check, with a note."""

    personal: ClassVar = ("note",)

    check_of = models.ForeignKey(SelfCheck, models.PROTECT, related_name="answers")
    question = models.TextField()  # key of the ready list
    score = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=LOWEST, score__lte=HIGHEST), name="score_from_one_to_four"),
            models.UniqueConstraint(fields=["check_of", "question"], name="one_answer_to_a_question"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.score}"

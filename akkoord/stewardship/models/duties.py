# SPDX-License-Identifier: EUPL-1.2
"""How an organisation changed the ready list of duties of a role."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akkoord.people.models import Organisation, Person

from ..rules.roles import StewardRole


class DutyChanges(models.QuerySet["DutyChange"]):
    """Many changes."""

    def visible_to(self, person: Person) -> DutyChanges:
        """Those of the organisations that the person belongs to."""
        return self.filter(organisation__in=person.scope.organisations)

    def in_force(self) -> DutyChanges:
        """Those that nothing replaced."""
        return self.filter(ended_at=None)


class DutyChange(models.Model):
    """A duty in the organisation's own words, one of its own, or one of the ready list that it leaves out. beheer:1-5

    What a later change replaced stays with its end.
    """

    personal: ClassVar = ()

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.TextField()
    key = models.TextField()  # of the ready list, or `own-...`
    text = models.TextField(blank=True)
    is_left_out = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = DutyChanges.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=[str(r) for r in StewardRole]), name="duty_of_a_role"),
            models.CheckConstraint(condition=Q(is_left_out=True) | ~Q(text=""), name="duty_says_something"),
            models.UniqueConstraint(
                fields=["organisation", "role", "key"], condition=Q(ended_at=None), name="one_change_of_a_duty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.key}"

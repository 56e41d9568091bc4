# SPDX-License-Identifier: EUPL-1.2
"""Processes of an organisation, and who holds which of the five roles for them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akkoord.people.models import Organisation, Person

from ..rules.roles import StewardRole


class Processes(models.QuerySet["Process"]):
    """Many processes."""

    def visible_to(self, person: Person) -> Processes:
        """Those of the organisations that the person belongs to."""
        return self.filter(organisation__in=person.scope.organisations)

    def in_use(self) -> Processes:
        """Those that were not ended."""
        return self.filter(ended_at=None)


class Process(models.Model):
    """A process of the organisation that the software serves: payroll, leave, purchase. beheer:3"""

    personal: ClassVar = ()

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.TextField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = Processes.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], condition=Q(ended_at=None), name="process_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Holdings(models.QuerySet["RoleHolding"]):
    """Many holdings."""

    def visible_to(self, person: Person) -> Holdings:
        """Those of the organisations that the person belongs to."""
        return self.filter(organisation__in=person.scope.organisations)

    def in_force(self) -> Holdings:
        """Those that were not ended."""
        return self.filter(ended_at=None)


class RoleHolding(models.Model):
    """Somebody's role for a process, or (without process) for the whole organisation."""

    personal: ClassVar = ("person",)

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    process = models.ForeignKey(Process, models.PROTECT, null=True, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="steward_holdings")
    role = models.TextField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = Holdings.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=[str(r) for r in StewardRole]), name="steward_role"),
            models.UniqueConstraint(
                fields=["organisation", "process", "person", "role"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="role_held_once",
            ),
        ]
        indexes = [models.Index(fields=["person"], condition=Q(ended_at=None), name="holdings_in_force")]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"

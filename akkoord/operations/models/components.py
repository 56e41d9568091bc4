# SPDX-License-Identifier: EUPL-1.2
"""What runs, where, and for whom."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from akkoord.people.models import Organisation, Person
from akkoord.web.languages import either


class Components(models.QuerySet["Component"]):
    """Many components."""

    def visible_to(self, person: Person | None) -> Components:
        """Staff see internal ones too; None is the public."""
        return self if person is not None and person.is_staff else self.filter(is_public=True)

    def in_use(self, at: datetime) -> Components:
        """Those that run at a moment, in the order of the status page."""
        return self.filter(since__lte=at).exclude(until__lte=at).order_by("position", "id")


class Component(models.Model):
    """A part of the product or of what it stands on, such as the self-service portal or the data centre's network."""

    personal: ClassVar = ()

    code = models.SlugField(unique=True)  # `portal`; its address, and its id for clients of the JSON
    name_nl = models.TextField()
    name_en = models.TextField()
    group_nl = models.TextField(blank=True)
    group_en = models.TextField(blank=True)
    about_nl = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    is_public = models.BooleanField(default=True)
    is_production = models.BooleanField(default=False)  # counts in the availability of all together. sla:2.3.1
    figure = models.TextField(blank=True)  # of a promise of its own: `network_availability`
    position = models.SmallIntegerField(default=0)
    since = models.DateTimeField()  # measured from here on
    until = models.DateTimeField(null=True)

    objects = Components.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="component_ends_after_begin")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """In the reader's language."""
        return either(self.name_nl, self.name_en)

    @property
    def group(self) -> str:
        """The heading it stands under, in the reader's language; empty for none."""
        return either(self.group_nl, self.group_en)

    @property
    def about(self) -> str:
        """One sentence, in the reader's language."""
        return either(self.about_nl, self.about_en)


class Instance(models.Model):
    """A running copy of a component, such as the portal on the second cluster."""

    personal: ClassVar = ()

    component = models.ForeignKey(Component, models.PROTECT, related_name="instances")
    code = models.SlugField(unique=True)  # `portal-b`
    name = models.TextField(blank=True)  # `B`; empty when there is one
    for_everyone = models.BooleanField(default=True)  # otherwise for the organisations placed on it
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["component__position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="instance_ends_after_begin")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """The component's name, with the instance's where there are several."""
        return f"{self.component.name} {self.name}".strip()


class Placements(models.QuerySet["Placement"]):
    """Many placements."""

    def visible_to(self, person: Person) -> Placements:
        """Staff see all; others those of their own organisations."""
        return self if person.is_staff else self.filter(organisation__in=person.scope.organisations)

    def during(self, begin: datetime, end: datetime) -> Placements:
        """Those in force somewhere in a period."""
        return self.filter(since__lt=end).exclude(until__lte=begin)


class Placement(models.Model):
    """An organisation sits on an instance, from when to when."""

    personal: ClassVar = ()

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    instance = models.ForeignKey(Instance, models.PROTECT, related_name="placements")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = Placements.as_manager()

    class Meta:
        indexes = [models.Index(fields=["instance", "organisation"], name="placement_instance")]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="placement_ends_after_begin"),
            models.UniqueConstraint(fields=["organisation", "instance"], condition=Q(until=None), name="placed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} on {self.instance_id}"

# SPDX-License-Identifier: EUPL-1.2
"""Connectors, their certification and their certificates. partner:connector"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from akkoord.cases.models import Case
from akkoord.people.models import Organisation, Person

from ..rules.certificates import Certified, Score
from .partners import Partner
from .standing import OfPartner


class Connectors(OfPartner["Connector"]):
    """Many connectors."""

    def registered(self, day: date) -> Connectors:
        """Those that are registered on that date: neither they nor the partnership of their supplier ended."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), organisation__partner__in=Partner.objects.on(day))


class Connector(models.Model):
    """A link between other software and the vendor's, registered by the partner that supplies it."""

    personal: ClassVar = ()

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="connectors")
    slug = models.SlugField(unique=True)
    name = models.TextField()
    links_to = models.TextField()  # the other software
    fields = ArrayField(models.TextField(), default=list, blank=True)  # product fields, for the directory
    description = models.TextField()
    version = models.TextField(blank=True)  # the newest that the supplier told of
    certified_through = models.DateField(null=True)  # the longest of its certificates, for the directory
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)  # the first day on which it is no longer registered
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_why = models.TextField(blank=True)

    objects = Connectors.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_on=None) | Q(ended_at__isnull=False, ended_on__isnull=False),
                name="connector_ended_whole",
            ),
            models.UniqueConstraint(fields=["organisation", "name"], condition=Q(ended_at=None), name="connector_named_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page, for supplier and vendor."""
        return reverse("connector", args=[self.slug])


class CertificationDetail(models.Model):
    """A certification project: of which connector, in which version."""

    personal: ClassVar = ()

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="certification")
    connector = models.ForeignKey(Connector, models.PROTECT, related_name="certifications")
    version = models.TextField()

    def __str__(self) -> str:
        return f"certification {self.case_id}"


class Certificate(models.Model):
    """What a certification gave: valid through `last_day`, by the score of the security report. Append-only."""

    personal: ClassVar = ()

    connector = models.ForeignKey(Connector, models.PROTECT, related_name="certificates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, models.PROTECT, related_name="certificate")
    version = models.TextField()
    reported_on = models.DateField()
    score = models.TextField()
    last_day = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-last_day", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(score__in=[str(s) for s in Score]), name="certificate_score"),
            models.CheckConstraint(condition=Q(last_day__gte=models.F("reported_on")), name="certificate_lasts"),
        ]
        indexes = [models.Index(fields=["last_day"], name="certificates_by_last_day")]

    def __str__(self) -> str:
        return f"certificate of {self.connector_id} through {self.last_day}"

    @property
    def as_value(self) -> Certified:
        """For the rules."""
        return Certified(self.reported_on, Score(self.score), self.version, self.last_day)


class CertificateStep(models.Model):
    """That the supplier was reminded on a day, or told of the lapse or the end: once each."""

    personal: ClassVar = ()

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="steps")
    step = models.TextField()  # `remind 2026-06-23`, `lapsed`, `ended`
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["certificate", "step"], name="certificate_step_once")]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.step}"

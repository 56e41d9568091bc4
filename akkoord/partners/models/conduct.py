# SPDX-License-Identifier: EUPL-1.2
"""The code of conduct by version, who accepted it, and what was agreed beside it. partner:gedragscode"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from akkoord.people.models import Organisation, Person

from ..rules.conduct import PermissionKind
from .standing import OfPartner


class CodeVersion(models.Model):
    """The code of conduct as it holds from a day on. The rules are kept as they were published."""

    personal: ClassVar = ()

    number = models.TextField(unique=True)
    effective_on = models.DateField(unique=True)
    accept_within = models.TextField()  # a duration: by when everybody must have accepted it
    rules = models.JSONField()  # [{"id", "group", "nl", "en"}]
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["effective_on"]

    def __str__(self) -> str:
        return f"code of conduct {self.number}"


class Acceptance(models.Model):
    """Somebody of a partner accepted a version, by typing their name. Append-only."""

    personal: ClassVar = ("person", "typed_name")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    version = models.ForeignKey(CodeVersion, models.PROTECT, related_name="acceptances")
    typed_name = models.TextField()
    at = models.DateTimeField()

    objects = OfPartner["Acceptance"].as_manager()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["organisation", "person", "version"], name="accepted_once")]

    def __str__(self) -> str:
        return f"{self.person_id} accepted version {self.version_id}"


class Permission(models.Model):
    """What a partner may do only by agreement: it asks or declares, and the vendor agrees or not, with a reason."""

    personal: ClassVar = ("by", "decided_by", "why", "reason")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.TextField()
    what = models.TextField()  # the domain, the campaign, whom to approach
    why = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_agreed = models.BooleanField(null=True)  # None: not decided yet
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    once = models.UUIDField(null=True, unique=True)

    objects = OfPartner["Permission"].as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[str(k) for k in PermissionKind]), name="permission_kind"),
            models.CheckConstraint(
                condition=Q(is_agreed=None, decided_at=None) | Q(is_agreed__isnull=False, decided_at__gte=F("asked_at")),
                name="permission_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.organisation_id}"

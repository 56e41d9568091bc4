# SPDX-License-Identifier: EUPL-1.2
"""With what a program of an organisation comes in. sla:2.3.3"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..rules import OrganisationKind, PortalRole, StaffRole, TokenScope
from .persons import Organisation, Person


class ApiTokens(models.QuerySet["ApiToken"]):
    """Many tokens."""

    def visible_to(self, person: Person) -> ApiTokens:
        """Those of the organisations whose programs this person looks after."""
        own = Q(organisation__in=person.organisations_with(PortalRole.ADMINISTRATOR))
        if person.has_staff_role(StaffRole.STAFF_ADMINISTRATOR):
            own |= Q(organisation__kind=OrganisationKind.VENDOR)
        return self.filter(own)

    def in_force(self, at: datetime) -> ApiTokens:
        """Not revoked, not expired."""
        return self.filter(revoked_at=None, expires_at__gt=at)


class ApiToken(models.Model):
    """Lets a program do what its scopes say, for one organisation. Only a hash of the token itself is kept."""

    personal: ClassVar = ("created_by", "revoked_by")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.TextField()  # which program has it
    scopes = ArrayField(models.TextField())
    token_hash = models.TextField(unique=True)
    begins_with = models.TextField()  # its first characters, to tell it from others
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: set-up
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)  # to the hour
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = ApiTokens.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-created_at"], name="token_organisation")]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="token_expires_after_begin"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=[str(s) for s in TokenScope]) & Q(scopes__len__gt=0), name="token_known_scopes"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("created_at")), name="token_revoked_after_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.organisation_id}"

    def is_in_force(self, at: datetime) -> bool:
        """Not revoked, not expired."""
        return self.revoked_at is None and at < self.expires_at

    def may(self, scope: TokenScope) -> bool:
        """Whether it was given this scope."""
        return str(scope) in self.scopes

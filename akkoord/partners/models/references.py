# SPDX-License-Identifier: EUPL-1.2
"""What a customer says of an expert, asked by the partner, published only with consent. partner:expert

Two tables: whoever reads the directory may read a published reference, and never whom it was asked of.
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from akkoord.people.models import Organisation

from .experts import Expert
from .standing import OfPartner


class ReferenceRequest(models.Model):
    """A partner asks somebody of a customer for a reference. The link in the mail is the only secret; its hash is kept."""

    personal: ClassVar = ("asked_name", "asked_email", "by_id")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="reference_requests")
    customer = models.TextField()
    asked_name = models.TextField()
    asked_email = models.EmailField()
    language = models.TextField(default="nl")
    token_hash = models.TextField(unique=True)
    asked_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    declined_at = models.DateTimeField(null=True)
    once = models.UUIDField(null=True, unique=True)

    objects = OfPartner["ReferenceRequest"].as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"reference of expert {self.expert_id} asked"


class References(OfPartner["Reference"]):
    """Many references."""

    def published(self) -> Self:
        """Those that everybody may read: agreed to, and not withdrawn."""
        return self.filter(agreed_at__isnull=False, withdrawn_at=None)


class Reference(models.Model):
    """What the customer wrote. Everybody may read it from the consent until it is withdrawn; the text then goes."""

    personal: ClassVar = ("text", "shown_name")

    request = models.OneToOneField(ReferenceRequest, models.PROTECT, related_name="reference")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="references")
    customer = models.TextField()
    text = models.TextField()
    shown_name = models.TextField(blank=True)  # empty: without a name
    given_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = References.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(withdrawn_at=None) | Q(text=""), name="withdrawn_reference_is_empty")]

    def __str__(self) -> str:
        return f"reference {self.pk} of expert {self.expert_id}"

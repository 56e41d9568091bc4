# SPDX-License-Identifier: EUPL-1.2
"""Partners: which organisation, of which kinds, since when and until when. partner:*"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from akkoord.people.models import Organisation, Person

from ..rules.partners import PartnerKind
from .standing import OfPartner


class Partners(OfPartner["Partner"]):
    """Many partners."""

    def on(self, day: date) -> Partners:
        """Those that are partner on that date."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Partner(models.Model):
    """An organisation in the partner programme. What it signed is its contract under the programme, with the kinds as options.

    The kinds here are those that hold now; the contracts keep those that held.
    """

    personal: ClassVar = ("looked_after_by", "registered_by")

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="partner")
    slug = models.SlugField(unique=True)  # its name in addresses
    kinds = ArrayField(models.TextField())
    since = models.DateField()
    until = models.DateField(null=True)  # the first date on which it is no partner
    looked_after_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # the vendor's fixed contact
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = Partners.as_manager()

    class Meta:
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kinds__contained_by=[str(k) for k in PartnerKind]) & Q(kinds__len__gt=0), name="partner_known_kinds"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="partner_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> str:
        """The organisation's name."""
        return self.organisation.name

    @property
    def key(self) -> str:
        """The typed key."""
        return f"partner:{self.pk}"

    def is_partner_on(self, day: date) -> bool:
        """Whether the partnership holds on that date."""
        return self.since <= day and (self.until is None or day < self.until)


class Invitation(models.Model):
    """The vendor asks a partner to become product partner; nobody can apply for that."""

    personal: ClassVar = ("text", "invited_by", "answered_by")

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField()
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    accepted = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = OfPartner.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(fields=["partner"], condition=Q(answered_at=None), name="one_invitation_at_a_time"),
            models.CheckConstraint(
                condition=Q(answered_at=None, accepted=None, answered_by=None)
                | Q(answered_at__isnull=False, accepted__isnull=False, answered_by__isnull=False),
                name="invitation_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation of {self.partner_id}"


class Ending(models.Model):
    """That a partnership, or one kind of it, was ended: by whom, on what ground, for which date. Append-only."""

    personal: ClassVar = ("reason", "by")

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="endings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kinds = ArrayField(models.TextField())  # that end
    kept = ArrayField(models.TextField(), default=list)  # that go on
    ground = models.TextField()  # `notice`, `turned_back`, or the promise of the programme that names it, 2.3/at-once-exam
    by_partner = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ends_on = models.DateField()  # the first date on which it no longer holds

    objects = OfPartner.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(ground="notice") | ~Q(reason=""), name="ending_at_once_has_reason"),
        ]

    def __str__(self) -> str:
        return f"ending of {self.partner_id} on {self.ends_on}"

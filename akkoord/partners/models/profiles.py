# SPDX-License-Identifier: EUPL-1.2
"""What a partner says of itself in the directory, each wording a row."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from akkoord.people.models import Organisation, Person

from .partners import Partner
from .standing import OfPartner


class Profiles(OfPartner["Profile"]):
    """Many wordings."""

    def agreed(self) -> Profiles:
        """Those that may stand in the directory; of each partner the newest does."""
        return self.filter(is_agreed=True)

    def waiting(self) -> Profiles:
        """Those that the vendor has yet to look at."""
        return self.filter(decided_at=None, replaced_at=None)


class Profile(models.Model):
    """One wording of a partner's page: proposed by the partner, agreed or sent back by the vendor.

    Everybody may read what was agreed, as long as the partnership lasts.
    """

    personal: ClassVar = ("email", "phone", "written_by", "decided_by")

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="profiles")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.TextField()
    summary_nl = models.TextField()
    summary_en = models.TextField(blank=True)
    about_nl = models.TextField()
    about_en = models.TextField(blank=True)
    industries = ArrayField(models.TextField(), default=list, blank=True)
    fields = ArrayField(models.TextField(), default=list, blank=True)
    regions = ArrayField(models.TextField(), default=list, blank=True)
    website = models.URLField(blank=True)
    email = models.EmailField()
    phone = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True)  # by a newer wording, before it was decided
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_agreed = models.BooleanField(default=False)
    why = models.TextField(blank=True)  # why it was sent back

    objects = Profiles.as_manager()

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partner"], condition=Q(decided_at=None, replaced_at=None), name="one_profile_waits"),
            models.CheckConstraint(condition=Q(is_agreed=False) | Q(decided_at__isnull=False), name="profile_agreed_when"),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(is_agreed=True) | ~Q(why=""), name="profile_sent_back_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"profile {self.pk} of {self.name}"

    @staticmethod
    def own_page() -> str:
        """Where a partner writes and follows its page."""
        return reverse("partnership_profile")

    def in_language(self, field: str, language: str) -> str:
        """`summary` or `about` in a language; in Dutch where it was not written in the other."""
        written: str = getattr(self, f"{field}_{language}", "") or getattr(self, f"{field}_nl")
        return written

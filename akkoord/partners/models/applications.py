# SPDX-License-Identifier: EUPL-1.2
"""What an application knows beyond the case, and what was found of each criterion. partner:*"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akkoord.cases.models import Case
from akkoord.people.models import Person

from ..rules.applications import Found
from ..rules.partners import PartnerKind
from .partners import Partner

KIND_WORDS = {
    PartnerKind.SERVICE: _("Service partner"),
    PartnerKind.EXPERT: _("Expert"),
    PartnerKind.CONNECTOR: _("Connector supplier"),
    PartnerKind.PRODUCT: _("Product partner"),
}


class ApplicationDetail(models.Model):
    """Who wants to become a partner, of which kind. The applicant has no account and reads it behind a link."""

    personal: ClassVar = ("phone",)

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="partner_application")
    kind = models.TextField()
    company = models.TextField()
    website = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    language = models.TextField(default="nl")
    token_hash = models.TextField(unique=True)
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, related_name="applications")  # what came of it

    def __str__(self) -> str:
        return f"application {self.case_id}"

    @property
    def kind_word(self) -> str:
        """As what they apply, in the reader's language; the programme's own words stand on its page."""
        return str(KIND_WORDS[PartnerKind(self.kind)])


class Criterion(models.Model):
    """What was found of one criterion of an application; the last row of each counts. Append-only."""

    personal: ClassVar = ("note", "by")

    case = models.ForeignKey(Case, models.PROTECT, related_name="criteria")
    requirement = models.TextField()  # the promise of the programme, such as 2.1/specialists
    found = models.TextField()
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(found__in=[str(f) for f in Found]), name="criterion_known_finding")]

    def __str__(self) -> str:
        return f"{self.requirement} of {self.case_id}: {self.found}"

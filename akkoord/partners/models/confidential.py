# SPDX-License-Identifier: EUPL-1.2
"""What a confidential report of a breach is about, and who is heard about it. partner:gedragscode"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from akkoord.cases.models import Case
from akkoord.people.models import Person

from .partners import Partner


class BreachReportDetail(models.Model):
    """Whom it concerns, which rule, and who decides. Known to the reporter and the one who decides alone."""

    personal: ClassVar = ("decider",)

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="breach_report")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    partner_name = models.TextField()  # as it was then: a reporter of another partner may not read its organisation
    rule = models.TextField(blank=True)  # the id of a rule of the code of conduct
    decider = models.ForeignKey(Person, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"breach report {self.case_id}"


class HearingDetail(models.Model):
    """Somebody of the partner is heard. A case of its own, so that neither side reads the other's words."""

    personal: ClassVar = ("heard", "decider")

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="hearing")
    report = models.ForeignKey(Case, models.PROTECT, related_name="hearings")
    heard = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decider = models.ForeignKey(Person, models.PROTECT, related_name="+")  # said here too: who is heard cannot read the report

    def __str__(self) -> str:
        return f"hearing {self.case_id}"

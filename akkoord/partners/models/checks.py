# SPDX-License-Identifier: EUPL-1.2
"""What a yearly check knows beyond the case: every requirement as it stood, and what the partner said of it. partner:*"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from akkoord.agreements.document import Text
from akkoord.cases.models import Case
from akkoord.people.models import Organisation, Person

from .partners import Partner
from .standing import OfPartner


class CheckDetail(models.Model):
    """A yearly check: of which partner, for which year."""

    personal: ClassVar = ()

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="partner_check")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="checks")
    year = models.SmallIntegerField()

    def __str__(self) -> str:
        return f"check {self.case_id}"


class CheckLine(models.Model):
    """One requirement as it stood when the check began (round 1), or when it was decided (round 2 and on). Append-only."""

    personal: ClassVar = ("evidence", "missing")

    case = models.ForeignKey(Case, models.PROTECT, related_name="check_lines")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    round = models.SmallIntegerField()
    place = models.SmallIntegerField()
    requirement = models.TextField()
    words = models.JSONField()  # as the programme said it then, in each language
    verdict = models.TextField()
    value = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    bound = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    is_most = models.BooleanField(default=False)  # the bound is an upper one
    due_on = models.DateField(null=True)
    evidence = models.JSONField(default=list)  # {text, on, path}
    missing = models.JSONField(default=list)
    judged_at = models.DateTimeField()

    objects = OfPartner.as_manager()

    class Meta:
        ordering = ["round", "place"]
        constraints = [models.UniqueConstraint(fields=["case", "round", "requirement"], name="check_line_once_a_round")]

    def __str__(self) -> str:
        return f"{self.requirement} in {self.case_id}: {self.verdict}"

    @property
    def text(self) -> Text:
        """What the programme said."""
        return Text.model_validate(self.words)


class CheckRemark(models.Model):
    """What the partner says of one requirement. Append-only."""

    personal: ClassVar = ("text", "by")

    line = models.ForeignKey(CheckLine, models.PROTECT, related_name="remarks")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = OfPartner.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"remark on {self.line_id}"

# SPDX-License-Identifier: EUPL-1.2
"""What a question about the agreement is about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akkoord.agreements.models import AgreementVersion
from akkoord.cases.models import Case


class AgreementQuestionDetail(models.Model):
    """A clause of a version, or what a version changes; perhaps with the objection that one does not accept it. sla:1.2"""

    personal: ClassVar = ()

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="agreement_question")
    about = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="+")
    clause = models.TextField(blank=True)  # empty: the version as a whole
    is_objection = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_objection=False) | Q(clause=""), name="objects_to_a_version_as_a_whole"),
        ]

    def __str__(self) -> str:
        return f"agreement question {self.case_id}"

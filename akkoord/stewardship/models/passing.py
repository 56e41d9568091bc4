# SPDX-License-Identifier: EUPL-1.2
"""Where a ticket went on outside the organisation, and what went along; and how an organisation deals with its tickets."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from akkoord.cases.models import Case
from akkoord.people.models import Organisation, Person

from ..rules.tickets import Target


def mail_token() -> str:
    """A part of an address that cannot be guessed; lower case, as mail servers write addresses."""
    return token_urlsafe(12).lower().replace("_", "x").replace("-", "y")


class TicketSettings(models.Model):
    """How an organisation deals with its tickets; without a row, as the columns say."""

    personal: ClassVar = ("integrator_name", "integrator_email")

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="+")
    threshold_hours = models.PositiveIntegerField(null=True, default=40)  # above it management decides; none: never
    review_weeks = models.PositiveSmallIntegerField(default=4)  # after which one looks back
    integrator_name = models.TextField(blank=True)
    integrator_email = models.EmailField(blank=True)
    mail_token = models.TextField(unique=True, default=mail_token)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(review_weeks__range=(1, 52)), name="ticket_review_weeks")]

    def __str__(self) -> str:
        return f"tickets of {self.organisation_id}"


class TicketPassing(models.Model):
    """What left the organisation: to whom, and which words and files. Nothing else did. Append-only."""

    personal: ClassVar = ("by", "to", "subject", "text")

    case = models.ForeignKey(Case, models.PROTECT, related_name="ticket_passings")
    target = models.TextField()
    other = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")  # the incident, which knows nothing of it
    to = models.TextField(blank=True)  # the system integrator's address
    token = models.TextField(unique=True, default=mail_token)  # by which an answer is known
    subject = models.TextField()
    text = models.TextField()
    files = ArrayField(models.BigIntegerField(), default=list)  # attachments of the ticket that went along
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["other"], name="ticket_passing_other")]
        constraints = [
            models.CheckConstraint(condition=Q(target__in=[*map(str, Target)]), name="ticket_passing_target"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} to {self.target}"

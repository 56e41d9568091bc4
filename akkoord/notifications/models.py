# SPDX-License-Identifier: EUPL-1.2
"""The outbox."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akkoord.people.models import Organisation, Person
from akkoord.scope.models import Scoped


class Mail(Scoped):
    """One mail to one person about one event: written before it is sent, sent once."""

    personal: ClassVar = ("person", "to", "subject", "text", "html")

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    event_id = models.BigIntegerField(null=True)  # none for sign-in mail
    about = models.TextField(blank=True)  # typed key of what it is about
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    to = models.EmailField()
    subject = models.TextField()
    text = models.TextField()
    html = models.TextField()
    headers = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_id", "to"], name="one_mail_an_event")]
        indexes = [models.Index(fields=["written_at"], condition=Q(sent_at=None), name="mail_waiting")]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"

# SPDX-License-Identifier: EUPL-1.2
"""Outages: what broke, for how long, and every word said about it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from akkoord.people.models import Person
from akkoord.web.languages import either

from ..rules.words import Impact, OutageState, Responsible, Severity
from .components import Instance
from .probes import Probe


class Outages(models.QuerySet["Outage"]):
    """Many outages."""

    def visible_to(self, person: Person | None) -> Outages:
        """Staff see all; everybody else, the public included (None), those of public components."""
        return self if person is not None and person.is_staff else self.filter(is_public=True)

    def running(self) -> Outages:
        """Not over yet."""
        return self.filter(ended_at=None)

    def during(self, begin: datetime, end: datetime) -> Outages:
        """Those that lasted somewhere in a half-open period."""
        return self.filter(began_at__lt=end).exclude(ended_at__lte=begin)


class Outage(models.Model):
    """Something did not work. Its bounds are those of the last confirmed `Bounds`; earlier ones stay beside them."""

    personal: ClassVar = ("opened_by",)

    number = models.TextField(unique=True)  # OUT-2026-000012
    title_nl = models.TextField()
    title_en = models.TextField()
    severity = models.TextField(choices=[(s, s) for s in Severity])
    state = models.TextField(choices=[(s, s) for s in OutageState], default=OutageState.INVESTIGATING)
    responsible = models.TextField(choices=[(r, r) for r in Responsible], default=Responsible.VENDOR)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    expected_at = models.DateTimeField(null=True)  # when it should be over
    cause = models.TextField(blank=True)  # for the vendor; told in an update or the post-mortem
    error_message = models.TextField(blank=True)  # what users see
    workaround_nl = models.TextField(blank=True)
    workaround_en = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    probe = models.ForeignKey(Probe, models.PROTECT, null=True, related_name="outages")  # that opened it
    is_public = models.BooleanField(default=True)
    origin = models.TextField(default="person")  # person, probe, calamity, import
    external_id = models.TextField(null=True, unique=True)
    once = models.UUIDField(null=True, unique=True)  # the form it came from: sent twice is opened once

    objects = Outages.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="outage_ends_after_begin"),
            models.UniqueConstraint(fields=["probe"], condition=Q(ended_at=None), name="one_running_outage_a_probe"),
        ]
        indexes = [
            models.Index(fields=["-began_at", "-id"], name="outage_began"),
            models.Index(fields=["began_at"], condition=Q(ended_at=None), name="outage_running"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its page for everybody."""
        return reverse("outage", args=[self.number])

    @property
    def key(self) -> str:
        """The typed key that events, links and clocks carry."""
        return f"outage:{self.pk}"

    @property
    def title(self) -> str:
        """In the reader's language."""
        return either(self.title_nl, self.title_en)

    @property
    def workaround(self) -> str:
        """In the reader's language."""
        return either(self.workaround_nl, self.workaround_en)

    @property
    def is_running(self) -> bool:
        """Not over yet."""
        return self.ended_at is None

    @property
    def struck_now(self) -> dict[str, str]:
        """The code of each instance that it strikes, with the impact. One query."""
        return dict(self.affected.order_by("instance_id").values_list("instance__code", "impact"))

    @property
    def pending_correction(self) -> Bounds | None:
        """The correction that waits for a second person. One query."""
        return self.bounds.filter(is_correction=True, decided_at=None).first()


class Affected(models.Model):
    """An instance that an outage struck, and how hard."""

    personal: ClassVar = ()

    outage = models.ForeignKey(Outage, models.PROTECT, related_name="affected")
    instance = models.ForeignKey(Instance, models.PROTECT, related_name="struck")
    impact = models.TextField(choices=[(i, i) for i in Impact], default=Impact.DOWN)  # only what is down counts as downtime

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outage", "instance"], name="struck_once")]

    def __str__(self) -> str:
        return f"{self.outage_id} struck {self.instance_id}"


class Bounds(models.Model):
    """When an outage began and ended, what it struck and who was responsible, as somebody established it. Append-only.

    A correction by a person holds from its confirmation by a second person; the first row of an outage needs none.
    """

    personal: ClassVar = ("by", "decided_by", "reason", "decision")

    outage = models.ForeignKey(Outage, models.PROTECT, related_name="bounds")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    responsible = models.TextField(choices=[(r, r) for r in Responsible])
    struck = models.JSONField(default=dict)  # code of each instance -> impact: the whole of what was struck, as established
    set_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: the prober
    reason = models.TextField(blank=True)
    is_correction = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_confirmed = models.BooleanField(null=True)
    decision = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="bounds_end_after_begin"),
            models.CheckConstraint(
                condition=Q(is_correction=False) | ~Q(reason="") & ~Q(by=None), name="correction_has_reason_and_author"
            ),
            models.CheckConstraint(condition=Q(decided_by=None) | ~Q(decided_by=F("by")), name="decided_by_a_second_person"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, is_confirmed=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_confirmed__isnull=False),
                name="correction_decided_once",
            ),
            models.UniqueConstraint(
                fields=["outage"], condition=Q(is_correction=True, decided_at=None), name="one_correction_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outage_id} from {self.began_at}"


class Update(models.Model):
    """What the status page said about an outage at a moment. Append-only."""

    personal: ClassVar = ("by",)

    outage = models.ForeignKey(Outage, models.PROTECT, related_name="updates")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.TextField(choices=[(s, s) for s in OutageState])
    text_nl = models.TextField()
    text_en = models.TextField()
    once = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["outage", "at"], name="update_outage")]

    def __str__(self) -> str:
        return f"{self.outage_id} at {self.at}"

    @property
    def text(self) -> str:
        """In the reader's language."""
        return either(self.text_nl, self.text_en)


class OutageLink(models.Model):
    """A case (a calamity, an incident) that belongs to an outage, by its typed key `case:12`."""

    personal: ClassVar = ("by",)

    outage = models.ForeignKey(Outage, models.PROTECT, related_name="cases")
    subject = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["subject"], name="outage_of_case")]
        constraints = [models.UniqueConstraint(fields=["outage", "subject"], name="case_linked_once")]

    def __str__(self) -> str:
        return f"{self.subject} of {self.outage_id}"

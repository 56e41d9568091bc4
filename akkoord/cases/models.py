# SPDX-License-Identifier: EUPL-1.2
"""Cases and what hangs on them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from akkoord.agreements.models import AgreementVersion
from akkoord.clocks.models import Clock
from akkoord.people.models import Organisation, Person
from akkoord.scope.models import Scoped

from .areas import area_word
from .kind import Kind, StateOf, kind_named
from .visibility import Cases


class Case(Scoped):
    """Anything somebody asks or reports that must be followed up."""

    personal: ClassVar = ("reporter", "reporter_name", "reporter_email", "subject", "closed_by")

    number = models.TextField(unique=True)
    kind_name = models.TextField(db_column="kind")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    subject = models.TextField()
    state = models.TextField()
    priority = models.SmallIntegerField(null=True)
    area = models.TextField(blank=True)  # the field of the product
    reporter = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reporter_name = models.TextField(blank=True)  # of somebody without an account
    reporter_email = models.EmailField(blank=True)
    assignee = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    first_class = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    state_since = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.ForeignKey(AgreementVersion, models.PROTECT, null=True, related_name="+")
    next_clock = models.ForeignKey(Clock, models.SET_NULL, null=True, related_name="+")
    next_due_at = models.DateTimeField(null=True)
    next_at_risk_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    origin = models.TextField(default="portal")
    external_id = models.TextField(null=True)  # null, so that uniqueness asks only imported ones
    once = models.UUIDField(null=True, unique=True)  # the form it came from: sent twice is reported once

    is_repeated = False  # whether opening it gave the case that the same form gave before

    objects = Cases.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind_name", "external_id"], name="one_case_each_external_id"),
            models.CheckConstraint(condition=Q(closed_by=None) | ~Q(closed_at=None), name="case_closed_by_when_closed"),
            models.CheckConstraint(condition=Q(closed_at=None) | Q(next_due_at=None), name="closed_case_has_no_deadline"),
            models.CheckConstraint(
                condition=~Q(organisation=None) | ~Q(audience="organisation_only"), name="private_to_somebody"
            ),
        ]
        indexes = [
            models.Index(fields=["next_due_at", "id"], condition=Q(closed_at=None), name="case_queue"),
            models.Index(fields=["organisation", "-changed_at", "-id"], name="case_organisation"),
            models.Index(fields=["reporter", "-changed_at", "-id"], name="case_reporter"),
            models.Index(fields=["-changed_at", "-id"], name="case_changed"),
            models.Index(fields=["assignee", "next_due_at"], condition=Q(closed_at=None), name="case_assignee"),
            models.Index(fields=["id"], condition=Q(audience="named_persons"), name="case_named_persons"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The page of the case, the same address for everybody."""
        return reverse("case", args=[self.number])

    @property
    def kind(self) -> Kind:
        """What kind of case this is."""
        return kind_named(self.kind_name)

    @property
    def key(self) -> str:
        """The typed key that clocks and events carry."""
        return f"case:{self.pk}"

    @property
    def state_of(self) -> StateOf:
        """The state with its word and look."""
        return self.kind.state(self.state)

    @property
    def area_word(self) -> str:
        """The field of the product in the reader's language."""
        return area_word(self.area)

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.closed_at is None

    def clock(self, name: str) -> Clock:
        """The last round of a clock of this case; Clock.DoesNotExist when it never ran."""
        clock = Clock.objects.of(self.key).filter(name=name).order_by("-round").first()
        if clock is None:
            raise Clock.DoesNotExist(f"{self.number} has no clock {name}")
        return clock

    def is_reported_by(self, person: Person) -> bool:
        """Whether this person reported it."""
        return self.reporter_id == person.pk


class Message(Scoped):
    """What somebody said on a case. Append-only; a note has the vendor alone as audience."""

    personal: ClassVar = ("by", "by_name", "text")

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="messages")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    by_name = models.TextField(blank=True)
    from_vendor = models.BooleanField()
    at = models.DateTimeField()
    purpose = models.TextField()
    text = models.TextField()
    via = models.TextField(default="portal")
    once = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["case", "at", "id"], name="message_case")]

    def __str__(self) -> str:
        return f"{self.purpose} on {self.case_id}"


class Attachment(Scoped):
    """A file on a case; the bytes are in the object store under `key`."""

    personal: ClassVar = ("by", "name")

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="attachments")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    name = models.TextField()
    media_type = models.TextField()
    size = models.BigIntegerField()
    sha256 = models.TextField()
    key = models.TextField(unique=True)

    def __str__(self) -> str:
        return self.name


class Follower(models.Model):
    """Somebody who is told of everything that happens to a case."""

    personal: ClassVar = ("person",)

    case = models.ForeignKey(Case, models.PROTECT, related_name="followers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="follows_once")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.case_id}"


class Link(models.Model):
    """Two cases that belong together, and how."""

    personal: ClassVar = ("by",)

    case = models.ForeignKey(Case, models.PROTECT, related_name="links")
    other = models.ForeignKey(Case, models.PROTECT, related_name="links_back")
    how = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "other", "how"], name="linked_once"),
            models.CheckConstraint(condition=~Q(case=models.F("other")), name="not_linked_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.how} {self.other_id}"


class Draft(models.Model):
    """What somebody was writing; kept until it is sent."""

    personal: ClassVar = ("person", "text")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.TextField()  # `case:12/answer`, `report`
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "place"], name="one_draft_a_place")]

    def __str__(self) -> str:
        return self.place


class Presence(models.Model):
    """Somebody of the vendor has the case open: so that two people do not answer at once. Old rows mean nothing."""

    personal: ClassVar = ("person",)

    case = models.ForeignKey(Case, models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    is_writing = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.person_id} has {self.case_id} open"

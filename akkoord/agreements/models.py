# SPDX-License-Identifier: EUPL-1.2
"""Agreements, their versions, deviating days, and who is bound to them. sla:1.1, sla:1.2, sla:2.2.2"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.fields.json import JSONField

from akkoord.people.models import Organisation, Person

from .document import Agreement as Document
from .document import Text
from .document.calendars import day_hours
from .rules import midnight

HEAVY = ("document", "source_text", "closed_dates")  # read once per process, not with every case
_texts: dict[tuple[int, str], Document] = {}


class Agreement(models.Model):
    """A service agreement by its code: the vendor's, or one that an organisation keeps for itself alone."""

    personal: ClassVar = ()

    code = models.TextField()
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "owner"], nulls_distinct=False, name="one_agreement_a_code")]

    def __str__(self) -> str:
        return self.code

    def version_at(self, at: datetime) -> AgreementVersion | None:
        """The version in force at a moment: the newest that has begun."""
        return self.versions.filter(effective_from__lte=at).defer(*HEAVY).order_by("-effective_from").first()


class AgreementVersion(models.Model):
    """One published text, with its holidays frozen. Never changed: what was judged under it stays explained."""

    personal: ClassVar = ("published_by",)

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    number = models.TextField()
    effective_from = models.DateTimeField()
    document = models.TextField()  # JSON as text: jsonb would lose the order of the file
    source_text = models.TextField(blank=True)  # the file as it was published, for download
    closed_dates = JSONField()
    sha256 = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_version_a_number"),
            models.UniqueConstraint(fields=["agreement", "effective_from"], name="one_version_a_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.number}"

    @property
    def text(self) -> Document:
        """The agreement as typed data, read once per process: a published version never changes."""
        found = _texts.get((self.pk, self.sha256))
        if found is None:
            found = _texts[self.pk, self.sha256] = Document.model_validate_json(self.document)
        return found

    @property
    def frozen_dates(self) -> frozenset[date]:
        """The holidays as they were known at publication."""
        return frozenset(date.fromisoformat(day) for day in self.closed_dates)


class AgreementDraft(models.Model):
    """A file that staff put in, with what `check` says of it. Announced, it is a version; otherwise nobody outside sees it."""

    personal: ClassVar = ("put_in_by", "withdrawn_by")

    code = models.TextField(blank=True)  # empty while the file cannot be read
    number = models.TextField(blank=True)
    effective_from = models.DateField(null=True)
    file_name = models.TextField()
    source_text = models.TextField()
    document = models.TextField(blank=True)  # empty while `check` finds a fault
    faults = JSONField(default=list)  # {line, message, warning}
    put_in_at = models.DateTimeField()
    put_in_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.OneToOneField(AgreementVersion, models.PROTECT, null=True, related_name="draft")

    class Meta:
        ordering = ["-put_in_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(version=None) | Q(withdrawn_at=None) & ~Q(document=""), name="draft_announced_is_sound"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}".strip() or self.file_name

    @property
    def is_sound(self) -> bool:
        """Whether it could be announced as far as the file goes."""
        return bool(self.document)

    @property
    def is_open(self) -> bool:
        """Whether it still waits: neither announced nor withdrawn."""
        return self.version_id is None and self.withdrawn_at is None

    @property
    def text(self) -> Document:
        """The agreement as typed data; only of a sound draft."""
        return Document.model_validate_json(self.document)


class AgreementTold(models.Model):
    """Who was told of a change by mail, for which organisation. sla:1.2"""

    personal: ClassVar = ("person",)

    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="told")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["told_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "organisation", "person"], name="told_once_of_a_change")]

    def __str__(self) -> str:
        return f"{self.person_id} of {self.organisation_id} told of {self.version_id}"


class CalendarExceptions(models.QuerySet["CalendarException"]):
    """Many deviating days."""

    def standing(self) -> CalendarExceptions:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class CalendarException(models.Model):
    """A date on which a calendar has hours of its own, or none. sla:2.2.2"""

    personal: ClassVar = ("published_by", "withdrawn_by")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="exceptions")
    calendar = models.TextField()
    day = models.DateField()
    hours = ArrayField(models.TextField(), default=list, blank=True)  # `08:00-12:00`; none: closed
    zone = models.TextField()
    reason = JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = CalendarExceptions.as_manager()

    class Meta:
        ordering = ["day", "calendar"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "calendar", "day"], condition=Q(withdrawn_at=None), name="one_exception_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar} {self.day}"

    @property
    def begins_at(self) -> datetime:
        """The first moment of its date."""
        return midnight(self.day, self.zone)

    @property
    def moves_deadlines(self) -> bool:
        """Whether it was told before its day began; one told later changes no deadline."""
        return self.published_at < self.begins_at

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Opening and closing in seconds since midnight."""
        return tuple(day_hours(hours) for hours in self.hours)

    @property
    def why(self) -> Text:
        """The reason, in each language."""
        return Text.model_validate(self.reason)


class Contracts(models.QuerySet["Contract"]):
    """Many contracts."""

    def on(self, day: date) -> Contracts:
        """Those that hold on that date."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

    def visible_to(self, person: Person) -> Contracts:
        """Staff see all; others those of their own organisations."""
        return self if person.is_staff else self.filter(organisation__in=person.scope.organisations)


class Contract(models.Model):
    """Binds an organisation to an agreement. Other options mean another contract: what held, held. sla:1.1

    Ended over a change (`ended_over`, for the date `ending_on`), it keeps the terms from before that change from the moment
    on which it was ended, until `ends_on`. sla:1.2
    """

    personal: ClassVar = ("signed_by", "ended_by")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contracts")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="contracts")
    options = ArrayField(models.TextField(), default=list, blank=True)
    licence = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # the first date on which it no longer holds
    submitter_limit = models.PositiveIntegerField(null=True)
    overrides = JSONField(default=dict, blank=True)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_over = models.ForeignKey(AgreementVersion, models.PROTECT, null=True, related_name="+")
    ending_on = models.DateField(null=True)  # the date for which it was ended over a change; the old terms go on until `ends_on`

    objects = Contracts.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="contract_ends_after_start"),
            models.CheckConstraint(condition=Q(ended_at=None) | ~Q(ends_on=None), name="contract_ended_has_last_day"),
            models.CheckConstraint(
                condition=Q(ended_over=None, ending_on=None)
                | Q(ended_over__isnull=False, ending_on__isnull=False, ended_at__isnull=False, ending_on__lte=F("ends_on")),
                name="contract_ended_over_a_change_says_when",
            ),
            ExclusionConstraint(
                name="one_contract_at_a_time",
                expressions=[
                    (Func(F("organisation"), F("organisation"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (Func(F("agreement"), F("agreement"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (
                        Func(F("starts_on"), F("ends_on"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} under {self.agreement_id} from {self.starts_on}"

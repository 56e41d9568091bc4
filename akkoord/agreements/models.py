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
    """Binds an organisation to an agreement. Other options mean another contract: what held, held. sla:1.1"""

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

    objects = Contracts.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="contract_ends_after_start"),
            models.CheckConstraint(condition=Q(ended_at=None) | ~Q(ends_on=None), name="contract_ended_has_last_day"),
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

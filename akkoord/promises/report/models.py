# SPDX-License-Identifier: EUPL-1.2
"""Reports that were made, those that are still to be made, and the batches they belong to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akkoord.people.models import Organisation, Person

from .value import MonthReport, report_of

ATTEMPTS = 3  # so often a report that fails is tried


class ReportRun(models.Model):
    """A batch: every organisation with First Class in a month, or every organisation with a contract in it."""

    personal: ClassVar = ("by",)

    FIRST_CLASS, ALL = "first_class", "all"

    month = models.DateField()  # its first day
    whom = models.TextField()
    begun_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-month", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["month", "whom"], name="one_run_a_month"),
            models.CheckConstraint(condition=Q(whom__in=["first_class", "all"]), name="run_for_whom"),
        ]

    def __str__(self) -> str:
        return f"{self.whom} {self.month:%Y-%m}"


class MadeReports(models.QuerySet["MadeReport"]):
    """Many reports."""

    def in_force(self) -> MadeReports:
        """The newest of each organisation and month; earlier ones stay beside it."""
        return self.order_by("organisation_id", "-month", "-id").distinct("organisation_id", "month")


class MadeReport(models.Model):
    """A report as it was made: its facts, and where its files are. Append-only; other facts later are a new row."""

    personal: ClassVar = ()

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()  # its first day
    facts = models.TextField()
    sha256 = models.TextField()  # of the facts
    files = models.JSONField()  # language -> {key, size, sha256} of its PDF, in the languages of its readers
    is_promised = models.BooleanField()  # made by itself, for First Class. sla:2.6.2
    made_at = models.DateTimeField()

    objects = MadeReports.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-month", "-id"], name="report_organisation")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.month:%Y-%m}"

    @property
    def value(self) -> MonthReport:
        """What it says."""
        return report_of(self.facts)


class DueReports(models.QuerySet["DueReport"]):
    """Many reports that are to be made."""

    def waiting(self) -> DueReports:
        """Not made yet, and not given up."""
        return self.filter(done_at=None, attempts__lt=ATTEMPTS)

    def failed(self) -> DueReports:
        """Tried as often as it is tried, and not made."""
        return self.filter(done_at=None, attempts__gte=ATTEMPTS)


class DueReport(models.Model):
    """A report that is to be made, once. It stays as the trace of who asked and what came of it."""

    personal: ClassVar = ("asked_by",)

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    run = models.ForeignKey(ReportRun, models.PROTECT, null=True, related_name="due")
    is_promised = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    report = models.ForeignKey(MadeReport, models.PROTECT, null=True, related_name="+")
    attempts = models.SmallIntegerField(default=0)
    failure = models.TextField(blank=True)  # the name of what went wrong last

    objects = DueReports.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month"], condition=Q(done_at=None), name="one_due_report"),
            models.CheckConstraint(condition=Q(report=None) | ~Q(done_at=None), name="made_report_is_done"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(done_at=None), name="report_due"),
            models.Index(fields=["id"], condition=Q(done_at=None, run=None), name="report_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.month:%Y-%m} due"

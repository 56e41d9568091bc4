# SPDX-License-Identifier: EUPL-1.2
"""Verdicts counted by month. Every row can be computed again from the clocks."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Sum

from akkoord.agreements.models import Agreement, AgreementVersion
from akkoord.people.models import Organisation, Person

from .report.models import DueReport, MadeReport, ReportRun
from .rules import Counts, Judged

__all__ = [
    "DueReport", "MadeReport", "Month", "MonthOfAll", "MonthOfOne", "MonthVerdict", "Months", "Recheck", "ReportRun", "Touched", "Verdicts",
]  # fmt: skip


class Months(models.QuerySet["MonthOfAll | MonthOfOne"]):
    """Many counts."""

    def between(self, agreement_id: int, first: date, last: date) -> Months:
        """Those of one agreement in the months from `first` to `last`, both included."""
        return self.filter(agreement=agreement_id, month__range=(first, last))

    def visible_to(self, person: Person) -> Months:
        """Staff see all that concerns the vendor; others the counts of their own organisations."""
        if person.is_staff:
            return self
        return self.filter(organisation__in=person.scope.organisations)

    def by_promise(self) -> dict[str, dict[date, Counts]]:
        """Sums by promise and month."""
        found: dict[str, dict[date, Counts]] = {}
        sums = self.values("promise", "month").annotate(k=Sum("kept"), b=Sum("broken"), w=Sum("waived"), n=Sum("not_measurable"))
        for row in sums:
            found.setdefault(row["promise"], {})[row["month"]] = Counts(row["k"], row["b"], row["w"], row["n"])
        return found


class Month(models.Model):
    """How many clocks of one promise were decided in one month, by verdict. The month is that of the agreement's zone:
    of the stop for a kept clock, of the deadline for a broken one.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    promise = models.TextField()
    audience = models.TextField()
    month = models.DateField()  # its first day
    kept = models.IntegerField()
    broken = models.IntegerField()
    waived = models.IntegerField()
    not_measurable = models.IntegerField()

    objects = Months.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.promise} in {self.month:%Y-%m}"


class MonthOfOne(Month):
    """The counts of one organisation, or of cases without one."""

    personal: ClassVar = ()

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "month", "promise", "audience", "organisation"],
                nulls_distinct=False,
                name="one_count_a_month",
            )
        ]
        indexes = [models.Index(fields=["organisation", "agreement", "month"], name="month_organisation")]


class MonthOfAll(Month):
    """The counts of all organisations together, so that a page need not add up thousands."""

    personal: ClassVar = ()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "month", "promise", "audience"], name="one_sum_a_month")]


class Touched(models.Model):
    """A count that may have changed, written by the database itself whenever a clock is decided; taken by the next counting."""

    personal: ClassVar = ()

    agreement_id = models.BigIntegerField()
    promise = models.TextField()
    organisation_id = models.BigIntegerField(null=True)
    audience = models.TextField()
    day = models.DateField()  # in UTC

    def __str__(self) -> str:
        return f"{self.promise} on {self.day}"


class Recheck(models.Model):
    """A time that all verdicts were computed again from the facts, and how many differed."""

    personal: ClassVar = ()

    at = models.DateTimeField()
    verdicts = models.IntegerField()
    differences = models.IntegerField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.verdicts} at {self.at}"


class Verdicts(models.QuerySet["MonthVerdict"]):
    """Many verdicts."""

    def in_force(self) -> Verdicts:
        """The newest of each period and promise, of one organisation; the earlier ones stay beside it."""
        key = "organisation_id", "promise", "month", "until"
        return self.order_by(*key, "-id").distinct(*key)


class MonthVerdict(models.Model):
    """How a promise went in a period, as judged at a moment. Append-only: judged otherwise is a new row that names the old one.

    The period is a month, or what the promise names: a quarter, a year, the last so many months. Every period ends with a month,
    and is judged with it. Rows without organisation are of all together; those that clocks decided are the vendor's, all others
    everybody's. A period that runs has rows only where it turned: at risk, broken, or well again. sla:2.3.1, sla:2.3.2
    """

    personal: ClassVar = ("reason", "by", "confirmed_by")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="+", db_index=False)
    promise = models.TextField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    month = models.DateField()  # the period's first day
    until = models.DateField()  # the first day after it
    verdict = models.TextField()
    worst = models.DecimalField(max_digits=12, decimal_places=4, null=True)  # in `unit`
    best = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    bound = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    unit = models.TextField(blank=True)
    kept = models.IntegerField(default=0)
    broken = models.IntegerField(default=0)
    excluded = models.JSONField(default=dict)  # cause -> {seconds or count, proof: [typed key]}
    unknown = models.BigIntegerField(default=0)  # seconds, or how many
    why = models.TextField(blank=True)
    evidence = models.JSONField(default=list)  # [{path: a page of ours, keys: [typed key]}]
    evaluator = models.TextField(blank=True)
    evaluator_version = models.IntegerField(default=0)
    judged_at = models.DateTimeField()
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    reason = models.TextField(blank=True)  # why a verdict on a period that was over was replaced
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    objects = Verdicts.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("month")), name="verdict_on_a_period"),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("by")), name="verdict_by_a_second_person"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "until", "promise", "-id"], name="verdict_organisation"),
            models.Index(fields=["month"], name="verdict_month"),
            models.Index(fields=["until"], name="verdict_until"),
        ]

    def __str__(self) -> str:
        return f"{self.promise} in {self.month:%Y-%m}: {self.verdict}"

    @property
    def judged(self) -> Judged:
        """As a plain value."""
        return Judged(**{name: getattr(self, name) for name in JUDGED})


JUDGED = tuple(field.name for field in fields(Judged))
"""The columns of a verdict that its evaluator fills."""

# SPDX-License-Identifier: EUPL-1.2
"""Verdicts counted by month. Every row can be computed again from the clocks."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Sum

from akkoord.agreements.models import Agreement, AgreementVersion
from akkoord.people.models import Organisation, Person

from .rules import Counts, Judged


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
        """The newest of each month and promise, of one organisation; the earlier ones stay beside it."""
        return self.order_by("organisation_id", "promise", "month", "-id").distinct("organisation_id", "promise", "month")


class MonthVerdict(models.Model):
    """How a measured promise went in a month that ended, as judged at a moment. Append-only: judged otherwise is a new row.

    Rows without organisation are of all together, and everybody's. sla:2.3.1, sla:2.3.2
    """

    personal: ClassVar = ()

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="+", db_index=False)
    promise = models.TextField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    month = models.DateField()  # its first day
    verdict = models.TextField()
    worst = models.DecimalField(max_digits=12, decimal_places=4, null=True)  # in the promise's own unit
    best = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    bound = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    kept = models.IntegerField(default=0)
    broken = models.IntegerField(default=0)
    why = models.TextField(blank=True)
    judged_at = models.DateTimeField()

    objects = Verdicts.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "month", "promise", "-id"], name="verdict_organisation"),
            models.Index(fields=["month"], name="verdict_month"),
        ]

    def __str__(self) -> str:
        return f"{self.promise} in {self.month:%Y-%m}: {self.verdict}"

    @property
    def judged(self) -> Judged:
        """As a plain value."""
        return Judged(
            self.promise, self.version_id, self.verdict, self.worst, self.best, self.bound, self.kept, self.broken, self.why
        )  # fmt: skip

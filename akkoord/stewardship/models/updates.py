# SPDX-License-Identifier: EUPL-1.2
"""Test plans for versions, with what came of each test and the decision to take the version into use."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from akkoord.cases.models import Case
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Audience, Circle

from ..rules.updates import Area, Outcome


class UpdatePlans(models.QuerySet["UpdatePlan"]):
    """Many plans."""

    def visible_to(self, person: Person) -> UpdatePlans:
        """Those of the organisations that the person belongs to; the vendor's people see none."""
        return self.filter(organisation__in=person.scope.organisations)


class UpdatePlan(models.Model):
    """What an organisation tests before a version comes, and until when. beheer:4"""

    personal: ClassVar = ("created_by",)

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.TextField()
    comes_on = models.DateField()  # when the version is there for everybody
    accept_from = models.DateField()
    accept_until = models.DateField()
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    once = models.UUIDField(null=True)  # the form it came from: sent twice is made once

    objects = UpdatePlans.as_manager()

    class Meta:
        ordering = ["-comes_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accept_until__gte=F("accept_from")) & Q(comes_on__gte=F("accept_from")), name="tests_before_version"
            ),
            models.UniqueConstraint(fields=["organisation", "once"], name="update_of_a_form_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("update", args=[self.pk])

    @property
    def circle(self) -> Circle:
        """The organisation alone may know of it."""
        return Circle(self.organisation_id, Audience.ORGANISATION_ONLY)


class UpdateTests(models.QuerySet["UpdateTest"]):
    """Many tests."""

    def visible_to(self, person: Person) -> UpdateTests:
        """Those of the organisations that the person belongs to."""
        return self.filter(organisation__in=person.scope.organisations)

    def standing(self) -> UpdateTests:
        """Those that were not taken away."""
        return self.filter(removed_at=None)


class UpdateTest(models.Model):
    """One test of a plan: who does it, and what came of it."""

    personal: ClassVar = ("owner", "finding", "outcome_by", "passed_on_by", "created_by", "removed_by")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    plan = models.ForeignKey(UpdatePlan, models.PROTECT, related_name="tests")
    area = models.TextField()
    title = models.TextField()
    position = models.IntegerField()
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(default=str(Outcome.OPEN))
    finding = models.TextField(blank=True)
    outcome_at = models.DateTimeField(null=True)
    outcome_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    passed_on = models.OneToOneField(Case, models.PROTECT, null=True, related_name="+")  # the incident at the vendor
    passed_on_at = models.DateTimeField(null=True)
    passed_on_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = UpdateTests.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(area__in=[str(a) for a in Area]), name="test_area"),
            models.CheckConstraint(condition=Q(outcome__in=[str(o) for o in Outcome]), name="test_outcome"),
            models.CheckConstraint(condition=~Q(outcome=str(Outcome.FAILED)) | ~Q(finding=""), name="failed_test_says_why"),
            models.CheckConstraint(
                condition=Q(outcome=str(Outcome.OPEN)) | Q(outcome_at__isnull=False), name="outcome_has_moment"
            ),
            models.CheckConstraint(condition=Q(passed_on=None) | Q(passed_on_at__isnull=False), name="passed_on_at_a_moment"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def circle(self) -> Circle:
        """The organisation alone may know of it."""
        return Circle(self.organisation_id, Audience.ORGANISATION_ONLY)


class UpdateDecision(models.Model):
    """Go or no go, by whom and why. Append-only: who thinks again decides again, and the last one holds."""

    personal: ClassVar = ("reason", "decided_by")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    plan = models.ForeignKey(UpdatePlan, models.PROTECT, related_name="decisions")
    is_go = models.BooleanField()
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="decision_says_why")]

    def __str__(self) -> str:
        return f"{'go' if self.is_go else 'no go'} {self.plan_id}"

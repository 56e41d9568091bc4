# SPDX-License-Identifier: EUPL-1.2
"""Clocks and every deadline they ever had."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from akkoord.agreements.models import AgreementVersion
from akkoord.people.models import Organisation
from akkoord.scope.models import Scoped

from .rules import Target, Verdict, Why, judge


class Clocks(models.QuerySet["Clock"]):
    """Many clocks."""

    def of(self, *subjects: str) -> Clocks:
        """All clocks on these subjects, oldest first."""
        return self.filter(subject__in=subjects).order_by("started_at", "id")

    def open(self) -> Clocks:
        """Neither stopped nor ended."""
        return self.filter(stopped_at=None, ended_at=None)

    def held(self) -> Clocks:
        """As they are now, until the transaction ends: the poll and a person never judge one at the same time.

        Always in the same order, so that two who hold several never wait for each other.
        """
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Clock(Scoped):
    """One promise of a deadline, running on one subject. A judged clock is never changed: its successor is a new round."""

    personal: ClassVar = ()

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    subject = models.TextField()  # typed key: `case:12`
    name = models.TextField()  # `reaction`
    round = models.SmallIntegerField(default=1)
    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="+")
    promise = models.TextField()  # `2.2.3/reaction-p2`
    calendar = models.TextField()
    within = models.TextField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    at_risk_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)
    verdict = models.TextField(default=Verdict.RUNNING)
    risk_told_at = models.DateTimeField(null=True)
    imported = models.BooleanField(default=False)

    objects = Clocks.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "name", "round"], name="one_clock_a_round"),
            models.CheckConstraint(condition=Q(stopped_at=None) | Q(ended_at=None), name="clock_stops_or_ends"),
            models.CheckConstraint(condition=Q(ended_at=None) | ~Q(ended_because=""), name="clock_ends_with_reason"),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.KEPT) | Q(stopped_at__lte=F("due_at")), name="kept_means_in_time"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(verdict="running"), name="clock_due"),
            models.Index(fields=["at_risk_at"], condition=Q(verdict="running", risk_told_at=None), name="clock_at_risk"),
            models.Index(fields=["promise", "started_at"], name="clock_promise"),
            models.Index(fields=["organisation", "started_at"], name="clock_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.subject}, round {self.round}"

    @property
    def is_open(self) -> bool:
        """Neither stopped nor ended; a broken clock goes on until somebody stops it."""
        return self.stopped_at is None and self.ended_at is None

    @property
    def target(self) -> Target:
        """The deadline in force."""
        return Target(self.due_at, self.at_risk_at)

    def verdict_at(self, at: datetime) -> Verdict:
        """The verdict at a moment, from the rows alone. A paused clock waits at its pause."""
        if self.verdict == Verdict.NOT_MEASURABLE:
            return Verdict.NOT_MEASURABLE
        if self.paused_at is not None:
            at = min(at, self.paused_at)
        return judge(
            due_at=self.due_at,
            at_risk_at=self.at_risk_at,
            stopped_at=self.stopped_at,
            waived=self.verdict == Verdict.WAIVED,
            at=at,
        )

    def rests(self) -> list[tuple[datetime, datetime]]:
        """When the promise took no time: pauses that ended, and what lay between a stop and the round that went on."""
        rounds = Clock.objects.filter(subject=self.subject, name=self.name, round__lte=self.round)
        found = [(p.from_at, p.until_at) for p in Pause.objects.filter(clock__in=rounds) if p.until_at is not None]
        if self.round > 1:
            stopped = dict(rounds.values_list("round", "stopped_at"))
            resumed = Deadline.objects.filter(clock__in=rounds, why=Why.RESUMED).values_list("clock__round", "set_at")
            found += [(since, again) for after, again in resumed if (since := stopped[after - 1]) is not None]
        return found


class Deadline(models.Model):
    """One deadline that a clock had, from when, and why. Append-only: the old one stays beside the new."""

    personal: ClassVar = ("by_id",)

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="deadlines")
    set_at = models.DateTimeField()
    counted_from = models.DateTimeField()
    promise = models.TextField()
    within = models.TextField()
    due_at = models.DateTimeField()
    why = models.TextField(choices=[(w, w) for w in Why])
    by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.clock_id} due {self.due_at} ({self.why})"


class Pause(models.Model):
    """A stretch in which a clock took no open time. Ends once."""

    personal: ClassVar = ()

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="pauses")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock"], condition=Q(until_at=None), name="one_pause_at_a_time"),
            models.CheckConstraint(condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="pause_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} paused {self.from_at}"

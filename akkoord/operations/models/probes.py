# SPDX-License-Identifier: EUPL-1.2
"""What is measured, from where, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .components import Instance


class Place(models.Model):
    """Somewhere probes are sent from."""

    personal: ClassVar = ()

    code = models.SlugField(unique=True)
    name = models.TextField()

    def __str__(self) -> str:
        return self.code


class Probe(models.Model):
    """One question that is asked of an instance again and again. `settings` are those of its kind (`rules/probing.py`)."""

    personal: ClassVar = ()

    instance = models.ForeignKey(Instance, models.PROTECT, related_name="probes")
    code = models.SlugField(unique=True)
    kind = models.TextField()  # http, tcp, dns, sql, prometheus
    settings = models.JSONField()
    every = models.IntegerField(default=30)  # seconds
    timeout = models.IntegerField(default=10)  # seconds
    places = models.ManyToManyField(Place, related_name="probes")
    failures_to_open = models.SmallIntegerField(default=3)  # in a row, at one place
    places_to_open = models.SmallIntegerField(default=1)  # that fail at the same time
    goods_to_close = models.SmallIntegerField(default=2)  # in a row, at as many places
    opens_outages = models.BooleanField(default=True)
    severity = models.TextField(default="major")  # of the outage it opens
    window = models.TextField(blank=True)  # the named window whose loading it times: `first_window`. sla:2.3.2
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(every__gt=0, timeout__gt=0, timeout__lte=F("every")), name="probe_ends_before_the_next"
            ),
            models.CheckConstraint(
                condition=Q(failures_to_open__gt=0, places_to_open__gt=0, goods_to_close__gt=0), name="probe_counts_something"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Sample(models.Model):
    """One answer to one probe from one place. Partitioned by month of `at`; the same moment twice is one sample."""

    personal: ClassVar = ()

    pk = models.CompositePrimaryKey("probe_id", "place_id", "at")
    probe = models.ForeignKey(Probe, models.DO_NOTHING, related_name="samples")
    place = models.ForeignKey(Place, models.DO_NOTHING, related_name="+")
    at = models.DateTimeField()  # when the question was asked
    ok = models.BooleanField()
    ms = models.FloatField(null=True)  # the whole answer; null without one
    dns = models.SmallIntegerField(null=True)  # phases, in milliseconds
    connect = models.SmallIntegerField(null=True)
    tls = models.SmallIntegerField(null=True)
    first_byte = models.SmallIntegerField(null=True)
    status = models.SmallIntegerField(null=True)
    error = models.TextField(null=True)  # `timeout`, `status`, `text`, `certificate`, `tls_version`, `refused`, `name`, ...

    class Meta:
        managed = False  # partitions are SQL: migrations/0002_samples.py
        db_table = "operations_sample"

    def __str__(self) -> str:
        return f"{self.probe_id} from {self.place_id} at {self.at}"


class Gap(models.Model):
    """A stretch in which a probe had no sample from a place: time unknown, neither up nor down. Kept when samples are folded."""

    personal: ClassVar = ()

    probe = models.ForeignKey(Probe, models.PROTECT, related_name="gaps")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    begin = models.DateTimeField()
    end = models.DateTimeField(null=True)  # null while nothing is heard

    class Meta:
        indexes = [models.Index(fields=["probe", "begin"], name="gap_probe")]
        constraints = [
            models.UniqueConstraint(fields=["probe", "place", "begin"], name="one_gap_a_begin"),
            models.UniqueConstraint(fields=["probe", "place"], condition=Q(end=None), name="one_gap_at_a_time"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gt=F("begin")), name="gap_ends_after_begin"),
        ]

    def __str__(self) -> str:
        return f"{self.probe_id} from {self.place_id} unknown from {self.begin}"


class Certificate(models.Model):
    """The certificate that a probe last met: who shows it and until when it holds. One row a probe."""

    personal: ClassVar = ()

    probe = models.OneToOneField(Probe, models.PROTECT, primary_key=True, related_name="certificate")
    tls_version = models.TextField()  # `TLSv1.3`
    names = ArrayField(models.TextField())
    expires_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.probe_id} until {self.expires_at}"

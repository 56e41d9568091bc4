# SPDX-License-Identifier: EUPL-1.2
"""Who hears of what happens on the status page."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .components import Component


class Subscription(models.Model):
    """An address that hears of outages and maintenance. An e-mail address counts from its confirmation on."""

    personal: ClassVar = ("address",)

    channel = models.TextField()  # email, webhook
    address = models.TextField()
    language = models.TextField(default="nl")
    components = models.ManyToManyField(Component, related_name="+")  # none: all of them
    token_hash = models.TextField(unique=True)  # of the link that confirms, changes and ends it
    secret = models.TextField(blank=True)  # of a webhook's signature
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failures = models.SmallIntegerField(default=0)  # in a row

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "address"], condition=Q(ended_at=None), name="one_subscription_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"


class Delivery(models.Model):
    """One piece of news for one subscription: written with the change, sent afterwards, at least once."""

    personal: ClassVar = ()

    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="deliveries")
    event_id = models.BigIntegerField()
    at = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "event_id"], name="one_delivery_an_event")]

    def __str__(self) -> str:
        return f"{self.event_id} to {self.subscription_id}"

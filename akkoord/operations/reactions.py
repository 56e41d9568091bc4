# SPDX-License-Identifier: EUPL-1.2
"""What follows by itself from what happens on the status page. Each may run twice."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django.utils import translation
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.types import JSONValue

from akkoord.audit.models import Event

from .actions.deliveries import greet_webhook, tell_followers
from .actions.following import EMAIL
from .following import letters
from .following.delivering import post
from .following.news import news_of
from .models import Subscription


def tell(event: Event) -> None:
    """Give everybody who follows it a delivery, and bring each by itself."""
    news = news_of(event)
    if news is not None:
        _bring(tell_followers(event_id=event.pk, components=news.components, by=None, at=event.at))


def tell_who_did_not_hear(event: Event) -> None:
    """An outage spread to other components: tell those who follow them and had not heard of it."""
    news = news_of(event)
    if news is not None and news.outage is not None and news.outage.is_running:
        earlier = Event.objects.filter(subject=event.subject, pk__lt=event.pk).values_list("pk", flat=True)
        _bring(tell_followers(event_id=event.pk, components=news.components, told_by=earlier, by=None, at=event.at))


def answer_follower(event: Event) -> None:
    """Who asked to follow gets a mail to confirm, or one that says that it follows already; a webhook gets a first call."""
    subscription = Subscription.objects.filter(pk=event.data["subscription_id"], ended_at=None).first()
    if subscription is None:
        return
    if subscription.channel != EMAIL:
        _bring(greet_webhook(subscription=subscription, event_id=event.pk, by=None, at=event.at))
        return
    with translation.override(subscription.language):
        letter = letters.known(subscription) if subscription.confirmed_at else letters.asked(subscription)
        post(subscription, letter, event)


def renew_copies(event: Event) -> None:
    """What everybody reads of the status is rendered anew; once, however much happens before a worker comes to it."""
    from .jobs.status import copy  # the job module needs the app registry to be ready

    with suppress(AlreadyEnqueued), transaction.atomic():
        copy.configure(queueing_lock="copy_status").defer()


def _bring(deliveries: list[int]) -> None:
    from .jobs.status import deliver  # the job module needs the app registry to be ready

    each: list[dict[str, JSONValue]] = [{"delivery_id": delivery} for delivery in deliveries]
    if each:
        deliver.batch_defer(*each)

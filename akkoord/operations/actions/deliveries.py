# SPDX-License-Identifier: EUPL-1.2
"""Tell those who follow the status page: one delivery each, written with the reaction to the event, tried until taken. sla:2.3.1

`by` is None throughout: who follows has no account. The running scope must be the system's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from ..models import Delivery, Subscription
from .following import WEBHOOK, confirm_subscription, end_subscription

MOST_TRIES = 8  # of one piece of news
MOST_GIVEN_UP = 5  # pieces of news in a row, after which a subscription ends


@transaction.atomic
def tell_followers(*, event_id: int, components: Iterable[int], by: None, at: datetime, told_by: Iterable[int] = ()) -> list[int]:
    """One delivery for everybody who follows any of the components; a second time adds none. Returns those not sent yet.

    Passed over are those who had a delivery of one of the events `told_by`.
    """
    following = Subscription.objects.filter(ended_at=None, confirmed_at__isnull=False)
    wanted = following.filter(Q(components=None) | Q(components__in=set(components)))
    told = Delivery.objects.filter(event_id__in=set(told_by)).values("subscription")
    return _deliver(wanted.exclude(pk__in=told).values_list("pk", flat=True).distinct(), event_id, at)


@transaction.atomic
def greet_webhook(*, subscription: Subscription, event_id: int, by: None, at: datetime) -> list[int]:
    """A first call, which confirms the webhook when it is answered."""
    return _deliver([subscription.pk], event_id, at)


@transaction.atomic
def note_delivery(*, delivery: Delivery, error: str, by: None, at: datetime) -> bool:
    """It was taken (no error), or not; True when it is to be tried again."""
    held = Delivery.objects.select_for_update().select_related("subscription").get(pk=delivery.pk)
    if held.sent_at is not None or held.given_up_at is not None:
        return False
    subscription = held.subscription
    held.tries, held.error = held.tries + 1, error[:300]
    if not error:
        held.sent_at = at
        Subscription.objects.filter(pk=subscription.pk).update(failures=0)
        if subscription.channel == WEBHOOK:
            confirm_subscription(subscription=subscription, by=by, at=at)
    elif held.tries >= MOST_TRIES:
        held.given_up_at = at
        Subscription.objects.filter(pk=subscription.pk).update(failures=F("failures") + 1)
        if subscription.failures + 1 >= MOST_GIVEN_UP:
            end_subscription(subscription=subscription, by=by, at=at)
    held.save()
    return held.sent_at is None and held.given_up_at is None


@transaction.atomic
def drop_delivery(*, delivery: Delivery, why: str, by: None, at: datetime) -> None:
    """It is not brought any more: they stopped meanwhile, or it is no news for everybody any more."""
    Delivery.objects.filter(pk=delivery.pk, sent_at=None, given_up_at=None).update(given_up_at=at, error=why)


def _deliver(subscriptions: Iterable[int], event_id: int, at: datetime) -> list[int]:
    rows = [Delivery(subscription_id=subscription, event_id=event_id, at=at) for subscription in subscriptions]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    waiting = Delivery.objects.filter(event_id=event_id, sent_at=None, given_up_at=None)
    return list(waiting.order_by("pk").values_list("pk", flat=True))

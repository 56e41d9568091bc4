# SPDX-License-Identifier: EUPL-1.2
"""Follow the status page, tell those who do, and stop. sla:2.3.1

`by` is None throughout: who follows has no account. The running scope must be the system's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from akkoord.audit.actions import announce
from akkoord.people.sealing import seal

from ..events import SubscriptionAsked, SubscriptionConfirmed, SubscriptionEnded
from ..following.tokens import hashed, token_of
from ..following.webhooks import new_secret
from ..models import Component, Delivery, Subscription

EMAIL, WEBHOOK = "email", "webhook"
MOST_TRIES = 8  # of one piece of news
MOST_GIVEN_UP = 5  # pieces of news in a row, after which a subscription ends
ASK_AGAIN = timedelta(minutes=10)  # before that, the same address gets no second mail


@transaction.atomic
def ask_subscription(
    *, channel: str, address: str, language: str, components: Sequence[Component], by: None, at: datetime
) -> tuple[Subscription, str]:
    """Somebody wants to follow: nothing is sent before it is confirmed. Returns a webhook's secret too, shown once.

    Asked again, an address that was confirmed stays as it is and gets its link; another one gets a new link.
    """
    known = Subscription.objects.select_for_update().filter(channel=channel, address=address, ended_at=None).first()
    if known is not None and (known.confirmed_at is not None or at - known.asked_at < ASK_AGAIN):
        if known.confirmed_at is not None and channel == EMAIL:
            announce(SubscriptionAsked(known.pk), by=by, at=at)
        return known, ""
    subscription = known or Subscription(channel=channel, address=address)
    secret = new_secret() if channel == WEBHOOK else ""
    subscription.language, subscription.asked_at, subscription.secret = language, at, seal(secret) if secret else ""
    subscription.token_hash = hashed(token_of(subscription))
    subscription.save()
    subscription.components.set(components)
    announce(SubscriptionAsked(subscription.pk), by=by, at=at)
    return subscription, secret


@transaction.atomic
def confirm_subscription(*, subscription: Subscription, by: None, at: datetime) -> None:
    """The address is really theirs; a second time changes nothing."""
    if Subscription.objects.filter(pk=subscription.pk, confirmed_at=None, ended_at=None).update(confirmed_at=at):
        announce(SubscriptionConfirmed(subscription.pk), by=by, at=at)
    subscription.refresh_from_db()


@transaction.atomic
def change_subscription(*, subscription: Subscription, components: Sequence[Component], language: str, by: None, at: datetime) -> None:
    """Hear of other components (none: of all), or in the other language."""
    subscription.language = language
    subscription.save(update_fields=["language"])
    subscription.components.set(components)


@transaction.atomic
def end_subscription(*, subscription: Subscription, by: None, at: datetime) -> None:
    """Nothing more is sent, and the address is forgotten. A second time changes nothing."""
    if Subscription.objects.filter(pk=subscription.pk, ended_at=None).update(ended_at=at, address=f"ended {subscription.pk}", secret=""):
        announce(SubscriptionEnded(subscription.pk), by=by, at=at)
    subscription.refresh_from_db()


@transaction.atomic
def tell_followers(*, event_id: int, components: Iterable[int], by: None, at: datetime) -> list[int]:
    """One delivery for everybody who follows any of the components; a second time adds none. Returns those not sent yet."""
    touched = set(components)
    following = Subscription.objects.filter(ended_at=None, confirmed_at__isnull=False).prefetch_related("components")
    wanted = [s for s in following if not (chosen := {c.pk for c in s.components.all()}) or chosen & touched]
    return _deliveries(wanted, event_id, at)


@transaction.atomic
def greet_webhook(*, subscription: Subscription, event_id: int, by: None, at: datetime) -> list[int]:
    """A first call, which confirms the webhook when it is answered."""
    return _deliveries([subscription], event_id, at)


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


def _deliveries(subscriptions: Sequence[Subscription], event_id: int, at: datetime) -> list[int]:
    rows = [Delivery(subscription=subscription, event_id=event_id, at=at) for subscription in subscriptions]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    waiting = Delivery.objects.filter(event_id=event_id, sent_at=None, given_up_at=None)
    return list(waiting.order_by("pk").values_list("pk", flat=True))

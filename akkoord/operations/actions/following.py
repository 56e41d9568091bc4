# SPDX-License-Identifier: EUPL-1.2
"""Follow the status page without an account, choose, and stop. sla:2.3.1

`by` is None throughout: who follows has no account. The running scope must be the system's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction

from akkoord.audit.actions import announce
from akkoord.people.sealing import seal

from ..events import SubscriptionAsked, SubscriptionChanged, SubscriptionConfirmed, SubscriptionEnded
from ..following.tokens import hashed, new_token
from ..following.webhooks import new_secret
from ..models import Component, Delivery, Subscription

EMAIL, WEBHOOK = "email", "webhook"
ASK_AGAIN = timedelta(minutes=10)  # before that, the same address gets no second mail
KEPT_UNCONFIRMED = timedelta(days=7)
DELIVERIES_KEPT = timedelta(days=90)  # of a subscription that ended


@transaction.atomic
def ask_subscription(
    *, channel: str, address: str, language: str, components: Sequence[Component], by: None, at: datetime
) -> tuple[Subscription, str]:
    """Somebody wants to follow: no news is sent before it is confirmed. Returns a webhook's secret too, shown once.

    Asked again, an address that was confirmed stays as it is and gets its link; another one gets a new link, but not twice
    within a few minutes.
    """
    known = _known(channel, address)
    if known is not None and (known.confirmed_at is not None or at - known.asked_at < ASK_AGAIN):
        if known.confirmed_at is not None and channel == EMAIL:
            announce(SubscriptionAsked(known.pk), by=by, at=at)
        return known, ""
    asked = known or Subscription(channel=channel, address=address)
    secret = new_secret() if channel == WEBHOOK else ""
    asked.language, asked.asked_at, asked.secret = language, at, seal(secret) if secret else ""
    asked.token_hash = hashed(new_token(asked))
    try:
        with transaction.atomic():
            asked.save()
    except IntegrityError:
        first = _known(channel, address)
        if first is None:
            raise
        return first, ""  # another request asked the same at this moment, and was heard
    asked.components.set(components)
    announce(SubscriptionAsked(asked.pk), by=by, at=at)
    return asked, secret


@transaction.atomic
def confirm_subscription(*, subscription: Subscription, by: None, at: datetime) -> None:
    """The address is really theirs; a second time changes nothing."""
    if Subscription.objects.filter(pk=subscription.pk, confirmed_at=None, ended_at=None).update(confirmed_at=at):
        announce(SubscriptionConfirmed(subscription.pk), by=by, at=at)
    subscription.refresh_from_db()


@transaction.atomic
def change_subscription(
    *, subscription: Subscription, components: Sequence[Component], language: str, by: None, at: datetime
) -> None:
    """Hear of other components (none: of all), or in the other language."""
    subscription.language = language
    subscription.save(update_fields=["language"])
    subscription.components.set(components)
    announce(SubscriptionChanged(subscription.pk), by=by, at=at)


@transaction.atomic
def end_subscription(*, subscription: Subscription, by: None, at: datetime) -> None:
    """Nothing more is sent, and the address is forgotten, in the mails that were sent too. A second time changes nothing."""
    address = subscription.address
    if Subscription.objects.filter(pk=subscription.pk, ended_at=None).update(
        ended_at=at, address=f"ended {subscription.pk}", secret=""
    ):
        if subscription.channel == EMAIL:
            with connection.cursor() as cursor:
                cursor.execute("SELECT akkoord_forget_follower(%s, %s)", [subscription.pk, address])
        announce(SubscriptionEnded(subscription.pk), by=by, at=at)
    subscription.refresh_from_db()


@transaction.atomic
def forget_followers(*, by: None, at: datetime) -> int:
    """Who never confirmed is forgotten after a week, and what was brought to those who ended after a season. Returns how many lapsed."""
    Delivery.objects.filter(subscription__ended_at__lt=at - DELIVERIES_KEPT).delete()
    waiting = Subscription.objects.filter(confirmed_at=None, ended_at=None, asked_at__lt=at - KEPT_UNCONFIRMED)
    lapsed = list(waiting.select_for_update())
    for subscription in lapsed:
        end_subscription(subscription=subscription, by=by, at=at)
    return len(lapsed)


def _known(channel: str, address: str) -> Subscription | None:
    return Subscription.objects.select_for_update().filter(channel=channel, address=address, ended_at=None).first()

# SPDX-License-Identifier: EUPL-1.2
"""Bring one piece of news to one subscription: as a mail in the outbox, or as a signed call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation

from akkoord.audit.models import Event
from akkoord.notifications.actions import write_mail
from akkoord.people.sealing import unseal
from akkoord.scope.rules import Audience, Circle
from akkoord.web.mail_layout import Letter, mail

from ..actions.deliveries import drop_delivery, note_delivery
from ..actions.following import EMAIL
from ..models import Delivery, Subscription
from . import letters, webhooks
from .news import body_of, news_of
from .reaching import Unreachable
from .tokens import link_of

NOBODYS = Circle(None, Audience.NAMED_PERSONS)  # no person has this address: only the program reads such a mail


@dataclass(frozen=True)
class Call:
    """A call that is ready to be made."""

    delivery: Delivery
    url: str
    body: bytes
    message_id: str
    secret: str


def prepare(delivery_id: int, at: datetime) -> Call | None:
    """Write the mail, or say which call is to be made; None when nothing is left to do."""
    delivery = Delivery.objects.select_related("subscription").get(pk=delivery_id)
    subscription = delivery.subscription
    if delivery.sent_at or delivery.given_up_at:
        return None
    event = Event.objects.get(pk=delivery.event_id)
    news = news_of(event)
    if subscription.ended_at is not None:
        drop_delivery(delivery=delivery, why="ended", by=None, at=at)
        return None
    if news is None and event.data.get("subscription_id") != subscription.pk:
        drop_delivery(delivery=delivery, why="not public any more", by=None, at=at)
        return None
    if subscription.channel != EMAIL:
        body = body_of(event, news, subscription)
        return Call(delivery, subscription.address, body, f"msg_{event.pk}_{subscription.pk}", unseal(subscription.secret))
    assert news is not None  # an address is confirmed by its link, not by a delivery
    with translation.override(subscription.language):
        post(subscription, letters.told(news, subscription), event)
    note_delivery(delivery=delivery, error="", by=None, at=at)
    return None


def make(call: Call, at: datetime) -> str:
    """Make the call outside any transaction; returns what went wrong, or nothing."""
    try:
        status = webhooks.call(call.url, call.body, webhooks.headers_for(call.message_id, at, call.body, call.secret))
    except Unreachable as error:
        return str(error)
    return "" if 200 <= status < 300 else f"answered {status}"


def post(subscription: Subscription, letter: Letter, event: Event) -> None:
    """Put a letter to a follower in the outbox, with the headers by which a mail program stops it in one click. rfc:8058"""
    done = mail(letter, language=subscription.language, zone=settings.TIME_ZONE, at=event.at)
    write_mail(
        by=None,
        at=event.at,
        event_id=event.pk,
        about=event.subject,
        circle=NOBODYS,
        person=None,
        to=subscription.address,
        subject=done.subject,
        text=done.text,
        html=done.html,
        headers={
            "List-Unsubscribe": f"<{link_of(subscription, 'follower_end')}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )

# SPDX-License-Identifier: EUPL-1.2
"""The link that confirms, changes and ends a subscription: every mail carries it, the table of subscriptions keeps its hash.

It is derived, not kept, so that every mail can carry it; whoever reads the table cannot derive it without the key.
"""

from __future__ import annotations

import hashlib
from datetime import UTC

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from ..models import Subscription


class KeyGone(RuntimeError):
    """The key that a link was made with is neither the present one nor among `SECRET_KEY_FALLBACKS`."""


def new_token(subscription: Subscription) -> str:
    """A link for one who asks now, made with the present key."""
    return _token(subscription, settings.SECRET_KEY)


def token_of(subscription: Subscription) -> str:
    """The link that was made when it was asked; after the key was changed too. Raises KeyGone."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = _token(subscription, key)
        if hashed(token) == subscription.token_hash:
            return token
    raise KeyGone(f"the link of subscription {subscription.pk} was made with a key that is no longer known")


def hashed(token: str) -> str:
    """What the database keeps."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def link_of(subscription: Subscription, name: str = "follower") -> str:
    """The whole address behind the token."""
    return settings.BASE_URL + reverse(name, args=[token_of(subscription)])


def _token(subscription: Subscription, key: str | bytes) -> str:
    said = f"{subscription.channel}\n{subscription.address}\n{subscription.asked_at.astimezone(UTC).isoformat()}"
    return salted_hmac("akkoord.operations.following", said, secret=key, algorithm="sha256").hexdigest()

# SPDX-License-Identifier: EUPL-1.2
"""The link that confirms, changes and ends a subscription: every mail carries it, the database keeps only its hash."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from ..models import Subscription


def token_of(subscription: Subscription) -> str:
    """The same for as long as nobody asks anew for an address that was not confirmed."""
    said = f"{subscription.channel}\n{subscription.address}\n{subscription.asked_at.isoformat()}"
    return salted_hmac("akkoord.operations.following", said, algorithm="sha256").hexdigest()


def hashed(token: str) -> str:
    """What the database keeps."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def link_of(subscription: Subscription, name: str = "follower") -> str:
    """The whole address behind the token."""
    return settings.BASE_URL + reverse(name, args=[token_of(subscription)])

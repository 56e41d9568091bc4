# SPDX-License-Identifier: EUPL-1.2
"""The link by which a customer's person writes a reference, and takes it back. It is derived; the table keeps its hash."""

from __future__ import annotations

import hashlib
from datetime import UTC

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from .models import ReferenceRequest


class KeyGone(RuntimeError):
    """The key that a link was made with is neither the present one nor among `SECRET_KEY_FALLBACKS`."""


def new_token(request: ReferenceRequest) -> str:
    """A link for one who is asked now, made with the present key."""
    return _token(request, settings.SECRET_KEY)


def link_of(request: ReferenceRequest) -> str:
    """The whole address behind the link that was made; after the key was changed too. Raises KeyGone."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = _token(request, key)
        if hashed(token) == request.token_hash:
            return str(settings.BASE_URL) + reverse("reference", args=[token])
    raise KeyGone(f"the link of reference request {request.pk} was made with a key that is no longer known")


def hashed(token: str) -> str:
    """What the database keeps."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _token(request: ReferenceRequest, key: str | bytes) -> str:
    said = f"{request.expert_id}\n{request.asked_email}\n{request.asked_at.astimezone(UTC).isoformat()}"
    return salted_hmac("akkoord.partners.references", said, secret=key, algorithm="sha256").hexdigest()

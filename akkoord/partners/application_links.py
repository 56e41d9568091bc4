# SPDX-License-Identifier: EUPL-1.2
"""The link behind which an applicant without an account reads the application. It is derived; the table keeps its hash."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from akkoord.cases.models import Case

from .models.applications import ApplicationDetail


class KeyGone(RuntimeError):
    """The key that a link was made with is neither the present one nor among `SECRET_KEY_FALLBACKS`."""


def new_token(email: str, once: UUID, at: datetime) -> str:
    """A link for one who applies now with this form, made with the present key."""
    return _token(email, once, at, settings.SECRET_KEY)


def path_of(case: Case) -> str:
    """The address behind the link that was made; after the key was changed too. Raises KeyGone."""
    detail: ApplicationDetail = case.partner_application
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = _token(case.reporter_email, case.once, case.opened_at, key)
        if hashed(token) == detail.token_hash:
            return reverse("application", args=[token])
    raise KeyGone(f"the link of application {case.number} was made with a key that is no longer known")


def hashed(token: str) -> str:
    """What the database keeps."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _token(email: str, once: UUID | None, at: datetime, key: str | bytes) -> str:
    said = f"{email}\n{once}\n{at.astimezone(UTC).isoformat()}"
    return salted_hmac("akkoord.partners.applications", said, secret=key, algorithm="sha256").hexdigest()

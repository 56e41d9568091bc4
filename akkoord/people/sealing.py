# SPDX-License-Identifier: EUPL-1.2
"""Secrets that the database keeps but cannot read: sealed with a key that is derived from the installation's own. sla:2.3.3"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def seal(secret: str) -> str:
    """The secret as text that only this installation can open."""
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret again. Raises cryptography.fernet.InvalidToken when it was sealed with another key, or changed."""
    return _box().decrypt(sealed.encode()).decode()


def _box() -> MultiFernet:
    """Seals with the present key, opens what an earlier one (`SECRET_KEY_FALLBACKS`) sealed."""
    return MultiFernet([Fernet(_derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _derived(key: str | bytes) -> bytes:
    return base64.urlsafe_b64encode(salted_hmac("akkoord.people.sealing", "", secret=key, algorithm="sha256").digest())

# SPDX-License-Identifier: EUPL-1.2
"""What may be stored as text."""

from __future__ import annotations

from .refusals import NothingSaid, TooLong

LONGEST = 100_000


def checked_text(text: str) -> str:
    """The text as it may be stored. Raises NothingSaid, TooLong. NUL, which no database text holds, is dropped."""
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not text:
        raise NothingSaid
    if len(text) > LONGEST:
        raise TooLong
    return text

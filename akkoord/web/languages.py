# SPDX-License-Identifier: EUPL-1.2
"""Words that are kept in both languages."""

from __future__ import annotations

from django.utils.translation import get_language


def either(dutch: str, english: str) -> str:
    """The words in the reader's language, or in the other one where they are missing."""
    first, second = (english, dutch) if (get_language() or "nl").startswith("en") else (dutch, english)
    return first or second

# SPDX-License-Identifier: EUPL-1.2
"""What an agreement is called, for people: its code is for programs and files."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import get_language

from .in_force import NoAgreementInForce, version_in_force


def title_of(code: str, at: datetime) -> str:
    """The title of the version that holds at `at`, in the running language; the code where none holds yet."""
    try:
        return version_in_force(code, at).text.title.in_language(get_language() or "nl")
    except NoAgreementInForce:
        return code

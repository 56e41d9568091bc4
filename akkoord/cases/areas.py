# SPDX-License-Identifier: EUPL-1.2
"""The fields of the product, as the vendor names them in `AKKOORD_FIELDS`: `payroll=Lonen|Payroll; app=App|App`."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.translation import get_language


@cache
def _known() -> dict[str, tuple[str, str]]:
    found = {}
    for part in settings.PRODUCT_FIELDS.split(";"):
        key, _sep, words = part.strip().partition("=")
        dutch, _sep, english = words.partition("|")
        if key:
            found[key] = (dutch or key, english or dutch or key)
    return found


def area_word(area: str) -> str:
    """A field of the product in the reader's language; one that is not known (imported) as it stands."""
    words = _known().get(area)
    if words is None:
        return area
    return words[0] if (get_language() or "nl").startswith("nl") else words[1]


def areas() -> list[tuple[str, str]]:
    """Every field by id and word, in the vendor's order."""
    return [(area, area_word(area)) for area in _known()]

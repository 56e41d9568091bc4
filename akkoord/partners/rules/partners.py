# SPDX-License-Identifier: EUPL-1.2
"""What partners there are, and what a partnership's end asks: plain values."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from akkoord.timing.dates import date_later
from akkoord.timing.durations import Duration


class PartnerKind(StrEnum):
    """The kinds of partner; the options of the programme."""

    SERVICE = "service"
    EXPERT = "expert"
    CONNECTOR = "connector"
    PRODUCT = "product"


INVITED = frozenset({PartnerKind.PRODUCT})
"""Kinds that nobody can apply for."""
NOTICE, TURNED_BACK = "notice", "turned_back"
"""The grounds of an ending that are no sentence of the programme."""


def first_end(told_on: date, terms: Collection[Duration]) -> date:
    """The first date on which a partnership that was ended with notice on a date may no longer hold: the longest term decides."""
    return max((date_later(told_on, term) for term in terms), default=told_on)


NO_SLUGS = frozenset(
    (
        "agreements", "applications", "apply", "assignments", "checks", "enrolments", "exams", "gatherings", "leads", "profiles",
        "programme",
    )
)  # fmt: skip
"""What stands in an address where a partner's name may stand: its page would never be found."""


def slug_taken_from(name: str, taken: Collection[str]) -> str:
    """A name for addresses that nobody has: `zilvermeer`, `zilvermeer-2`."""
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"

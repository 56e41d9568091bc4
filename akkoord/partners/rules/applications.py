# SPDX-License-Identifier: EUPL-1.2
"""How an application is assessed: plain values. partner:*"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Found(StrEnum):
    """What was found of a criterion."""

    MET = "met"
    LATER = "later"  # it can only be shown once they are partner
    NOT_MET = "not_met"


def is_assessed(criteria: Iterable[str], found: Mapping[str, str]) -> bool:
    """Whether every criterion was looked at."""
    return all(name in found for name in criteria)


def may_agree(criteria: Iterable[str], found: Mapping[str, str]) -> bool:
    """Whether an agreement can follow: every criterion was looked at, and none is not met."""
    names = list(criteria)
    return is_assessed(names, found) and all(found[name] != Found.NOT_MET for name in names)

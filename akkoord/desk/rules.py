# SPDX-License-Identifier: EUPL-1.2
"""Decisions of the desk over plain values. sla:2.2.3"""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """What an incident is about."""

    ERROR = "error"
    OUTAGE = "outage"
    CONFIGURATION_QUESTION = "configuration_question"
    KNOWLEDGE_QUESTION = "knowledge_question"


class Impact(StrEnum):
    """How much it hinders, as the reporter sees it."""

    STANDSTILL = "standstill"  # production stands still
    HINDERED = "hindered"
    QUESTION = "question"


QUESTIONS = frozenset({Category.CONFIGURATION_QUESTION, Category.KNOWLEDGE_QUESTION})


def proposed_priority(category: Category, impact: Impact, allowed: list[int]) -> int:
    """What the reporter's own words propose, within what the agreement allows; the desk decides. Source: sla:2.2.3."""
    lowest = max(allowed)
    if category in QUESTIONS or impact == Impact.QUESTION:
        return lowest
    if impact == Impact.STANDSTILL or category == Category.OUTAGE:
        return min((p for p in allowed if p >= 2), default=lowest)
    return lowest


def is_raise(priority: int, now: int | None) -> bool:
    """Whether a priority is more urgent than what holds now."""
    return now is None or priority < now

# SPDX-License-Identifier: EUPL-1.2
"""How a component stands now, and all of them together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from .words import Impact


class Standing(StrEnum):
    """How a component stands, from good to bad; the values are those that clients of the JSON know."""

    WORKS = "operational"
    UNKNOWN = "unknown"
    WORK = "under_maintenance"
    SLOW = "degraded_performance"
    PART = "partial_outage"
    DOWN = "major_outage"


ORDER = tuple(Standing)
OF_IMPACT = {Impact.SLOW: Standing.SLOW, Impact.PARTLY: Standing.PART, Impact.DOWN: Standing.DOWN}
INDICATORS = {
    Standing.WORKS: "none",
    Standing.UNKNOWN: "none",
    Standing.WORK: "maintenance",
    Standing.SLOW: "minor",
    Standing.PART: "major",
    Standing.DOWN: "critical",
}


def worst(standings: Iterable[Standing]) -> Standing:
    """The worst of them; without any, it works."""
    return max(standings, key=ORDER.index, default=Standing.WORKS)


def standing_of(instances: Sequence[Iterable[Standing]]) -> Standing:
    """How a component stands whose instances stand so: down when all are, partly down when some are."""
    each = [worst(instance) for instance in instances]
    bad = worst(each)
    return Standing.PART if bad == Standing.DOWN and any(one != Standing.DOWN for one in each) else bad


def indicator(standings: Sequence[Standing]) -> str:
    """The one word for all together: none, minor, major, critical, maintenance.

    One component down of many is major; critical is when at least half of them are down.
    """
    bad = worst(standings)
    down = sum(1 for standing in standings if standing == Standing.DOWN)
    return "major" if bad == Standing.DOWN and 2 * down < len(standings) else INDICATORS[bad]

# SPDX-License-Identifier: EUPL-1.2
"""A test plan for a version, as plain values: what is tested, what came of it, and what stands in the way of a go. beheer:4,5"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Area(StrEnum):
    """Which list a test stands on. Ids are stable, labels are data."""

    FUNCTIONAL = "functional"
    TECHNICAL = "technical"


class Outcome(StrEnum):
    """What came of a test."""

    OPEN = "open"
    PASSED = "passed"
    FAILED = "failed"
    NOT_NEEDED = "not_needed"


class Whereto(StrEnum):
    """Where a finding goes on to."""

    VENDOR = "vendor"  # a fault in the software: an incident
    COLLEAGUES = "colleagues"  # one's own set-up: a ticket


@dataclass(frozen=True)
class Standing:
    """How many tests have which outcome."""

    passed: int = 0
    failed: int = 0
    not_needed: int = 0
    open: int = 0

    @property
    def all(self) -> int:
        """All tests."""
        return self.passed + self.failed + self.not_needed + self.open

    @property
    def decided(self) -> int:
        """Those with an outcome."""
        return self.all - self.open

    @property
    def is_clear(self) -> bool:
        """Whether everything was tested and nothing failed: then a go needs no courage."""
        return self.all > 0 and not self.open and not self.failed


def standing_of(outcomes: Iterable[Outcome]) -> Standing:
    """The count of each outcome."""
    found = list(outcomes)
    return Standing(**{name: found.count(outcome) for name, outcome in (
        ("passed", Outcome.PASSED), ("failed", Outcome.FAILED), ("not_needed", Outcome.NOT_NEEDED), ("open", Outcome.OPEN),
    )})  # fmt: skip


def needs_finding(outcome: Outcome) -> bool:
    """Whether the outcome says nothing without what was found."""
    return outcome == Outcome.FAILED

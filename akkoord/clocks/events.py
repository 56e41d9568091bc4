# SPDX-License-Identifier: EUPL-1.2
"""What a clock does by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class ClockFact(Fact):
    """Something about a clock; it stands on the timeline of the clock's own subject."""

    clock_id: int
    of: str  # the clock's subject, `case:12`
    clock: str

    about: ClassVar[str] = "clock_id"

    @property
    def subject(self) -> str:
        """The subject that the clock runs on."""
        return self.of


@dataclass(frozen=True)
class ClockAtRisk(ClockFact):
    """The share of the time that the agreement names has passed."""


@dataclass(frozen=True)
class PromiseBroken(ClockFact):
    """The deadline passed without a stop; `at` is the deadline's own time."""


@dataclass(frozen=True)
class DeadlineMoved(ClockFact):
    """A running clock got another deadline, with its reason."""

    why: str = ""

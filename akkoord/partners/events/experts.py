# SPDX-License-Identifier: EUPL-1.2
"""What happens to experts, their exams, gatherings and references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class ExpertFact(Fact):
    """Something about one expert."""

    expert_id: int
    about: ClassVar[str] = "expert_id"


@dataclass(frozen=True)
class ExpertAdded(ExpertFact):
    """A colleague became an expert."""


@dataclass(frozen=True)
class ExpertChanged(ExpertFact):
    """What is known of an expert changed, or whether the directory shows them."""


@dataclass(frozen=True)
class ExpertLeft(ExpertFact):
    """They are no expert any more."""


@dataclass(frozen=True)
class ReferenceAsked(ExpertFact):
    """A customer's person was asked for a reference."""

    request_id: int


@dataclass(frozen=True)
class ReferencePlaced(ExpertFact):
    """The customer wrote one and agreed to its publication."""

    request_id: int


@dataclass(frozen=True)
class ReferenceDeclined(ExpertFact):
    """The customer would rather not."""

    request_id: int


@dataclass(frozen=True)
class ReferenceWithdrawn(ExpertFact):
    """The customer took it back; its text is gone."""

    request_id: int


@dataclass(frozen=True)
class ExamPlanned(Fact):
    """An exam takes place."""

    session_id: int
    about: ClassVar[str] = "session_id"


@dataclass(frozen=True)
class ExamCancelled(Fact):
    """It does not go ahead: who enrolled is told."""

    session_id: int
    about: ClassVar[str] = "session_id"


@dataclass(frozen=True)
class ExpertEnrolled(ExpertFact):
    """An expert takes part in an exam."""

    session_id: int


@dataclass(frozen=True)
class EnrolmentWithdrawn(ExpertFact):
    """An expert does not take part after all."""

    session_id: int


@dataclass(frozen=True)
class ExamTaken(ExpertFact):
    """A result was written down, or corrected."""

    result_id: int


@dataclass(frozen=True)
class ExamLapses(ExpertFact):
    """An exam lapses soon, or has (`days_before` 0)."""

    days_before: int


@dataclass(frozen=True)
class GatheringPlanned(Fact):
    """A kick-off, event, expert day or meeting takes place."""

    gathering_id: int
    about: ClassVar[str] = "gathering_id"


@dataclass(frozen=True)
class GatheringCancelled(Fact):
    """It does not go ahead: who comes is told."""

    gathering_id: int
    about: ClassVar[str] = "gathering_id"


@dataclass(frozen=True)
class AttendanceSaid(ExpertFact):
    """An expert comes, or does not after all."""

    gathering_id: int


@dataclass(frozen=True)
class AttendanceWritten(Fact):
    """Who was there was written down."""

    gathering_id: int
    about: ClassVar[str] = "gathering_id"

# SPDX-License-Identifier: EUPL-1.2
"""What happens to the work list. Private to the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class WorkFact(Fact):
    """Something about a task."""

    about: ClassVar[str] = "task_id"
    task_id: int


@dataclass(frozen=True)
class WorkAdded(WorkFact):
    """A task was put on the list."""


@dataclass(frozen=True)
class WorkChanged(WorkFact):
    """A task reads otherwise, or is somebody else's."""


@dataclass(frozen=True)
class WorkTakenOff(WorkFact):
    """A task is no longer on the list."""


@dataclass(frozen=True)
class WorkWasDone(WorkFact):
    """Somebody did it, for this day."""

    due: date


@dataclass(frozen=True)
class WorkWasUndone(WorkFact):
    """It was not done after all."""

    due: date

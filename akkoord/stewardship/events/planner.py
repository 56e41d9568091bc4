# SPDX-License-Identifier: EUPL-1.2
"""What happens to an annual planner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class PlannerFact(Fact):
    """Something about one entry."""

    about: ClassVar[str] = "planner_entry_id"

    planner_entry_id: int


@dataclass(frozen=True)
class EntryPlanned(PlannerFact):
    """It was put in the planner."""


@dataclass(frozen=True)
class EntryChanged(PlannerFact):
    """Its words, days, owner or what it belongs to changed."""


@dataclass(frozen=True)
class EntryDone(PlannerFact):
    """It is done."""


@dataclass(frozen=True)
class EntryReopened(PlannerFact):
    """It is not done after all."""


@dataclass(frozen=True)
class EntryRemoved(PlannerFact):
    """It was taken away."""


@dataclass(frozen=True)
class EntryComing(PlannerFact):
    """Its day comes near: whoever owns it is reminded."""


@dataclass(frozen=True)
class YearPlanned(Fact):
    """Entries of the ready year were put in the planner."""

    about: ClassVar[str] = "organisation_id"

    organisation_id: int
    year: int
    entries: int

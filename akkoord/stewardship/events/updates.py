# SPDX-License-Identifier: EUPL-1.2
"""What happens to test plans for versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class UpdatePlanFact(Fact):
    """Something about one plan."""

    about: ClassVar[str] = "update_plan_id"

    update_plan_id: int


@dataclass(frozen=True)
class UpdatePlanned(UpdatePlanFact):
    """Tests for a version were planned."""


@dataclass(frozen=True)
class UpdatePlanChanged(UpdatePlanFact):
    """Its name or its days changed."""


@dataclass(frozen=True)
class UpdateDecided(UpdatePlanFact):
    """Go, or no go."""

    is_go: bool


@dataclass(frozen=True)
class UpdateTestFact(Fact):
    """Something about one test of a plan."""

    about: ClassVar[str] = "update_test_id"

    update_test_id: int
    update_plan_id: int


@dataclass(frozen=True)
class UpdateTestSet(UpdateTestFact):
    """It was added, changed, given to somebody, or taken away."""


@dataclass(frozen=True)
class UpdateTestDone(UpdateTestFact):
    """What came of it was written down."""

    outcome: str


@dataclass(frozen=True)
class FindingPassedOn(UpdateTestFact):
    """What was found went to the vendor as an incident."""

    case_id: int

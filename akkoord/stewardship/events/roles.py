# SPDX-License-Identifier: EUPL-1.2
"""What happens to processes and to who holds which role. Ids only; private to the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class ProcessFact(Fact):
    """Something about a process."""

    about: ClassVar[str] = "process_id"
    process_id: int


@dataclass(frozen=True)
class ProcessAdded(ProcessFact):
    """The organisation looks after one more process."""


@dataclass(frozen=True)
class ProcessRenamed(ProcessFact):
    """It is called otherwise."""


@dataclass(frozen=True)
class ProcessEnded(ProcessFact):
    """It is no longer looked after; its roles ended with it."""


@dataclass(frozen=True)
class HoldingFact(Fact):
    """Something about somebody's role."""

    about: ClassVar[str] = "holding_id"
    holding_id: int
    person_id: int
    role: str


@dataclass(frozen=True)
class RoleGiven(HoldingFact):
    """Somebody holds a role from now on."""


@dataclass(frozen=True)
class RoleEnded(HoldingFact):
    """Somebody no longer holds it."""

# SPDX-License-Identifier: EUPL-1.2
"""What happens around the code of conduct, leads and assignments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class CodePublished(Fact):
    """A version of the code of conduct was published: everybody is asked to accept it."""

    version_id: int
    about: ClassVar[str] = "version_id"


@dataclass(frozen=True)
class CodeAccepted(Fact):
    """Somebody of a partner accepted a version."""

    acceptance_id: int
    about: ClassVar[str] = "acceptance_id"


@dataclass(frozen=True)
class PermissionAsked(Fact):
    """A partner asks for what needs an agreement."""

    permission_id: int
    about: ClassVar[str] = "permission_id"


@dataclass(frozen=True)
class PermissionDecided(Fact):
    """The vendor agreed, or not."""

    permission_id: int
    about: ClassVar[str] = "permission_id"


@dataclass(frozen=True)
class LeadRegistered(Fact):
    """A lead was registered."""

    lead_id: int
    about: ClassVar[str] = "lead_id"


@dataclass(frozen=True)
class LeadDecided(Fact):
    """The vendor agreed that the partner takes it up, or not."""

    lead_id: int
    about: ClassVar[str] = "lead_id"


@dataclass(frozen=True)
class LeadEnded(Fact):
    """It was won or lost."""

    lead_id: int
    about: ClassVar[str] = "lead_id"


@dataclass(frozen=True)
class AssignmentMade(Fact):
    """A partner works at a customer, with a consultant who hears how it goes."""

    assignment_id: int
    about: ClassVar[str] = "assignment_id"


@dataclass(frozen=True)
class AssignmentEnds(Fact):
    """Its last day is known."""

    assignment_id: int
    about: ClassVar[str] = "assignment_id"


@dataclass(frozen=True)
class StatusTold(Fact):
    """How an assignment stands was told."""

    assignment_id: int
    report_id: int
    about: ClassVar[str] = "assignment_id"


@dataclass(frozen=True)
class StatusDue(Fact):
    """A status is due soon, or is late (`days_before` -1)."""

    assignment_id: int
    days_before: int
    about: ClassVar[str] = "assignment_id"

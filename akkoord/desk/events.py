# SPDX-License-Identifier: EUPL-1.2
"""What happens to incidents and calamities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact
from akkoord.cases.events import CaseFact


@dataclass(frozen=True)
class IncidentReported(CaseFact):
    """An incident was reported, or written down for a caller."""


@dataclass(frozen=True)
class IncidentTaken(CaseFact):
    """An agent began to work on it. Stops no clock."""


@dataclass(frozen=True)
class IncidentAnswered(CaseFact):
    """Somebody of the vendor answered."""


@dataclass(frozen=True)
class CustomerAsked(CaseFact):
    """The desk asked the customer something and waits."""


@dataclass(frozen=True)
class CustomerReplied(CaseFact):
    """The customer answered the desk's question."""


@dataclass(frozen=True)
class CustomerReminded(CaseFact):
    """The customer was reminded of the desk's question."""


@dataclass(frozen=True)
class WorkaroundOffered(CaseFact):
    """The customer can go on; the solution follows."""


@dataclass(frozen=True)
class WorkaroundFailed(CaseFact):
    """The workaround does not hold."""


@dataclass(frozen=True)
class IncidentResolved(CaseFact):
    """The desk solved it."""


@dataclass(frozen=True)
class IncidentSettled(CaseFact):
    """The reporter says that it is solved."""


@dataclass(frozen=True)
class IncidentWithdrawn(CaseFact):
    """The reporter no longer asks it."""


@dataclass(frozen=True)
class IncidentReopened(CaseFact):
    """It was not solved after all."""


@dataclass(frozen=True)
class IncidentLapsed(CaseFact):
    """The customer's answer never came."""


@dataclass(frozen=True)
class PriorityFact(CaseFact):
    """Something about a priority: which it is now (or asked), and which it was."""

    priority: int = 3
    before: int | None = None


@dataclass(frozen=True)
class IncidentClassified(PriorityFact):
    """The desk set the priority for the first time; it counts from the report."""


@dataclass(frozen=True)
class RaiseAsked(PriorityFact):
    """The customer asked for a higher priority."""


@dataclass(frozen=True)
class RaiseAccepted(PriorityFact):
    """The priority was raised, on request or unasked."""


@dataclass(frozen=True)
class RaiseRejected(PriorityFact):
    """The request for a higher priority was turned down; nothing changes."""


@dataclass(frozen=True)
class PriorityLowered(PriorityFact):
    """The desk lowered the priority; the targets count from the original report."""


@dataclass(frozen=True)
class CaseRated(CaseFact):
    """The reporter said how the desk helped, 1 to 5 stars."""

    stars: int = 0


@dataclass(frozen=True)
class CalamityReported(CaseFact):
    """Everything stands still at a customer."""


@dataclass(frozen=True)
class CalamityPickedUp(CaseFact):
    """Somebody of the vendor works on it."""


@dataclass(frozen=True)
class CalamityContacted(CaseFact):
    """The vendor spoke to the customer."""


@dataclass(frozen=True)
class CalamityWorkedAround(CaseFact):
    """The customer can go on."""


@dataclass(frozen=True)
class CalamityResolved(CaseFact):
    """The definitive solution is there."""


@dataclass(frozen=True)
class CalamityReviewed(CaseFact):
    """Cause, what was done, and what prevents it were written down."""


@dataclass(frozen=True)
class SavedReplyWritten(Fact):
    """A desk lead wrote or changed a text that the desk uses often."""

    reply_id: int

    about: ClassVar[str] = "reply_id"


@dataclass(frozen=True)
class SavedReplyRemoved(Fact):
    """A desk lead removed a saved reply."""

    reply_id: int

    about: ClassVar[str] = "reply_id"

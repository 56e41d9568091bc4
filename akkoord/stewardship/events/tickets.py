# SPDX-License-Identifier: EUPL-1.2
"""What happens to tickets, within the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact
from akkoord.cases.events import CaseFact


@dataclass(frozen=True)
class TicketAsked(CaseFact):
    """A colleague asks something."""


@dataclass(frozen=True)
class TicketTaken(CaseFact):
    """Somebody investigates it."""


@dataclass(frozen=True)
class TicketQuestioned(CaseFact):
    """The asker was asked something."""


@dataclass(frozen=True)
class TicketReplied(CaseFact):
    """The asker replied."""


@dataclass(frozen=True)
class TicketSheetWritten(CaseFact):
    """The investigation sheet was written, or changed."""

    hours: int = 0


@dataclass(frozen=True)
class TicketSubmitted(CaseFact):
    """It waits for a decision."""


@dataclass(frozen=True)
class TicketApproved(CaseFact):
    """It will be done."""


@dataclass(frozen=True)
class TicketDeclined(CaseFact):
    """It will not be done; the reason was said."""


@dataclass(frozen=True)
class TicketTaskAdded(CaseFact):
    """One more thing to do, or by another day; by nobody yet."""

    task_id: int | None = None


@dataclass(frozen=True)
class TicketTaskGiven(CaseFact):
    """A colleague got a task, or another day for it."""

    person_id: int | None = None
    task_id: int | None = None


@dataclass(frozen=True)
class TicketTaskDone(CaseFact):
    """A task was done."""

    task_id: int | None = None


@dataclass(frozen=True)
class TicketTaskDropped(CaseFact):
    """A task was not needed and taken away."""

    task_id: int | None = None


@dataclass(frozen=True)
class TicketPassedToVendor(CaseFact):
    """A fault in the software was reported to the vendor's desk."""

    other_id: int | None = None


@dataclass(frozen=True)
class TicketPassedToIntegrator(CaseFact):
    """A question about a connector was mailed to the system integrator."""


@dataclass(frozen=True)
class TicketPassingMoved(CaseFact):
    """What was passed on came into another state there."""

    other_id: int | None = None
    other_kind: str = ""
    other_state: str = ""


@dataclass(frozen=True)
class TicketIntegratorReplied(CaseFact):
    """The system integrator answered by mail."""


@dataclass(frozen=True)
class TicketTakenBack(CaseFact):
    """What was passed on goes on here."""


@dataclass(frozen=True)
class TicketHandedBack(CaseFact):
    """It was done; the asker says whether it is what was meant."""


@dataclass(frozen=True)
class TicketAccepted(CaseFact):
    """It is what was meant."""


@dataclass(frozen=True)
class TicketDisputed(CaseFact):
    """It is not what was meant."""


@dataclass(frozen=True)
class TicketReviewDue(CaseFact):
    """It is time to look back."""


@dataclass(frozen=True)
class TicketReviewed(CaseFact):
    """Somebody looked back, and it is over."""


@dataclass(frozen=True)
class TicketWithdrawn(CaseFact):
    """The asker lets it rest."""


@dataclass(frozen=True)
class TicketSettingsChanged(Fact):
    """The organisation set how it deals with tickets."""

    about: ClassVar[str] = "organisation_id"
    organisation_id: int

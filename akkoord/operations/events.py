# SPDX-License-Identifier: EUPL-1.2
"""What happens to components, outages and maintenance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from akkoord.audit.events import Fact
from akkoord.cases.events import CaseFact


@dataclass(frozen=True)
class ComponentRegistered(Fact):
    """A component, one of its instances or a probe on it was entered, changed or taken out of use."""

    about: ClassVar[str] = "component_id"
    component_id: int


@dataclass(frozen=True)
class OrganisationPlaced(Fact):
    """An organisation was put on an instance, or taken off it."""

    about: ClassVar[str] = "placement_id"
    placement_id: int


@dataclass(frozen=True)
class OutageFact(Fact):
    """Something about an outage."""

    about: ClassVar[str] = "outage_id"
    outage_id: int


@dataclass(frozen=True)
class OutageOpened(OutageFact):
    """Something does not work."""


@dataclass(frozen=True)
class OutageUpdated(OutageFact):
    """The status page says something new about it."""

    update_id: int


@dataclass(frozen=True)
class OutageResolved(OutageFact):
    """It works again."""


@dataclass(frozen=True)
class OutageDetailed(OutageFact):
    """Cause, severity, struck instances, error message or workaround were written down."""


@dataclass(frozen=True)
class CorrectionAsked(OutageFact):
    """Somebody says that it began, ended or was caused otherwise; a second person decides."""

    bounds_id: int


@dataclass(frozen=True)
class CorrectionConfirmed(OutageFact):
    """The corrected bounds hold from now on; the earlier ones stay beside them."""

    bounds_id: int


@dataclass(frozen=True)
class CorrectionRejected(OutageFact):
    """The bounds stay as they were."""

    bounds_id: int


@dataclass(frozen=True)
class CaseLinkedToOutage(OutageFact):
    """A calamity or incident belongs to it."""

    subject_key: str


@dataclass(frozen=True)
class MaintenanceFact(Fact):
    """Something about a maintenance."""

    about: ClassVar[str] = "maintenance_id"
    maintenance_id: int


@dataclass(frozen=True)
class MaintenanceAnnounced(MaintenanceFact):
    """The status page says when it will be."""

    sequence: int


@dataclass(frozen=True)
class MaintenanceMoved(MaintenanceFact):
    """It will be at another time, and is announced anew."""

    sequence: int


@dataclass(frozen=True)
class MaintenanceCancelled(MaintenanceFact):
    """It is called off."""

    sequence: int


@dataclass(frozen=True)
class MaintenanceBegun(MaintenanceFact):
    """Work began."""


@dataclass(frozen=True)
class MaintenanceEnded(MaintenanceFact):
    """Work is done."""


@dataclass(frozen=True)
class ImprovementPlanDue(Fact):
    """A month ended below its bound: a plan is due."""

    about: ClassVar[str] = "plan_id"
    plan_id: int
    month: date


@dataclass(frozen=True)
class ImprovementPlanSpared(Fact):
    """A correction put the month above its bound: the plan is no longer due."""

    about: ClassVar[str] = "plan_id"
    plan_id: int


@dataclass(frozen=True)
class ImprovementPlanWritten(Fact):
    """Somebody worked on the plan; nobody outside reads it yet."""

    about: ClassVar[str] = "plan_id"
    plan_id: int


@dataclass(frozen=True)
class ImprovementPlanPublished(Fact):
    """Everybody can read what will be done."""

    about: ClassVar[str] = "plan_id"
    plan_id: int


@dataclass(frozen=True)
class DutySet(Fact):
    """Somebody is on duty, no longer, or handed over."""

    about: ClassVar[str] = "duty_id"
    duty_id: int


@dataclass(frozen=True)
class DutyHandedOver(Fact):
    """Whoever was on duty wrote down what the next one must know; `next_id` is that person's duty, where there is one."""

    about: ClassVar[str] = "duty_id"
    duty_id: int
    next_id: int | None


@dataclass(frozen=True)
class CrossingFact(Fact):
    """Something about what operations watch."""

    about: ClassVar[str] = "crossing_id"
    crossing_id: int
    what: str


@dataclass(frozen=True)
class WatchCrossed(CrossingFact):
    """Something that is watched went past its bound."""


@dataclass(frozen=True)
class WatchWell(CrossingFact):
    """It is within its bound again, and was for a while."""


@dataclass(frozen=True)
class JobRetried(Fact):
    """Somebody let a job that had failed be tried again."""

    about: ClassVar[str] = "job_id"
    job_id: int


@dataclass(frozen=True)
class SubscriptionFact(Fact):
    """Something about who follows the status page without an account."""

    about: ClassVar[str] = "subscription_id"
    subscription_id: int


@dataclass(frozen=True)
class SubscriptionAsked(SubscriptionFact):
    """Somebody wants to follow it; the address has yet to be confirmed."""


@dataclass(frozen=True)
class SubscriptionConfirmed(SubscriptionFact):
    """The address is theirs: news goes there from now on."""


@dataclass(frozen=True)
class SubscriptionChanged(SubscriptionFact):
    """They chose of what they hear, and in which language."""


@dataclass(frozen=True)
class SubscriptionEnded(SubscriptionFact):
    """They stopped, never confirmed, or nothing was taken there any more."""


@dataclass(frozen=True)
class DisputeRaised(CaseFact):
    """A customer says that a month's figure, or an outage, is not what it was."""


@dataclass(frozen=True)
class DisputeTaken(CaseFact):
    """Somebody looks into it."""


@dataclass(frozen=True)
class DisputeAsked(CaseFact):
    """Operations asked the customer something."""


@dataclass(frozen=True)
class DisputeReplied(CaseFact):
    """The customer replied."""


@dataclass(frozen=True)
class DisputeAccepted(CaseFact):
    """The customer is right: what was recorded is corrected by two people."""


@dataclass(frozen=True)
class DisputeRejected(CaseFact):
    """What was recorded stays, with the reason."""


@dataclass(frozen=True)
class DisputeWithdrawn(CaseFact):
    """The customer lets it rest."""

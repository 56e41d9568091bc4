# SPDX-License-Identifier: EUPL-1.2
"""What happens to partnerships."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class PartnerFact(Fact):
    """Something about one partner."""

    about: ClassVar = "partner_id"

    partner_id: int
    organisation_id: int


@dataclass(frozen=True)
class PartnerRegistered(PartnerFact):
    """An organisation became a partner."""

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class ProductPartnerInvited(PartnerFact):
    """The vendor asked a partner to become product partner."""


@dataclass(frozen=True)
class InvitationAnswered(PartnerFact):
    """The partner accepted or declined."""

    accepted: bool


@dataclass(frozen=True)
class PartnershipEnded(PartnerFact):
    """A partnership, or a kind of it, was ended; it holds until the day before `ends_on`."""

    kinds: tuple[str, ...]
    ends_on: date
    ground: str


@dataclass(frozen=True)
class RequirementRecorded(PartnerFact):
    """Somebody wrote down how a requirement stands."""

    record_id: int

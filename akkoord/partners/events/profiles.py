# SPDX-License-Identifier: EUPL-1.2
"""What happens to the pages of the directory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class ProfileFact(Fact):
    """Something about one wording of a partner's page."""

    about: ClassVar[str] = "profile_id"
    profile_id: int


@dataclass(frozen=True)
class ProfileProposed(ProfileFact):
    """A partner wrote its page anew."""


@dataclass(frozen=True)
class ProfileAgreed(ProfileFact):
    """It stands in the directory."""


@dataclass(frozen=True)
class ProfileSentBack(ProfileFact):
    """The vendor does not agree, and says why."""

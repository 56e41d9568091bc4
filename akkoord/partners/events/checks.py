# SPDX-License-Identifier: EUPL-1.2
"""What happens in a yearly check."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.cases.events import CaseFact


@dataclass(frozen=True)
class PartnerCheckStarted(CaseFact):
    """The vendor put every requirement before the partner."""


@dataclass(frozen=True)
class PartnerCheckAnswered(CaseFact):
    """The partner said what it thinks of it."""


@dataclass(frozen=True)
class ImprovementAsked(CaseFact):
    """Something has to improve, within the programme's period."""


@dataclass(frozen=True)
class PartnershipContinued(CaseFact):
    """The partnership goes on."""


@dataclass(frozen=True)
class PartnershipNotContinued(CaseFact):
    """The check ended with the partnership."""

# SPDX-License-Identifier: EUPL-1.2
"""What happens to applications."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.cases.events import CaseFact


@dataclass(frozen=True)
class PartnerApplied(CaseFact):
    """Somebody wants to become a partner."""


@dataclass(frozen=True)
class ApplicationTaken(CaseFact):
    """Somebody assesses it."""


@dataclass(frozen=True)
class ApplicantAsked(CaseFact):
    """The vendor asked the applicant something."""


@dataclass(frozen=True)
class ApplicantReplied(CaseFact):
    """The applicant answered."""


@dataclass(frozen=True)
class CriteriaAssessed(CaseFact):
    """Criteria were looked at."""


@dataclass(frozen=True)
class ApplicationAgreed(CaseFact):
    """The applicant becomes a partner."""


@dataclass(frozen=True)
class ApplicationDeclined(CaseFact):
    """The applicant does not become a partner."""


@dataclass(frozen=True)
class ApplicationWithdrawn(CaseFact):
    """The applicant lets it rest."""

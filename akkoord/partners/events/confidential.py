# SPDX-License-Identifier: EUPL-1.2
"""What happens to a confidential report and to the hearings about it."""

from dataclasses import dataclass

from akkoord.cases.events import CaseFact


@dataclass(frozen=True)
class BreachReported(CaseFact):
    """Somebody reports in confidence that a partner breaks the code of conduct."""


@dataclass(frozen=True)
class OtherSideHeard(CaseFact):
    """Somebody of the partner is asked for their side."""


@dataclass(frozen=True)
class OtherDeciderNamed(CaseFact):
    """The reporter named another colleague of the vendor to decide, because the one before no longer can."""


@dataclass(frozen=True)
class BreachFound(CaseFact):
    """The code was broken."""


@dataclass(frozen=True)
class NoBreachFound(CaseFact):
    """The code was not broken, or that cannot be said."""


@dataclass(frozen=True)
class BreachReportWithdrawn(CaseFact):
    """The reporter lets it rest."""


@dataclass(frozen=True)
class HearingAsked(CaseFact):
    """Somebody is asked for their side."""


@dataclass(frozen=True)
class HearingAnswered(CaseFact):
    """They gave their side."""


@dataclass(frozen=True)
class HearingClosed(CaseFact):
    """They are told what was decided."""

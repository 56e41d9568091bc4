# SPDX-License-Identifier: EUPL-1.2
"""What happens to the three."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.cases.events import CaseFact


@dataclass(frozen=True)
class ErrandAsked(CaseFact):
    """A colleague asked something."""


@dataclass(frozen=True)
class ErrandDone(CaseFact):
    """It was done."""


@dataclass(frozen=True)
class ProblemFound(CaseFact):
    """One cause of many incidents was found."""


@dataclass(frozen=True)
class ProblemSolved(CaseFact):
    """The cause is gone."""


@dataclass(frozen=True)
class ApplicationReceived(CaseFact):
    """Somebody wants to become a partner."""


@dataclass(frozen=True)
class ApplicationAssessed(CaseFact):
    """The application was assessed."""

# SPDX-License-Identifier: EUPL-1.2
"""What happens to connectors and their certification."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.audit.events import Fact
from akkoord.cases.events import CaseFact


@dataclass(frozen=True)
class ConnectorFact(Fact):
    """Something about one connector."""

    connector_id: int


@dataclass(frozen=True)
class ConnectorRegistered(ConnectorFact):
    """A partner's connector was registered."""


@dataclass(frozen=True)
class ConnectorDescribed(ConnectorFact):
    """Its description changed, or a new version came out that must be checked again."""

    version: str


@dataclass(frozen=True)
class ConnectorEnded(ConnectorFact):
    """It is no longer registered."""


@dataclass(frozen=True)
class CertificateNearsLapse(ConnectorFact):
    """A certificate lapses soon: the supplier is reminded."""

    certificate_id: int


@dataclass(frozen=True)
class CertificateLapsed(ConnectorFact):
    """A certificate lapsed; the notice runs."""

    certificate_id: int


@dataclass(frozen=True)
class CertificationAsked(CaseFact):
    """A supplier asks for a certificate."""


@dataclass(frozen=True)
class CertificationHandedIn(CaseFact):
    """The description is whole: the technical check can begin."""


@dataclass(frozen=True)
class TechnicalCheckPassed(CaseFact):
    """The connector works through the product's connectors."""


@dataclass(frozen=True)
class AutomaticTestsPassed(CaseFact):
    """The automatic tests of connector and environment passed."""


@dataclass(frozen=True)
class CertificationSentBack(CaseFact):
    """A check did not pass: the supplier mends and hands in again."""


@dataclass(frozen=True)
class ConnectorCertified(CaseFact):
    """The security check gave a score, and the certificate is there."""


@dataclass(frozen=True)
class CertificationStopped(CaseFact):
    """The supplier, or the vendor, lets it rest."""

# SPDX-License-Identifier: EUPL-1.2
"""What happens to agreements, opening hours and contracts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class AgreementPublished(Fact):
    """A version was put in force from a date. sla:1.2"""

    about: ClassVar[str] = "version_id"
    version_id: int
    agreement_id: int
    effective_from: datetime

    @property
    def data(self) -> dict[str, Any]:
        """The fields, for the row."""
        return {**super().data, "effective_from": self.effective_from.isoformat()}


@dataclass(frozen=True)
class AgreementAnnounced(Fact):
    """A version that changes another is told: on the portal, and to every organisation's administrators. sla:1.2"""

    about: ClassVar[str] = "version_id"
    version_id: int
    agreement_id: int


@dataclass(frozen=True)
class _DraftFact(Fact):
    about: ClassVar[str] = "draft_id"
    draft_id: int


class DraftPutIn(_DraftFact):
    """An agreement file was put in, to be checked and compared."""


class DraftWithdrawn(_DraftFact):
    """A draft was taken away before it was announced."""


@dataclass(frozen=True)
class _ExceptionFact(Fact):
    about: ClassVar[str] = "exception_id"
    exception_id: int
    agreement_id: int
    calendar: str
    day: date

    @property
    def data(self) -> dict[str, Any]:
        """The fields, for the row."""
        return {**super().data, "day": self.day.isoformat()}


class ExceptionPublished(_ExceptionFact):
    """A date got hours of its own; deadlines that have not passed are computed anew. sla:2.2.2"""


class ExceptionWithdrawn(_ExceptionFact):
    """A date got its ordinary hours back before it began."""


@dataclass(frozen=True)
class ContractSigned(Fact):
    """An organisation was bound to an agreement, with its options."""

    about: ClassVar[str] = "contract_id"
    contract_id: int
    organisation_id: int


@dataclass(frozen=True)
class ContractEnded(Fact):
    """A contract was given its last day. What runs under it goes on as it began."""

    about: ClassVar[str] = "contract_id"
    contract_id: int
    organisation_id: int


@dataclass(frozen=True)
class ContractEndedOverChange(Fact):
    """A customer ended a contract over a version; the terms from before it hold on for that customer alone. sla:1.2"""

    about: ClassVar[str] = "contract_id"
    contract_id: int
    organisation_id: int
    version_id: int

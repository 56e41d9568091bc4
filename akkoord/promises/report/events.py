# SPDX-License-Identifier: EUPL-1.2
"""What happens to reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class ReportPlaced(Fact):
    """A report that the agreement promises stands in the dossier, made by itself. sla:2.6.2"""

    about: ClassVar[str] = "report_id"

    report_id: int
    month: str


@dataclass(frozen=True)
class ReportMade(Fact):
    """A report that somebody asked for was made."""

    about: ClassVar[str] = "report_id"

    report_id: int
    month: str


@dataclass(frozen=True)
class ReportsAsked(Fact):
    """A batch of reports was begun."""

    about: ClassVar[str] = "run_id"

    run_id: int
    month: str
    whom: str
    organisations: int

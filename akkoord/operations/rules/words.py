# SPDX-License-Identifier: EUPL-1.2
"""The words that outages and maintenance are described with; the values are stored."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How bad an outage is."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class Impact(StrEnum):
    """What an outage does to an instance. Only `down` is downtime."""

    SLOW = "slow"
    PARTLY = "partly"
    DOWN = "down"


class OutageState(StrEnum):
    """How far the work on an outage is; `postmortem` is told after it was resolved."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"
    POSTMORTEM = "postmortem"


class Responsible(StrEnum):
    """Whose it is. What the customer or nobody is responsible for is left out of availability."""

    VENDOR = "vendor"
    CUSTOMER = "customer"
    FORCE_MAJEURE = "force_majeure"


class MaintenanceKind(StrEnum):
    """What sort of work it is."""

    PLANNED = "planned"
    EMERGENCY = "emergency"
    VERSION = "version"
    PATCH = "patch"

# SPDX-License-Identifier: EUPL-1.2
"""The five roles of a management organisation, as plain values. They are no roles on the portal. beheer:1-5"""

from __future__ import annotations

from enum import StrEnum


class StewardRole(StrEnum):
    """Who looks after the software inside the customer. Ids are stable, labels are data."""

    MANAGEMENT = "management"
    USER = "user"
    KEY_USER = "key_user"  # or process owner: decides on change requests of the process
    FUNCTIONAL_ADMINISTRATOR = "functional_administrator"
    TECHNICAL_ADMINISTRATOR = "technical_administrator"

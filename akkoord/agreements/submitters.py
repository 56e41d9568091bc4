# SPDX-License-Identifier: EUPL-1.2
"""How many incident submitters a contract gives, for the floor of people that asks. sla:2.2.1"""

from __future__ import annotations

from datetime import datetime

from .in_force import NoAgreementInForce, terms_in_force


def submitter_limit(*, organisation_id: int, at: datetime) -> int | None:
    """The most submitters at `at`; None without a contract, or where it does not limit them."""
    try:
        return terms_in_force(organisation_id, at).submitter_limit
    except NoAgreementInForce:
        return None

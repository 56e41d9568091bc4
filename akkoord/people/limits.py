# SPDX-License-Identifier: EUPL-1.2
"""How many incident submitters an organisation may have: a figure of the agreement, which stands above. sla:2.2.1

`site/wiring.py` fills the slot: `SUBMITTER_LIMIT.fill(f)` with `f(*, organisation_id, at) -> int | None`.
"""

from __future__ import annotations

from datetime import datetime

from akkoord.web.slots import Slot

from .models import Membership
from .rules import Places

SUBMITTER_LIMIT = Slot("submitter_limit")
"""`filling(organisation_id, at) -> int | None`: the most submitters that the contract gives; None for no limit."""


def submitter_limit_of(organisation_id: int, at: datetime) -> int | None:
    """The most submitters that may be in force at `at`, or None where nothing limits them."""
    limit: int | None = SUBMITTER_LIMIT.first(organisation_id=organisation_id, at=at)
    return limit


def places_of(organisation_id: int, at: datetime) -> Places:
    """How many submitters there are now, and how many the licence gives at `at`."""
    taken = Membership.objects.of_submitters().filter(organisation_id=organisation_id).count()
    return Places(taken, submitter_limit_of(organisation_id, at))

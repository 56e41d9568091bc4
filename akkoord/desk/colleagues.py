# SPDX-License-Identifier: EUPL-1.2
"""Who is at the desk: the few people that work can be given to."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import caches

from akkoord.cases.rights import DESK
from akkoord.people.models import Membership
from akkoord.people.rules import OrganisationKind

KEPT_FOR = 30  # seconds
KEY = "desk-colleagues"


def colleagues(at: datetime) -> list[tuple[int, str]]:
    """Ids and names of the desk's people, by name; kept in the process for some seconds. For staff pages only."""
    known: list[tuple[int, str]] | None = caches["process"].get(KEY)
    if known is None:
        held = Membership.objects.in_force().filter(
            organisation__kind=OrganisationKind.VENDOR, roles__overlap=[str(role) for role in DESK]
        )
        known = list(held.order_by("person__name").values_list("person_id", "person__name"))
        caches["process"].set(KEY, known, KEPT_FOR)
    return known

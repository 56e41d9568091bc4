# SPDX-License-Identifier: EUPL-1.2
"""Since when it is established how a month that ended went."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from akkoord.timing.moments import moment_at

from ..models import Bounds


def established_at(begin: int, end: int, at: datetime) -> datetime:
    """The month's end or, where an outage in it was recorded or corrected after that, the last time it was, up to `at`.

    Nobody can be late with what follows from a fact that was not yet established. Seconds since 1970; one query.
    """
    first, last = moment_at(begin, UTC), moment_at(end, UTC)
    touching = Bounds.objects.filter(Q(is_correction=False) | Q(is_confirmed=True), began_at__lt=last).exclude(
        ended_at__lte=first
    )
    known = touching.annotate(known_at=Coalesce("decided_at", "set_at")).filter(known_at__lte=at).aggregate(last=Max("known_at"))
    return max(last, known["last"] or last)

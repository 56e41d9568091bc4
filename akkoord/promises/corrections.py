# SPDX-License-Identifier: EUPL-1.2
"""Which correction of the facts, made by two persons, explains that a verdict is another than before."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property

from django.conf import settings

from akkoord.operations.models import Bounds
from akkoord.operations.rules.months import month_bounds
from akkoord.timing.moments import moment_at

from .rules import Judged


class Corrections:
    """The confirmed corrections of outages that touched a month, as known at `at`. One query, when first asked."""

    def __init__(self, month: date, at: datetime) -> None:
        self.month, self.at = month, at

    def between(self, before: Judged, after: Judged, since: datetime) -> Bounds | None:
        """The last one confirmed after `since` about an outage that either verdict rests on."""
        keys = {*before.keys(), *after.keys()}
        found = (b for b in self._confirmed if f"outage:{b.outage_id}" in keys and b.decided_at and b.decided_at > since)
        return next(found, None)

    @cached_property
    def _confirmed(self) -> list[Bounds]:
        begin, end = (moment_at(second, UTC) for second in month_bounds(self.month, settings.TIME_ZONE))
        touching = Bounds.objects.filter(began_at__lt=end).exclude(ended_at__lte=begin).values("outage")
        confirmed = Bounds.objects.filter(is_correction=True, is_confirmed=True, decided_at__lte=self.at, outage__in=touching)
        return list(confirmed.order_by("-decided_at", "-pk"))

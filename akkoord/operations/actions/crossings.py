# SPDX-License-Identifier: EUPL-1.2
"""Note what crossed its bound, once, and that it is well again. sla:2.3.6"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from akkoord.audit.actions import announce

from ..events import WatchCrossed, WatchWell
from ..models import Crossing
from ..rules.findings import crossed
from ..rules.watching import Finding, Level

CALM = timedelta(minutes=5)  # within its bound for so long before we say that it is well: what wavers is told once
DECIDED = ("outage", "duty")  # over when it is over


@transaction.atomic
def note_crossings(*, found: Sequence[Finding], by: None, at: datetime) -> None:
    """Announce each finding that went past its bound, and each that has been well for a while. What is unknown changes nothing."""
    past, unknown = crossed(found), {finding.what for finding in found if finding.level == Level.UNKNOWN}
    running = {crossing.what: crossing for crossing in Crossing.objects.select_for_update().filter(ended_at=None)}
    for what, finding in past.items():
        if what not in running:
            _begin(finding, at)
    for what, crossing in running.items():
        if what in past:
            _set_well_since(crossing, None)
        elif what not in unknown:
            _calm(crossing, at)


def _begin(finding: Finding, at: datetime) -> None:
    values = {"value": finding.value, "bound": finding.bound, "began_at": at}
    crossing, is_new = Crossing.objects.get_or_create(what=finding.what, ended_at=None, defaults=values)
    if is_new:  # otherwise another worker was first
        announce(WatchCrossed(crossing_id=crossing.pk, what=crossing.what), by=None, at=at)


def _calm(crossing: Crossing, at: datetime) -> None:
    since = crossing.well_since or at
    if at - since < CALM and crossing.what.partition(":")[0] not in DECIDED:
        _set_well_since(crossing, since)
        return
    crossing.well_since, crossing.ended_at = since, at
    crossing.save(update_fields=["well_since", "ended_at"])
    announce(WatchWell(crossing_id=crossing.pk, what=crossing.what), by=None, at=at)


def _set_well_since(crossing: Crossing, since: datetime | None) -> None:
    if crossing.well_since != since:
        crossing.well_since = since
        crossing.save(update_fields=["well_since"])

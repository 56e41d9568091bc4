# SPDX-License-Identifier: EUPL-1.2
"""What clocks do when opening hours change. sla:2.2.2"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from akkoord.agreements.in_force import terms_of_version
from akkoord.audit.models import Event

from .actions import recount_clock
from .models import Clock


def recount_clocks(event: Event) -> None:
    """Compute the deadlines anew that have not passed and that a deviating day can reach; those that passed stay."""
    begins = datetime.combine(date.fromisoformat(event.data["day"]), time.min, ZoneInfo("UTC")) - timedelta(days=1)
    reached = Clock.objects.open().filter(version__agreement=event.data["agreement_id"], due_at__gte=begins, due_at__gt=event.at)
    for clock in reached.select_for_update(of=("self",)).select_related("version__agreement").order_by("pk"):
        recount_clock(clock=clock, by=event.by_id, at=event.at, terms=terms_of_version(clock.version))

# SPDX-License-Identifier: EUPL-1.2
"""What somebody owns in the planner, among the deadlines that come for them: on its last day."""

from __future__ import annotations

from datetime import datetime, timedelta

from akkoord.people.coming import Due
from akkoord.people.models import Person

from .models import PlannerEntry
from .planner_words import KINDS
from .rules.planner import EntryKind

BACK, MOST = timedelta(days=92), 200


def coming_entries(person: Person, at: datetime) -> list[Due]:
    """Theirs that are open, those that are late too; goals apart. The first one first."""
    found = PlannerEntry.objects.visible_to(person).standing().open().filter(owner=person, last__gte=(at - BACK).date())
    return [
        Due(
            key=f"planner-{entry.pk}",
            at=entry.last,
            title=entry.title,
            path=entry.get_absolute_url(),
            set_at=entry.created_at,
            text=str(KINDS[entry.kind].label),
            changes=entry.sequence,
        )
        for entry in found.exclude(kind=EntryKind.GOAL).order_by("last", "pk")[:MOST]
    ]

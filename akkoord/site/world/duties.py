# SPDX-License-Identifier: EUPL-1.2
"""Who of Meridaan is on duty: a week each in turn, nights too, and what was handed over last."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from akkoord.operations.actions.duty import hand_over, set_rotation
from akkoord.operations.roster import on_duty_at
from akkoord.operations.rules.roster import weekly_rotation
from akkoord.people.models import Person

from .moments import AMSTERDAM

TURNS = ("Femke Aalbers", "Hidde Postma")
WEEKS = 10
NOTE = (
    "Rustige week. De opslag in het tweede datacenter zit op 71 %; de leverancier levert vrijdag bij. "
    "De reserve van db-2 liep dinsdag even achter en is weer bij."
)


def fill_roster(now: datetime) -> None:
    """From last Monday on, and a note at the change of this week."""
    today = now.astimezone(AMSTERDAM)
    monday = (today - timedelta(days=today.weekday())).replace(hour=9, minute=0, second=0, microsecond=0)
    change = monday if monday <= today else monday - timedelta(days=7)
    begun = change - timedelta(days=7)
    people = [Person.objects.get(name=name) for name in TURNS]
    shifts = weekly_rotation(
        [person.pk for person in people], first_day=begun.date(), weeks=WEEKS, change_at=time(9), zone=str(AMSTERDAM)
    )
    set_rotation(shifts=shifts, by=None, at=begun)
    before = on_duty_at(change - timedelta(minutes=5))
    assert before is not None
    hand_over(duty=before, note=NOTE, by=before.person, at=change - timedelta(minutes=5))

# SPDX-License-Identifier: EUPL-1.2
"""Who signed in these last weeks, so that an unusual hour can be told from a usual one."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from akkoord.audit.wires import silenced
from akkoord.people.actions import note_failed_sign_in, note_sign_in
from akkoord.people.models import Person

from .moments import AMSTERDAM

DAYS = 8 * 7
WORKDAY, WEEKEND = 8, 2  # sign-ins, about


def write_sign_ins(now: datetime, seed: int = 7) -> None:
    """Most on working days, some on a weekend; now and then a wrong code."""
    chance = random.Random(seed)
    people = list(Person.objects.order_by("pk"))
    moments = []
    for ago in range(DAYS, -1, -1):
        day = (now - timedelta(days=ago)).astimezone(AMSTERDAM).replace(hour=0, minute=0, second=0)
        usual = WORKDAY if day.weekday() < 5 else WEEKEND
        moments += [day + timedelta(hours=min(22, chance.gauss(12, 3))) for _ in range(chance.randint(usual - 2, usual + 2))]
    with silenced():
        for at in sorted(moment for moment in moments if moment < now - timedelta(minutes=10)):
            note_sign_in(by=chance.choice(people), at=at, second_factor=True)
            if chance.random() < 0.08:
                note_failed_sign_in(by=None, at=at - timedelta(minutes=1))

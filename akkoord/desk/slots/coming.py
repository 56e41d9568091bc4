# SPDX-License-Identifier: EUPL-1.2
"""What waits for the reader, in their own calendar: until when a question of the desk can be answered."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from akkoord.cases.coming import name_of, where_of
from akkoord.people.coming import Due
from akkoord.people.models import Person

from ..consequences import lapses_at
from ..home import questions_for
from ..kinds import INCIDENT


def coming_lapses(person: Person, at: datetime) -> list[Due]:
    """One for each incident that waits for this person's answer, where the agreement lets it lapse."""
    waiting = [(asked.case, lapses_at(asked.case)) for asked in questions_for(person) if asked.case.kind_name == INCIDENT.name]
    return [
        Due(
            key=f"answer-{case.pk}",
            at=lapses,
            title=_("Your answer is needed: %(case)s") % {"case": name_of(case)},
            path=case.get_absolute_url(),
            set_at=case.state_since,
            text=where_of(case, person),
        )
        for case, lapses in waiting
        if lapses is not None
    ]

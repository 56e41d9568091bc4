# SPDX-License-Identifier: EUPL-1.2
"""The ready list of daily work, to start a work list from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from akkoord.people.models import Organisation

from .models import WorkTask
from .rules.roles import StewardRole
from .rules.work import Area, Every, first_day
from .shipped import shipped, words_from


@dataclass(frozen=True)
class Ready:
    """A task that could be put on the list, from which day on."""

    key: str
    title: str
    area: Area
    role: StewardRole
    every: Every
    first_on: date


def ready_work(today: date) -> list[Ready]:
    """All of them, in the reader's language."""
    language = get_language()
    found = []
    for row in shipped("work")["tasks"]:
        every = Every(row["every"])
        begins = first_day(every, today, day=row.get("day"), month=row.get("month"))
        words = words_from(row).in_language(language)
        found.append(Ready(row["key"], words, Area(row["area"]), StewardRole(row["role"]), every, begins))
    return found


def ready_left(organisation: Organisation, today: date) -> list[Ready]:
    """Those that are not on the organisation's list."""
    there = set(WorkTask.objects.in_use().filter(organisation=organisation).exclude(key="").values_list("key", flat=True))
    return [ready for ready in ready_work(today) if ready.key not in there]

# SPDX-License-Identifier: EUPL-1.2
"""The verdicts in force on periods that end on a day: which they are is asked once, what they say a few hundred at a time.

Rows are then found by their key alone. Asked by organisation and day, the database's guess of how many there are is wrong while a
month is being written, and each few hundred would cost a walk along all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from .models import MonthVerdict

Key = tuple[int | None, str, date]
"""Organisation (None: all together), promise, and the first day of its period."""


class InForce:
    """As the running scope may see them; each is taken once."""

    def __init__(self) -> None:
        self._by_day: dict[date, dict[int | None, list[int]]] = {}

    def take(self, organisations: Iterable[int | None], until: Iterable[date]) -> dict[Key, MonthVerdict]:
        """Those of these organisations, on periods that end on one of these days."""
        whose = set(organisations)
        keys = [pk for day in set(until) for organisation in whose for pk in self._on(day).pop(organisation, ())]
        return {(row.organisation_id, row.promise, row.month): row for row in MonthVerdict.objects.filter(pk__in=keys)}

    def take_the_rest(self, until: date) -> dict[Key, MonthVerdict]:
        """Those of everybody else, on periods that end on that day."""
        return self.take(list(self._on(until)), [until])

    def _on(self, day: date) -> dict[int | None, list[int]]:
        if day not in self._by_day:
            found: dict[int | None, list[int]] = defaultdict(list)
            for pk, organisation in MonthVerdict.objects.filter(until=day).in_force().values_list("pk", "organisation"):
                found[organisation].append(pk)
            self._by_day[day] = dict(found)
        return self._by_day[day]

# SPDX-License-Identifier: EUPL-1.2
"""The ready first year: its entries in a year, and which of them an organisation has already. beheer:4"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from akkoord.people.models import Organisation

from .models import PlannerEntry
from .rules.first_year import Ready, When, days_in
from .rules.planner import Days, EntryKind
from .shipped import shipped


@dataclass(frozen=True)
class Proposal:
    """One entry of the ready year in a year; `known` where it stands in the planner already."""

    ready: Ready
    days: Days
    known: PlannerEntry | None


@cache
def ready_entries() -> list[Ready]:
    """The ready year as it stands in the file. Raises KeyError, ValueError for a file that is none."""
    return [_ready(row) for row in shipped("first-year")["entry"]]


def proposals(organisation: Organisation, year: int) -> list[Proposal]:
    """The ready year in that year, the first day first."""
    found = PlannerEntry.objects.standing().filter(organisation=organisation, template_year=year).exclude(template="")
    known = {entry.template: entry for entry in found}
    days = days_in(year, ready_entries())
    all_of_them = [Proposal(ready, days[ready.key], known.get(ready.key)) for ready in ready_entries()]
    return sorted(all_of_them, key=lambda each: (each.days, each.ready.key))


def in_language(words: Mapping[str, str], language: str) -> str:
    """The words in that language, or in Dutch."""
    return words.get(language[:2]) or words["nl"]


def _ready(row: Mapping[str, Any]) -> Ready:
    rest = {name: row[name] for name in ("lasts", "goal", "yearly", "remind") if name in row}
    return Ready(row["key"], EntryKind(row["kind"]), row["title"], row["notes"], When(**row["when"]), **rest)

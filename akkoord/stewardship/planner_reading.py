# SPDX-License-Identifier: EUPL-1.2
"""The planner as its pages show it: a year by month, a month by day, progress against goals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from akkoord.people.models import Organisation, Person

from .models import PlannerEntry
from .planner_words import KINDS, VENDOR_WORDS, VENDORS, Text
from .rules.planner import (
    Days,
    EntryKind,
    Period,
    Progress,
    is_overdue,
    month_days,
    progress_of,
    weeks_of,
    year_days,
)
from .vendor_dates import VendorDate, vendor_dates


@dataclass(frozen=True)
class Filters:
    """What the reader wants to see: of one owner, of one kind; nothing: all."""

    owner: int | None = None
    kind: str = ""

    @property
    def shows_vendor(self) -> bool:
        """Whether the vendor's dates are among it."""
        return self.owner is None and self.kind in ("", VENDORS)


@dataclass(frozen=True)
class Item:
    """One line of the planner: an entry, or a date of the vendor."""

    days: Days
    kind: str
    label: Text
    icon: str
    title: str
    address: str
    owner: str = ""
    is_done: bool = False
    is_overdue: bool = False

    @property
    def is_vendors(self) -> bool:
        """Whether the vendor plans it."""
        return self.kind == VENDORS


@dataclass(frozen=True)
class Goal:
    """A goal with how far what serves it is."""

    entry: PlannerEntry
    progress: Progress


@dataclass(frozen=True)
class Month:
    """A month of a year."""

    period: Period
    items: list[Item]
    is_now: bool


@dataclass(frozen=True)
class Day:
    """A day of the month that is shown, or beside it."""

    day: date
    is_inside: bool
    is_today: bool
    items: list[Item]


@dataclass(frozen=True)
class Lane:
    """All of one kind over a year, as bars: where each begins and how long it is, in thousandths of the year."""

    label: Text
    icon: str
    bars: list[tuple[int, int, str]]


def items_in(organisation: Organisation, person: Person, days: Days, at: datetime, today: date, filters: Filters) -> list[Item]:
    """What stands in the planner in those days, goals apart, with the vendor's dates; the first day first."""
    entries = PlannerEntry.objects.visible_to(person).standing().filter(organisation=organisation).meeting(days)
    entries = entries.exclude(kind=EntryKind.GOAL).select_related("owner")
    if filters.owner is not None:
        entries = entries.filter(owner=filters.owner)
    if filters.kind:
        entries = entries.filter(kind=filters.kind)
    found = [item_of(entry, today) for entry in entries]
    if filters.shows_vendor:
        found += [_vendors(each) for each in vendor_dates(organisation, days, at)]
    return sorted(found, key=lambda item: (item.days, item.title))


def item_of(entry: PlannerEntry, today: date) -> Item:
    """An entry as a line."""
    words = KINDS[entry.kind]
    late = is_overdue(entry.last, is_done=entry.is_done, today=today)
    owner = entry.owner.name if entry.owner else ""
    return Item(
        entry.days, entry.kind, words.label, words.icon, entry.title, entry.get_absolute_url(), owner, entry.is_done, late
    )


def goals_in(organisation: Organisation, person: Person, year: int) -> list[Goal]:
    """The goals of a year with their progress. Two queries."""
    found = PlannerEntry.objects.visible_to(person).standing().filter(organisation=organisation, kind=EntryKind.GOAL)
    goals = list(found.meeting(year_days(year)).select_related("owner"))
    parts: dict[int | None, list[bool]] = {}
    for goal, done_at in PlannerEntry.objects.standing().filter(goal__in=goals).values_list("goal_id", "done_at"):
        parts.setdefault(goal, []).append(done_at is not None)
    return [Goal(goal, progress_of(parts.get(goal.pk, ()), is_done=goal.is_done)) for goal in goals]


def months_of(year: int, items: Iterable[Item], today: date) -> list[Month]:
    """The twelve months, each with what meets it."""
    items, found = list(items), []
    for number in range(1, 13):
        days = month_days(year, number)
        inside = [item for item in items if item.days.meets(days)]
        found.append(Month(Period(year, number), inside, days.first <= today <= days.last))
    return found


def weeks_with(period: Period, items: Iterable[Item], today: date) -> list[list[Day]]:
    """The weeks that a month touches, each day with what is on it."""
    items = list(items)
    assert period.month is not None, "a month is asked for"
    return [
        [
            Day(day, day.month == period.month, day == today, [i for i in items if i.days.first <= day <= i.days.last])
            for day in week
        ]
        for week in weeks_of(period.year, period.month)
    ]


def weeks_span(period: Period) -> Days:
    """All the days that the month's page shows, those beside the month too."""
    assert period.month is not None, "a month is asked for"
    weeks = weeks_of(period.year, period.month)
    return Days(weeks[0][0], weeks[-1][-1])


def lanes_of(year: int, items: Sequence[Item]) -> list[Lane]:
    """A lane for each kind that there is, the vendor's last."""
    kinds = [*(str(k) for k in EntryKind), VENDORS]
    found = []
    for kind in kinds:
        mine = [item for item in items if item.kind == kind]
        words = VENDOR_WORDS if kind == VENDORS else KINDS[kind]
        bars = [_bar(year, item) for item in mine]
        if bars:
            found.append(Lane(words.label, words.icon, bars))
    return found


def place_in(year: int, day: date) -> int | None:
    """Where a day is in a year, in thousandths; None in another year."""
    whole = year_days(year)
    if day.year != year:
        return None
    return (day - whole.first).days * 1000 // ((whole.last - whole.first).days + 1)


def _bar(year: int, item: Item) -> tuple[int, int, str]:
    inside = item.days.within(year_days(year))
    assert inside is not None, "what is shown of a year meets it"
    begin = place_in(year, inside.first) or 0
    width = max(8, ((inside.last - inside.first).days + 1) * 1000 // 366)
    state = "vendor" if item.is_vendors else "done" if item.is_done else "late" if item.is_overdue else "open"
    return min(begin, 1000 - width), width, state


def _vendors(each: VendorDate) -> Item:
    return Item(each.days, VENDORS, each.label, VENDOR_WORDS.icon, each.title, each.address)

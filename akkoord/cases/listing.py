# SPDX-License-Identifier: EUPL-1.2
"""Lists of cases: which, in which order, how many; one query for the rows and one, kept for a moment, for the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.cache import caches
from django.db.models import Count, Q
from django.http import QueryDict

from akkoord.people.models import Person
from akkoord.people.rules import OrganisationKind

from .kind import Kind, Reach, all_kinds
from .models import Case
from .statements import ask
from .visibility import FOR_ORGANISATION, FOR_STAFF, Cases

AT_ONCE = 25
COUNTS_KEPT = 20  # seconds
MINE, ALL = "mine", "all"
OPEN, CLOSED, BOTH = "open", "closed", "both"
Mark = tuple[datetime, int]


@dataclass(frozen=True)
class Filters:
    """What a list is limited to, as its address says."""

    whose: str = MINE
    organisation: int | None = None
    standing: str = OPEN
    kind: str = ""
    area: str = ""
    priority: int | None = None
    word: str = ""
    before: Mark | None = None
    after: Mark | None = None

    @classmethod
    def read(cls, query: QueryDict, person: Person) -> Filters:
        """From an address; what makes no sense there is left out."""
        usual = ALL if person.is_staff or not _reports(person) or _oversees(person) else MINE
        whose, standing = query.get("whose", usual), query.get("state", OPEN)
        return cls(
            whose=whose if whose in (MINE, ALL) else usual,
            organisation=_number(query.get("organisation", "")),
            standing=standing if standing in (OPEN, CLOSED, BOTH) else OPEN,
            kind=kind if (kind := query.get("kind", "")) in kinds_for(person) else "",
            area=query.get("area", "").replace("\x00", "")[:80],
            priority=_number(query.get("priority", "")),
            word=query.get("word", "").replace("\x00", "").strip()[:80],
            before=_mark(query.get("before", "")),
            after=_mark(query.get("after", "")),
        )

    def address(self, **changes: Any) -> str:
        """The address of this list with something changed; it always begins at the first page unless told otherwise."""
        other = replace(self, **{"before": None, "after": None, **changes})
        said = {
            "whose": other.whose,
            "organisation": other.organisation,
            "state": other.standing if other.standing != OPEN else "",
            "kind": other.kind,
            "area": other.area,
            "priority": other.priority,
            "word": other.word,
            "before": _said(other.before),
            "after": _said(other.after),
        }
        return urlencode({k: v for k, v in said.items() if v})


def kinds_for(person: Person) -> dict[str, Kind]:
    """The kinds of which somebody on this side may know, by name."""
    side = FOR_STAFF if person.is_staff else FOR_ORGANISATION
    return {kind.name: kind for kind in all_kinds() if kind.audience in side}


def _reports(person: Person) -> bool:
    """Whether the person may report some kind of case for some organisation."""
    allowed = {role for kind in all_kinds() for role in kind.reported_by}
    return any(s.roles & allowed for s in person.standings)


def _oversees(person: Person) -> bool:
    """Whether a role shows the person all cases of a kind that the role itself does not report: it is there to look on."""
    looking_on = {
        role
        for kind in all_kinds()
        for role, reach in kind.seen_by.items()
        if reach == Reach.EVERY and role not in kind.reported_by
    }
    return any(s.roles & looking_on for s in person.standings)


def organisations_seen_whole(person: Person) -> list[tuple[int, str]]:
    """The organisations all of whose cases (of some kind) the person sees by a role, with their names."""
    roles = {role for kind in all_kinds() for role, reach in kind.seen_by.items() if reach == Reach.EVERY}
    return [
        (m.organisation_id, m.organisation.name)
        for m in person.memberships_in_force
        if m.organisation.kind != OrganisationKind.VENDOR and m.role_set & roles
    ]


def chosen_cases(filters: Filters, person: Person) -> Cases:
    """The cases that a list is about, before order and page."""
    cases = _base(filters, person)
    if filters.standing != BOTH:
        cases = cases.filter(closed_at__isnull=filters.standing == OPEN)
    if filters.area:
        cases = cases.filter(area=filters.area)
    if filters.priority is not None:
        cases = cases.filter(priority=filters.priority)
    if filters.word:
        cases = cases.filter(Q(subject__icontains=filters.word) | Q(number__iexact=filters.word))
    return cases


def _base(filters: Filters, person: Person) -> Cases:
    cases = Case.objects.visible_to(person)
    if filters.whose == MINE:
        mine = Q(reporter=person) | Q(assignee=person) if person.is_staff else Q(reporter=person)
        cases = cases.filter(mine)
    if filters.organisation is not None:
        cases = cases.filter(organisation=filters.organisation)
    if filters.kind:
        cases = cases.filter(kind_name=filters.kind)
    return cases


@dataclass(frozen=True)
class Part:
    """One page of a list, newest change first, and where the pages beside it begin."""

    rows: Sequence[tuple[Any, ...]]
    newer: Mark | None
    older: Mark | None


def part_of(filters: Filters, person: Person, columns: Sequence[str]) -> Part:
    """The page that the filters point at; the columns begin with `changed_at` and `id`."""
    backwards = filters.after is not None
    found = ask(lambda: _one_page(filters, person).values_list(*columns)[: AT_ONCE + 1], person, filters)
    more, rows = len(found) > AT_ONCE, found[:AT_ONCE]
    if backwards:
        rows.reverse()
    if not rows:
        return Part([], None, None)
    first, last = (rows[0][0], rows[0][1]), (rows[-1][0], rows[-1][1])
    has_newer = more if backwards else filters.before is not None
    has_older = True if backwards else more
    return Part(rows, first if has_newer else None, last if has_older else None)


def _one_page(filters: Filters, person: Person) -> Cases:
    """From the mark that the filters point at, in the order in which the page is read."""
    cases = chosen_cases(filters, person)
    if filters.before is not None:
        at, key = filters.before
        cases = cases.filter(Q(changed_at__lt=at) | Q(changed_at=at, pk__lt=key), changed_at__lte=at)
    elif filters.after is not None:
        at, key = filters.after
        cases = cases.filter(Q(changed_at__gt=at) | Q(changed_at=at, pk__gt=key), changed_at__gte=at)
        return cases.order_by("changed_at", "pk")
    return cases.order_by("-changed_at", "-pk")


@dataclass(frozen=True)
class Counts:
    """How many cases by (open, area, priority). What staff see closed is not counted: there are millions."""

    groups: Counter[tuple[bool, str, int | None]]
    counts_closed: bool

    def states(self, filters: Filters) -> dict[str, int | None]:
        """By standing, within the area and priority chosen."""
        n = self._sum(lambda is_open, area, priority: is_open and _fits(filters, area, priority))
        closed = self._sum(lambda is_open, area, priority: not is_open and _fits(filters, area, priority))
        return {OPEN: n, CLOSED: closed if self.counts_closed else None, BOTH: n + closed if self.counts_closed else None}

    def areas(self, filters: Filters) -> list[tuple[str, int]]:
        """By area, within the standing and priority chosen; the chosen area is always there."""
        found = Counter({filters.area: 0} if filters.area else {})
        for (is_open, area, priority), n in self.groups.items():
            if area and _stands(filters, is_open) and filters.priority in (None, priority):
                found[area] += n
        return sorted(found.items())

    def priorities(self, filters: Filters) -> list[tuple[int, int]]:
        """By priority, within the standing and area chosen."""
        found = Counter({filters.priority: 0} if filters.priority is not None else {})
        for (is_open, area, priority), n in self.groups.items():
            if priority is not None and _stands(filters, is_open) and filters.area in ("", area):
                found[priority] += n
        return sorted((p, n) for p, n in found.items() if p is not None)

    def _sum(self, wanted: Callable[[bool, str, int | None], bool]) -> int:
        return sum(n for group, n in self.groups.items() if wanted(*group))


def _fits(filters: Filters, area: str, priority: int | None) -> bool:
    return filters.area in ("", area) and filters.priority in (None, priority)


def _stands(filters: Filters, is_open: bool) -> bool:
    return filters.standing == BOTH or is_open == (filters.standing == OPEN)


def counts_of(filters: Filters, person: Person) -> Counts:
    """The counts of the whole list, kept for a moment for this person."""
    counts_closed = not person.is_staff or filters.whose == MINE
    key = f"counts:{person.pk}:{person.scope}:{filters.whose}:{filters.organisation}:{filters.kind}".replace(" ", "")
    cache = caches["process"]
    groups = cache.get(key)
    if groups is None:
        cases = _base(filters, person)
        if not counts_closed:
            cases = cases.filter(closed_at=None)
        groups = Counter(_grouped(cases))
        cache.set(key, groups, COUNTS_KEPT)
    return Counts(groups, counts_closed)


def _grouped(cases: Cases) -> dict[tuple[bool, str, int | None], int]:
    rows: Iterable[Any] = (
        cases.order_by()
        .annotate(stands_open=Q(closed_at=None))
        .values_list("stands_open", "area", "priority")
        .annotate(n=Count("pk"))
    )
    return {(bool(is_open), area, priority): n for is_open, area, priority, n in rows}


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 12 else None


def _said(mark: Mark | None) -> str:
    return f"{round(mark[0].timestamp() * 1e6)}-{mark[1]}" if mark else ""


def _mark(text: str) -> Mark | None:
    micro, _sep, key = text.partition("-")
    if not (micro.isdecimal() and key.isdecimal() and len(text) < 40 and int(micro) < 10**17):
        return None
    return datetime.fromtimestamp(int(micro) / 1e6, UTC), int(key)

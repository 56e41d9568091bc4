# SPDX-License-Identifier: EUPL-1.2
"""What the desk has to do: its views with counts, filters, and pages by the next deadline. Few queries, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akkoord.cases.models import Case
from akkoord.cases.statements import ask
from akkoord.cases.visibility import Cases
from akkoord.people.models import Person

from .kinds import OPEN, WAITING_FOR_CUSTOMER, WAITING_FOR_SUPPLIER
from .queue_rows import COLUMNS, QueueRow

PAGE = 25
KEPT_FOR = 5  # seconds that counts are kept in the process
VIEWS: dict[str, Promise] = {
    "all": _("All that runs"),
    "mine": _("Mine"),
    "unassigned": _("Nobody's"),
    "risk": _("At risk"),
    "first-class": _("First Class"),
    "customer": _("Waiting for customer"),
    "development": _("Waiting for development"),
}


def condition(view: str, person: Person, at: datetime) -> Q:
    """What a view shows of the open cases. KeyError for a view that is none."""
    return {
        "all": Q(),
        "mine": Q(assignee=person),
        "unassigned": Q(assignee=None),
        "risk": Q(next_at_risk_at__lte=at),
        "first-class": Q(first_class=True),
        "customer": Q(state=WAITING_FOR_CUSTOMER),
        "development": Q(state=WAITING_FOR_SUPPLIER),
    }[view]


@dataclass(frozen=True)
class Chosen:
    """Which rows somebody asked for, as the address says it; what is not understood is left out."""

    view: str = "all"
    area: str = ""
    word: str = ""
    priority: int | None = None
    state: str = ""
    first_class: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Chosen:
        """Read the address's query."""
        view, state, priority = str(query.get("view", "")), str(query.get("state", "")), str(query.get("priority", ""))
        return cls(
            view=view if view in VIEWS else "all",
            area=str(query.get("area", ""))[:100].replace("\x00", ""),
            word=" ".join(str(query.get("q", ""))[:100].replace("\x00", "").split()),
            priority=int(priority) if priority in ("1", "2", "3", "4", "5") else None,
            state=state if state in OPEN else "",
            first_class=query.get("licence") == "first_class",
        )

    def as_query(self, **other: str) -> dict[str, str]:
        """The same as an address's query, without what is usual."""
        said = {
            "view": "" if self.view == "all" else self.view,
            "area": self.area,
            "q": self.word,
            "state": self.state,
            "priority": str(self.priority or ""),
            "licence": "first_class" if self.first_class else "",
            **other,
        }
        return {name: value for name, value in said.items() if value}

    def cases(self, person: Person, at: datetime) -> Cases:
        """The open cases that are asked for, which the person may see."""
        found = Case.objects.visible_to(person).open().filter(condition(self.view, person, at))
        if self.area:
            found = found.filter(area=self.area)
        if self.priority:
            found = found.filter(priority=self.priority)
        if self.state:
            found = found.filter(state=self.state)
        if self.first_class:
            found = found.filter(first_class=True)
        if self.word:
            found = found.filter(
                Q(subject__icontains=self.word) | Q(number__icontains=self.word) | Q(organisation__name__icontains=self.word)
            )
        return found


@dataclass(frozen=True)
class Cursor:
    """After which row a page begins. Cases without a deadline stand last, by id."""

    due_at: datetime | None
    pk: int

    def __str__(self) -> str:
        return f"{self.due_at.isoformat() if self.due_at else ''}~{self.pk}"

    @classmethod
    def parsed(cls, text: str) -> Cursor | None:
        """The cursor that an address holds; None for none, or for one that is not understood."""
        due, _sep, pk = text.partition("~")
        try:
            due_at = datetime.fromisoformat(due) if due else None
            return cls(due_at, int(pk)) if due_at is None or due_at.tzinfo else None
        except ValueError:
            return None


@dataclass(frozen=True)
class Page:
    """One page of the queue."""

    rows: list[QueueRow]
    next: Cursor | None


def page_of(cases: Cases, after: Cursor | None, most: int = PAGE) -> Page:
    """A page by next deadline, in one query (two where the deadlines end and cases without one begin)."""
    due = cases.filter(next_due_at__isnull=False).order_by("next_due_at", "pk")
    rows: list[QueueRow] = []
    if after is None:
        # Nulls come last in the index too, so a first page is one walk along it.
        rows = _rows(cases.order_by(F("next_due_at").asc(nulls_last=True), "pk"), most + 1)
    else:
        if after.due_at is not None:
            later = Q(next_due_at__gt=after.due_at) | Q(next_due_at=after.due_at, pk__gt=after.pk)
            rows = _rows(due.filter(later, next_due_at__gte=after.due_at), most + 1)
        if len(rows) <= most:
            rest = cases.filter(next_due_at=None).order_by("pk")
            rest = rest.filter(pk__gt=after.pk) if after.due_at is None else rest
            rows += _rows(rest, most + 1 - len(rows))
    following = Cursor(rows[most - 1].next_due_at, rows[most - 1].pk) if len(rows) > most else None
    return Page(rows[:most], following)


def _rows(cases: Cases, most: int) -> list[QueueRow]:
    return [QueueRow(*values) for values in cases.values_list(*COLUMNS)[:most]]


def first_page(chosen: Chosen, person: Person, at: datetime) -> Page:
    """The first page of a view: what is asked all day, so its statement is put together once for each reader and choice."""
    if chosen.view == "risk":  # depends on the moment
        return page_of(chosen.cases(person, at), None)
    found = ask(lambda: _first_rows(chosen, person, at), person, "queue", chosen)
    rows = [QueueRow(*values) for values in found]
    following = Cursor(rows[PAGE - 1].next_due_at, rows[PAGE - 1].pk) if len(rows) > PAGE else None
    return Page(rows[:PAGE], following)


def _first_rows(chosen: Chosen, person: Person, at: datetime) -> QuerySet[Any, Any]:
    cases = chosen.cases(person, at).order_by(F("next_due_at").asc(nulls_last=True), "pk")
    return cases.values_list(*COLUMNS)[: PAGE + 1]


@dataclass(frozen=True)
class Counts:
    """How many open cases each view and each field holds."""

    views: dict[str, int] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)


def counts(person: Person, at: datetime) -> Counts:
    """The counts beside the views: one query, kept for some seconds for each person."""
    key = f"queue-counts:{person.pk}"
    known = caches["process"].get(key)
    if known is None:
        known = _counted(person, at)
        caches["process"].set(key, known, KEPT_FOR)
    return known  # type: ignore[no-any-return]  # what was set above


def forget_counts(person: Person) -> None:
    """After one's own act the numbers are true at once."""
    caches["process"].touch(f"queue-counts:{person.pk}", 0)


def _counted(person: Person, at: datetime) -> Counts:
    asked = {name.replace("-", "_"): Count("pk", filter=condition(name, person, at)) for name in VIEWS if name != "all"}
    found = Case.objects.visible_to(person).open().values("area").order_by().annotate(all=Count("pk"), **asked)
    result = Counts(dict.fromkeys(VIEWS, 0))
    for row in found:
        for name in VIEWS:
            result.views[name] += row[name.replace("-", "_")]
        result.areas[row["area"]] = row["all"]
    return result

# SPDX-License-Identifier: EUPL-1.2
"""What made cases are: who reported what when, and the clocks that the agreement gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, Any

from akkoord.agreements.in_force import terms_of_version
from akkoord.agreements.models import AgreementVersion, Contract
from akkoord.agreements.terms import Terms
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.timing.deadlines import at_risk_at
from akkoord.timing.vectors import deadlines

if TYPE_CHECKING:
    from .make_cases import People

OPEN_STATES = ("new", "in_progress", "in_progress", "waiting_for_customer", "waiting_for_supplier")
AREAS = ("portal", "payroll", "leave", "finance", "integrations", "app")
CATEGORIES = ("error", "error", "error", "outage", "configuration_question", "knowledge_question")
ASSESSED = 5  # every so many cases had a request for a higher priority, and so a third clock


@dataclass(frozen=True, slots=True)
class MadeCase:
    """One row of the plan, in the order of its columns."""

    id: int
    number: str
    organisation: int
    reporter: int
    assignee: int | None
    state: str
    priority: int
    area: str
    category: str
    first_class: bool
    version: int
    text: int
    opened_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None

    @property
    def row(self) -> tuple[Any, ...]:
        """For the table."""
        return astuple(self)


def plan_of(people: People, count: int, first: datetime, last: datetime, random: Random) -> Iterator[MadeCase]:
    """So many cases in order of time; the open ones, a tenth, are mostly of the last weeks."""
    versions = _versions()
    organisations = list(people.submitters)
    sizes = list(
        accumulate(random.lognormvariate(0, 1) for _ in organisations)
    )  # the largest has some hundred times the smallest
    ages = sorted(
        (random.betavariate(1, 3) * 60 if k % 10 == 0 else random.uniform(1, (last - first).days), k % 10 == 0)
        for k in range(count)
    )
    for n, (days, is_open) in enumerate(reversed(ages), 1):
        opened = (last - timedelta(days=days)).replace(microsecond=0)
        organisation = random.choices(organisations, cum_weights=sizes)[0]
        first_class = organisation in people.first_class
        category = random.choice(CATEGORIES)
        state = random.choice(OPEN_STATES) if is_open else "resolved"
        answered = None if state == "new" else min(opened + timedelta(minutes=random.expovariate(1 / 200)), last)
        closed = None if is_open or answered is None else min(answered + timedelta(hours=random.expovariate(1 / 60)), last)
        yield MadeCase(
            n, f"INC-{opened.year}-{n:06d}", organisation, random.choice(people.submitters[organisation]),
            None if state == "new" else random.choice(people.agents), state, _priority(category, first_class, random),
            random.choice(AREAS), category, first_class, next(v.pk for v in versions if v.effective_from <= opened),
            random.randrange(6000), opened, answered, closed,
        )  # fmt: skip


def _versions() -> list[AgreementVersion]:
    with scoped(SYSTEM):
        found = AgreementVersion.objects.filter(agreement__code="reference").select_related("agreement")
        return list(found.order_by("-effective_from"))


def _priority(category: str, first_class: bool, random: Random) -> int:
    if category.endswith("question"):
        return 3
    return random.choice((1, 2, 2, 3, 3) if first_class else (2, 2, 3, 3, 3))


def planned_clocks(plan: Sequence[MadeCase]) -> Iterator[tuple[Any, ...]]:
    """Rows of clocks: reaction and recovery, and for every fifth case an assessment."""
    groups: dict[tuple[int, bool, int, str], list[MadeCase]] = defaultdict(list)
    for case in plan:
        groups[case.version, case.first_class, case.priority, case.category].append(case)
    versions = {v.pk: v for v in _versions()}
    terms: dict[tuple[int, bool], Terms] = {}
    with scoped(SYSTEM):
        for version, first_class in {(key[0], key[1]) for key in groups}:
            contract = Contract(options=["first_class"] if first_class else [], licence="erp", overrides={})
            terms[version, first_class] = terms_of_version(versions[version], contract)
    number = 0
    for (version, first_class, priority, category), cases in groups.items():
        facts = {"priority": priority, "kind": "incident", "category": category, "channel": "portal"}
        for name in ("reaction", "recovery", "assessment"):
            chosen = [c for c in cases if c.id % ASSESSED == 0 and c.answered_at] if name == "assessment" else cases
            for row in _clocks(chosen, name, terms[version, first_class], facts):
                number += 1
                yield (number, *row)


def _clocks(cases: Sequence[MadeCase], name: str, terms: Terms, facts: dict[str, object]) -> Iterator[tuple[Any, ...]]:
    if not cases:
        return
    promise = terms.deadline_promise("incident", name, facts, cases[0].opened_at)
    if promise is None:
        return
    calendar = terms.calendar(promise.calendar)
    due_at = deadlines(calendar, promise.within, [int(c.opened_at.timestamp()) for c in cases]).tolist()
    for case, seconds in zip(cases, due_at, strict=True):
        due = datetime.fromtimestamp(seconds, UTC)
        stopped = case.closed_at if name == "recovery" else case.answered_at
        if stopped is None:
            risk = at_risk_at(calendar, case.opened_at, due, terms.at_risk_share, unit=promise.within.unit)
        else:
            risk = case.opened_at + (due - case.opened_at) * terms.at_risk_share  # nobody looks at it any more
        yield (case.id, name, promise.id, promise.calendar, str(promise.within), case.opened_at, due, risk, stopped)

# SPDX-License-Identifier: EUPL-1.2
"""The one catalogue from promise to verdict: what judges it, by its kind and what it is about.

Deadlines on cases are judged by the counts of their clocks. Every other sort that `EVALUATED` of the agreement's document names
has its evaluator here, and none more; the house checks it. Whatever is left has no facts yet, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from akkoord.agreements.document import Promise
from akkoord.agreements.terms import Terms
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .judging.availability import judge_availability
from .judging.clocks import judge_clocks, judge_plans
from .judging.duty import judge_duty
from .judging.populations import judge_norm
from .judging.published import judge_deviating_hours, judge_publication
from .judging.reports import judge_reports
from .judging.responses import judge_response
from .judging.revisions import judge_revisions
from .judging.works import judge_notice, judge_window
from .measuring import Alike, Asked, asked_of, groups_of, terms_of_groups, terms_of_month
from .month_facts import MonthFacts
from .rules import AN_AIM, NO_BOUND, NOTHING_RECORDED, Judged, month_after


@dataclass(frozen=True)
class Evaluator:
    """What judges a sort of promise. A higher `version` when the same facts may come to another verdict."""

    name: str
    version: int
    judge: Callable[[Asked], Judged]
    is_of_all: bool = False  # the same for everybody, so that it is judged once and not for each organisation
    is_of_each: bool = False  # about what was done for one organisation, so that those alike are not judged together


CLOCKS = Evaluator("clocks", 1, judge_clocks)
NORMS = Evaluator("norms", 1, judge_norm)
BY_CLOCKS = (CLOCKS, NORMS)
"""What clocks on cases decide: the vendor's alone of all together, and of an organisation only where it had any."""
EVALUATORS: dict[tuple[str, str], Evaluator] = {
    ("cadence", "agreement_revised"): Evaluator("revisions", 1, judge_revisions, is_of_all=True),
    ("cadence", "first_class_report"): Evaluator("reports", 1, judge_reports, is_of_each=True),
    ("always", "somebody_on_duty"): Evaluator("duty", 1, judge_duty, is_of_all=True),
    ("deadline", "availability_month"): Evaluator("plans", 1, judge_plans, is_of_all=True),
    ("deadline", "outage"): Evaluator("publication", 1, judge_publication, is_of_all=True),
    ("measure", "availability"): Evaluator("availability", 1, judge_availability),
    ("measure", "network_availability"): Evaluator("availability", 1, judge_availability, is_of_all=True),
    ("measure", "response"): Evaluator("responses", 1, judge_response, is_of_all=True),
    ("notice", "deviating_hours"): Evaluator("deviating_hours", 1, judge_deviating_hours, is_of_all=True),
    ("notice", "planned_maintenance"): Evaluator("notices", 1, judge_notice),
    ("window", "patch"): Evaluator("windows", 1, judge_window),
    ("window", "planned_maintenance"): Evaluator("windows", 1, judge_window),
}
PORTION = 500  # organisations
OF_ALL = frozenset(sort for sort, evaluator in EVALUATORS.items() if evaluator.is_of_all)


def evaluator_of(promise: Promise) -> Evaluator | None:
    """What judges a promise; None where nothing is recorded yet, and for aims and what has no bound."""
    if not promise.is_evaluated:
        return None
    if promise.is_by_norm:
        return NORMS
    return EVALUATORS.get((promise.kind, promise.about)) or (CLOCKS if promise.kind == "deadline" else None)


def unjudged(name: str, promise: Promise, version_id: int, month: date) -> Judged:
    """What nothing judges: not measurable, and why."""
    why = AN_AIM if promise.aim else NO_BOUND if promise.intent else NOTHING_RECORDED
    return Judged(name, version_id, "none", month, month_after(month), why=why)


def judged_of(
    month: date, organisation: int | None, at: datetime, *, by_clocks: bool = False, only_of_all: bool = False,
    names: Collection[str] = (),
) -> list[Judged]:  # fmt: skip
    """Every promise that is measured by its period, `by_clocks` those with a deadline on cases too: of all together, or what is
    an organisation's own; `only_of_all` of all together only what is the same for everybody. Of an ended month what ended with it,
    unless `names` says which promises, whose periods may still run. Reads as the system does.
    """
    with scoped(SYSTEM):
        facts, terms = MonthFacts(month, at, organisation), terms_of_month(month, organisation, at)
        facts.terms[organisation] = terms
        return [
            _judge(each, evaluator)
            for each, evaluator in _own(asked_of(terms, organisation, facts))
            if (each.id in names if names else each.is_due)
            and (by_clocks or evaluator is not CLOCKS)
            and (evaluator.is_of_all or not only_of_all)
        ]


def judged_in_portions(month: date, at: datetime) -> Iterator[list[tuple[int | None, Judged]]]:
    """Every verdict of a month, computed from the facts: of all together (None), then of each, a few hundred organisations at a time.

    The running scope must be the system's. Facts are read once for everybody, in a number of queries that grows with no
    organisation and no contract; those with the same terms on the same instances share one computation.
    """
    facts = MonthFacts(month, at, of_each=True)
    public = _own(asked_of(terms_of_month(month, None, at), None, facts))
    yield [(None, _judge(each, evaluator)) for each, evaluator in public if each.is_due]
    groups = groups_of(month)
    facts.terms |= terms_of_groups(month, groups, at)
    asked: dict[Terms | None, list[tuple[Asked, Evaluator]]] = {}
    found: list[tuple[int | None, Judged]] = []
    judged = 0
    for group in groups:
        terms = facts.terms[group.organisations[0]]
        if terms not in asked:
            own = _own(asked_of(terms, group.organisations[0], facts))
            asked[terms] = [(each, evaluator) for each, evaluator in own if each.is_due]
        found += _judged_of_group(asked[terms], group)
        judged += len(group.organisations)
        if judged >= PORTION:
            yield found
            found, judged = [], 0
    yield found


def _own(asked: Iterable[Asked]) -> Iterator[tuple[Asked, Evaluator]]:
    """What something judges, with what does; of an organisation without what is the same for everybody."""
    for each in asked:
        evaluator = evaluator_of(each.promise)
        if evaluator is not None and (each.organisation is None or not evaluator.is_of_all):
            yield each, evaluator


def _judged_of_group(asked: Iterable[tuple[Asked, Evaluator]], group: Alike) -> Iterator[tuple[int, Judged]]:
    for each, evaluator in asked:
        whose = _counted(each, evaluator, group.organisations) if evaluator in BY_CLOCKS else group.organisations
        if evaluator in BY_CLOCKS or evaluator.is_of_each:
            yield from ((o, _judge(replace(each, organisation=o), evaluator)) for o in whose)
        else:
            judged = _judge(replace(each, organisation=whose[0]), evaluator)
            yield from ((o, judged) for o in whose)


def _counted(asked: Asked, evaluator: Evaluator, organisations: Sequence[int]) -> Sequence[int]:
    """Those of whom there is anything by which clocks could judge."""
    facts, version = asked.facts, asked.terms.version_id
    assert version is not None
    if evaluator is CLOCKS:
        return [o for o in organisations if o in facts.counted]
    return [o for o in organisations if facts.is_counted(o, version, asked.id, asked.period)]


def _judge(asked: Asked, evaluator: Evaluator) -> Judged:
    return replace(evaluator.judge(asked), evaluator=evaluator.name, evaluator_version=evaluator.version)

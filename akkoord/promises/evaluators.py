# SPDX-License-Identifier: EUPL-1.2
"""The one catalogue from promise to verdict: what judges it, by its kind and what it is about.

Deadlines on cases are judged by the counts of their clocks. Every other sort that `EVALUATED` of the agreement's document names
has its evaluator here, and none more; the house checks it. Whatever is left has no facts yet, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from akkoord.agreements.document import Promise
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
from .measuring import Asked, asked_of, groups_of, terms_of_month
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
        asked = [each for each in asked_of(terms, organisation, facts) if _is_own(each)]
        asked = [each for each in asked if (each.id in names if names else each.is_due)]
        kinds = [(each, evaluator_of(each.promise)) for each in asked]
        return [
            _judge(each)
            for each, evaluator in kinds
            if evaluator is not None and (by_clocks or evaluator is not CLOCKS) and (evaluator.is_of_all or not only_of_all)
        ]


def every_judged(month: date, at: datetime) -> list[tuple[int | None, Judged]]:
    """Every verdict of a month, computed from the facts: of all together (None) first, then of each organisation.

    Facts are read once for everybody; those with the same terms on the same instances share one computation.
    """
    with scoped(SYSTEM):
        facts = MonthFacts(month, at, of_each=True)
        found: list[tuple[int | None, Judged]] = []
        public = terms_of_month(month, None, at)
        found += [(None, _judge(asked)) for asked in asked_of(public, None, facts) if asked.is_due]
        terms = {}
        for group in groups_of(month):
            facts.says.update(dict.fromkeys(group.organisations, group.says))
            if group.says not in terms:
                terms[group.says] = terms_of_month(month, group.organisations[0], at)
            for asked in asked_of(terms[group.says], group.organisations[0], facts):
                if not asked.is_due:
                    continue
                if evaluator_of(asked.promise) in BY_CLOCKS:
                    found += [(o, _judge(replace(asked, organisation=o))) for o in _counted(asked, group.organisations)]
                elif _is_of_each(asked):
                    found += [(o, _judge(replace(asked, organisation=o))) for o in group.organisations]
                elif _is_own(asked):
                    judged = _judge(asked)
                    found += [(o, judged) for o in group.organisations]
        return found


def _counted(asked: Asked, organisations: Sequence[int]) -> list[int]:
    """Those of whom there is anything by which clocks could judge."""
    facts, version = asked.facts, asked.terms.version_id
    assert version is not None
    if evaluator_of(asked.promise) is CLOCKS:
        return [o for o in organisations if o in facts.counted]
    return [o for o in organisations if facts.is_counted(o, version, asked.id, asked.period)]


def _is_own(asked: Asked) -> bool:
    evaluator = evaluator_of(asked.promise)
    return evaluator is not None and (asked.organisation is None or not evaluator.is_of_all)


def _is_of_each(asked: Asked) -> bool:
    evaluator = evaluator_of(asked.promise)
    return evaluator is not None and evaluator.is_of_each


def _judge(asked: Asked) -> Judged:
    evaluator = evaluator_of(asked.promise)
    assert evaluator is not None
    return replace(evaluator.judge(asked), evaluator=evaluator.name, evaluator_version=evaluator.version)

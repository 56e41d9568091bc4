# SPDX-License-Identifier: EUPL-1.2
"""Put the ready first year in the planner, once a year, beside what is there. beheer:4"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from akkoord.audit.actions import announce
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Audience, Circle

from ..events.planner import YearPlanned
from ..models import PlannerEntry
from ..planner_refusals import NotYourEntry, OutsidePlanner
from ..ready_year import Proposal, in_language, proposals
from ..rights import may_administer
from ..rules.planner import FIRST_YEAR, LAST_YEAR, EntryKind
from .planner import Wanted, plan_entry

ONCE = "planned_once_from_template"


@transaction.atomic
def plan_year(
    *, organisation: Organisation, year: int, keys: Collection[str], language: str, by: Person | None, at: datetime
) -> list[PlannerEntry]:
    """Put the entries with these keys in the planner of that year, in that language; what stands is left alone.

    Sent twice it adds nothing. What serves a goal is tied to it, where the goal is there. Answers what was added.
    Raises NotYourEntry, OutsidePlanner.
    """
    if by is not None and not may_administer(by, organisation.pk):
        raise NotYourEntry
    if not FIRST_YEAR <= year < LAST_YEAR:
        raise OutsidePlanner
    found = proposals(organisation, year)
    goals = {each.ready.key: each.known for each in found if each.known is not None and each.ready.kind == EntryKind.GOAL}
    added = []
    for each in sorted(found, key=lambda one: one.ready.kind != EntryKind.GOAL):  # goals first: others point to them
        if each.known is None and each.ready.key in keys:
            entry = _planned(organisation, year, each, goals.get(each.ready.goal), language, by, at)
            if entry is not None:
                added.append(entry)
                goals[each.ready.key] = entry
    if added:
        circle = Circle(organisation.pk, Audience.ORGANISATION_ONLY)
        announce(YearPlanned(organisation.pk, year, len(added)), by=by.pk if by else None, at=at, circle=circle)
    return added


def _planned(
    organisation: Organisation,
    year: int,
    proposal: Proposal,
    goal: PlannerEntry | None,
    language: str,
    by: Person | None,
    at: datetime,
) -> PlannerEntry | None:
    ready = proposal.ready
    wanted = Wanted(
        ready.kind,
        in_language(ready.title, language),
        proposal.days,
        notes=in_language(ready.notes, language),
        goal=goal,
        remind_before=ready.remind,
        is_yearly=ready.yearly,
    )
    try:
        with transaction.atomic():
            return plan_entry(organisation=organisation, wanted=wanted, by=by, at=at, template=(year, ready.key))
    except IntegrityError as error:
        if ONCE not in str(error):
            raise
        return None  # a colleague planned the same year at this moment

# SPDX-License-Identifier: EUPL-1.2
"""Plan the tests for a version, and decide on it. beheer:4

`by` None is set-up: the demonstration.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from akkoord.audit.actions import announce
from akkoord.cases.refusals import FormUsed
from akkoord.people.models import Organisation, Person

from ..events.updates import UpdateDecided, UpdatePlanChanged, UpdatePlanned
from ..models import UpdateDecision, UpdatePlan, UpdateTest
from ..planner_refusals import DaysDoNotFit, OutsidePlanner, ReasonMissing, TitleMissing
from ..rights import demand_administrator
from ..rules.planner import FIRST_YEAR, LAST_YEAR
from ..rules.updates import Area

LONGEST_TITLE, LONGEST_REASON = 300, 20_000


@transaction.atomic
def plan_update(
    *,
    organisation: Organisation,
    name: str,
    comes_on: date,
    accept_from: date,
    accept_until: date,
    by: Person | None,
    at: datetime,
    ready: Mapping[Area, Sequence[str]] | None = None,
    copy_from: UpdatePlan | None = None,
    once: UUID | None = None,
) -> UpdatePlan:
    """Plan the tests for a version: those of `copy_from` with who did them, without what came of them; else the `ready` ones.

    A form sent twice (`once`) is one plan. Raises NotAllowed, TitleMissing, DaysDoNotFit, OutsidePlanner, FormUsed.
    """
    demand_administrator(by, organisation.pk)
    columns = _columns(name, comes_on, accept_from, accept_until)
    if copy_from is not None and copy_from.organisation_id != organisation.pk:
        copy_from = None
    form = UpdatePlan.objects.filter(organisation=organisation, once=once)
    if once is not None and (known := form.first()):
        return _repeated(known, by)
    try:
        with transaction.atomic():
            plan = UpdatePlan.objects.create(
                organisation=organisation, copied_from=copy_from, created_at=at, created_by=by, once=once, **columns
            )
    except IntegrityError as error:
        if "update_of_a_form_once" not in str(error):
            raise
        # another request was sending the same form at this moment, and has
        return _repeated(form.get(), by)
    _fill(plan, copy_from, ready or {}, by, at)
    announce(UpdatePlanned(plan.pk), by=by.pk if by else None, at=at, circle=plan.circle)
    return plan


@transaction.atomic
def change_update(
    *, plan: UpdatePlan, name: str, comes_on: date, accept_from: date, accept_until: date, by: Person, at: datetime
) -> UpdatePlan:
    """Another name or other days. Raises NotAllowed, TitleMissing, DaysDoNotFit, OutsidePlanner."""
    demand_administrator(by, plan.organisation_id)
    held = UpdatePlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    for column, value in _columns(name, comes_on, accept_from, accept_until).items():
        setattr(held, column, value)
    held.save()
    announce(UpdatePlanChanged(held.pk), by=by.pk, at=at, circle=held.circle)
    return held


@transaction.atomic
def decide_update(*, plan: UpdatePlan, is_go: bool, reason: str, by: Person, at: datetime) -> UpdateDecision:
    """Go or no go, with why; the whole organisation reads it. Decided again it is another row, and the last one holds.

    The same once more changes nothing. Raises NotAllowed, ReasonMissing.
    """
    demand_administrator(by, plan.organisation_id)
    reason = reason.replace("\x00", "").strip()[:LONGEST_REASON]
    if not reason:
        raise ReasonMissing
    held = UpdatePlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    last = held.decisions.first()
    if last is not None and (last.is_go, last.reason, last.decided_by_id) == (is_go, reason, by.pk):
        return last
    decision = UpdateDecision.objects.create(
        organisation_id=held.organisation_id, plan=held, is_go=is_go, reason=reason, decided_at=at, decided_by=by
    )
    announce(UpdateDecided(held.pk, is_go), by=by.pk, at=at, circle=held.circle)
    return decision


def _fill(
    plan: UpdatePlan, copy_from: UpdatePlan | None, ready: Mapping[Area, Sequence[str]], by: Person | None, at: datetime
) -> None:
    """Its tests, one after the other."""
    rows: list[tuple[str, str, int | None]]
    if copy_from is not None:
        rows = list(copy_from.tests.filter(removed_at=None).values_list("area", "title", "owner_id"))
    else:
        rows = [(str(area), title, None) for area, titles in ready.items() for title in titles]
    UpdateTest.objects.bulk_create(
        UpdateTest(
            organisation_id=plan.organisation_id, plan=plan, area=area, title=title, owner_id=owner, position=place,
            created_at=at, created_by=by,
        )
        for place, (area, title, owner) in enumerate(rows, start=1)
    )  # fmt: skip


def _columns(name: str, comes_on: date, accept_from: date, accept_until: date) -> dict[str, str | date]:
    said = " ".join(name.replace("\x00", "").split())[:LONGEST_TITLE]
    if not said:
        raise TitleMissing
    if accept_until < accept_from or comes_on < accept_from:
        raise DaysDoNotFit
    if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in (comes_on, accept_from, accept_until)):
        raise OutsidePlanner
    return {"name": said, "comes_on": comes_on, "accept_from": accept_from, "accept_until": accept_until}


def _repeated(known: UpdatePlan, by: Person | None) -> UpdatePlan:
    if known.created_by_id != (by.pk if by else None):
        raise FormUsed
    return known

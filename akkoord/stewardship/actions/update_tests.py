# SPDX-License-Identifier: EUPL-1.2
"""The tests of a plan: who does them, what came of them, and what goes on to the vendor. beheer:4,5"""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.models import Max

from akkoord.audit.actions import announce
from akkoord.cases.models import Case
from akkoord.desk.actions import report_incident
from akkoord.people.models import Person

from ..events.updates import FindingPassedOn, UpdateTestDone, UpdateTestSet
from ..models import UpdatePlan, UpdateTest
from ..planner_refusals import FindingMissing, NothingFound, NotYourTest, TitleMissing, UpdateTestGone
from ..planning import is_colleague, may_test
from ..refusals import NotAColleague
from ..rights import demand_administrator
from ..rules.updates import Area, Outcome, Whereto, needs_finding
from .tickets import ask_ticket
from .updates import LONGEST_TITLE

LONGEST_FINDING = 20_000


@transaction.atomic
def add_test(
    *, plan: UpdatePlan, area: Area, title: str, by: Person | None, at: datetime, owner: Person | None = None
) -> UpdateTest:
    """One more test; one of these words that is there already is given back. Raises NotAllowed, TitleMissing, NotAColleague."""
    demand_administrator(by, plan.organisation_id)
    held = UpdatePlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    said = _said(title)
    known = held.tests.filter(removed_at=None, area=str(area), title=said).first()
    if known is not None:
        return known
    _check_owner(owner, held.organisation_id)
    last = held.tests.aggregate(last=Max("position"))["last"] or 0
    test = UpdateTest.objects.create(
        organisation_id=held.organisation_id, plan=held, area=str(area), title=said, owner=owner, position=last + 1,
        created_at=at, created_by=by,
    )  # fmt: skip
    _told(test, by, at)
    return test


@transaction.atomic
def change_test(*, test: UpdateTest, title: str, owner: Person | None, by: Person | None, at: datetime) -> UpdateTest:
    """Other words, or somebody else who does it. Raises NotAllowed, TitleMissing, NotAColleague, UpdateTestGone."""
    demand_administrator(by, test.organisation_id)
    held, said = _held(test), _said(title)
    if owner is None or owner.pk != held.owner_id:
        _check_owner(owner, held.organisation_id)
    if (held.title, held.owner_id) != (said, owner.pk if owner else None):
        held.title, held.owner = said, owner
        held.save(update_fields=["title", "owner"])
        _told(held, by, at)
    return held


@transaction.atomic
def remove_test(*, test: UpdateTest, by: Person, at: datetime) -> None:
    """Leave a test out of the plan. Raises NotAllowed, UpdateTestGone (also when its finding went to the vendor)."""
    demand_administrator(by, test.organisation_id)
    held = _held(test)
    if held.passed_on_id is not None:
        raise UpdateTestGone
    held.removed_at, held.removed_by = at, by
    held.save(update_fields=["removed_at", "removed_by"])
    _told(held, by, at)


@transaction.atomic
def note_outcome(*, test: UpdateTest, outcome: Outcome, finding: str, by: Person, at: datetime) -> UpdateTest:
    """What came of it; what failed says what was found. Tried again, the last outcome holds.

    Raises NotYourTest, FindingMissing, UpdateTestGone.
    """
    held = _held(test)
    if not may_test(by, held):
        raise NotYourTest
    found = finding.replace("\x00", "").strip()[:LONGEST_FINDING]
    if needs_finding(outcome) and not found:
        raise FindingMissing
    if (held.outcome, held.finding) == (str(outcome), found):
        return held
    held.outcome, held.finding = str(outcome), found
    held.outcome_at, held.outcome_by = (None, None) if outcome == Outcome.OPEN else (at, by)
    held.save(update_fields=["outcome", "finding", "outcome_at", "outcome_by"])
    announce(UpdateTestDone(held.pk, held.plan_id, str(outcome)), by=by.pk, at=at, circle=held.circle)
    return held


@transaction.atomic
def pass_on_finding(*, test: UpdateTest, to: Whereto, by: Person, at: datetime, subject: str, text: str) -> Case:
    """Report what was found as an incident, of which the vendor sees that text and nothing of the plan; or ask a ticket.

    Once: again gives the same case. Raises NotYourTest, NothingFound, UpdateTestGone; NotAllowed where the person may report
    no incidents, NoAgreement, NothingSaid.
    """
    held = _held(test)
    if not may_test(by, held):
        raise NotYourTest
    if held.passed_on is not None:
        return held.passed_on
    if held.outcome != Outcome.FAILED:
        raise NothingFound
    once = uuid5(NAMESPACE_URL, f"update-test:{held.pk}")
    open_it = report_incident if to == Whereto.VENDOR else ask_ticket
    case = open_it(by=by, at=at, organisation=held.organisation, subject=subject, text=text, once=once)
    held.passed_on, held.passed_on_at, held.passed_on_by = case, at, by
    held.save(update_fields=["passed_on", "passed_on_at", "passed_on_by"])
    announce(FindingPassedOn(held.pk, held.plan_id, case.pk), by=by.pk, at=at, circle=held.circle)
    return case


def _held(test: UpdateTest) -> UpdateTest:
    tests = UpdateTest.objects.select_for_update(of=("self",)).select_related("organisation", "passed_on")
    held = tests.get(pk=test.pk)
    if held.removed_at is not None:
        raise UpdateTestGone
    return held


def _said(title: str) -> str:
    said = " ".join(title.replace("\x00", "").split())[:LONGEST_TITLE]
    if not said:
        raise TitleMissing
    return said


def _check_owner(owner: Person | None, organisation_id: int) -> None:
    if owner is not None and not is_colleague(owner, organisation_id):
        raise NotAColleague


def _told(test: UpdateTest, by: Person | None, at: datetime) -> None:
    announce(UpdateTestSet(test.pk, test.plan_id), by=by.pk if by else None, at=at, circle=test.circle)

# SPDX-License-Identifier: EUPL-1.2
"""Assignments at customers, and the status that the vendor's consultant hears of them. partner:gedragscode"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from akkoord.audit.actions import announce
from akkoord.cases.refusals import NotAllowed
from akkoord.people.models import Organisation, Person
from akkoord.people.rules import StaffRole
from akkoord.scope.rules import Circle
from akkoord.timing.dates import date_later
from akkoord.timing.moments import OutsideYears

from ..assignment_stands import stand_of
from ..events.conduct import AssignmentEnds, AssignmentMade, StatusDue, StatusTold
from ..figures import figures_at
from ..models import Assignment, Expert, StatusReminder, StatusReport
from ..refusals.conduct import AssignmentBad, AssignmentOver
from ..refusals.experts import NothingWritten
from ..rights import MANAGERS, check_actor
from ..rules.leads import Progress, status_reminder_due

MAKERS = (*MANAGERS, StaffRole.CONSULTANT)


@transaction.atomic
def make_assignment(
    *,
    organisation: Organisation,
    customer: str,
    what: str,
    expert: Expert | None,
    consultant: Person,
    starts_on: date,
    by: Person | None,
    at: datetime,
    once: UUID | None = None,
) -> Assignment:
    """A partner works at a customer from a day on. Raises NotAllowed, NothingWritten, AssignmentBad (an expert of another partner, a consultant who is not of the vendor)."""
    _check_maker(by)
    if once is not None and (already := Assignment.objects.filter(once=once).first()):
        return already
    if not customer.strip() or not what.strip():
        raise NothingWritten
    if not consultant.is_staff or (expert is not None and expert.organisation_id != organisation.pk):
        raise AssignmentBad
    try:
        date_later(starts_on, figures_at(at).status_every)
    except OutsideYears as too_late:  # every list of assignments would fail on it
        raise AssignmentBad from too_late
    assignment = Assignment.objects.create(
        organisation=organisation, customer=customer.strip(), what=what.strip(), expert=expert, consultant=consultant,
        starts_on=starts_on, made_at=at, by=by, once=once,
    )  # fmt: skip
    _tell(AssignmentMade(assignment.pk), assignment, by=by, at=at)
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, ends_on: date, by: Person | None, at: datetime) -> None:
    """Say which day is its last. Raises NotAllowed, AssignmentBad."""
    _check_maker(by)
    held = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if ends_on < held.starts_on:
        raise AssignmentBad
    held.ends_on = ends_on
    held.save(update_fields=["ends_on"])
    _tell(AssignmentEnds(held.pk), held, by=by, at=at)


@transaction.atomic
def tell_status(
    *,
    assignment: Assignment,
    progress: Progress,
    text: str,
    developments: str = "",
    by: Person,
    at: datetime,
    once: UUID | None = None,
) -> StatusReport:
    """Tell the consultant how it stands. A form sent twice (`once`) tells once.

    Raises NotAllowed, NothingWritten, AssignmentOver. Source: partner:gedragscode
    """
    held = Assignment.objects.select_for_update(of=("self",)).select_related("expert").get(pk=assignment.pk)
    check_actor(by, held.organisation_id, own=held.expert.person_id if held.expert else None)
    if once is not None and (already := StatusReport.objects.filter(once=once).first()):
        return already
    if not text.strip():
        raise NothingWritten
    today = figures_at(at).day(at)
    if today < held.starts_on or (held.ends_on is not None and today > held.ends_on):
        raise AssignmentOver
    report = StatusReport.objects.create(
        organisation_id=held.organisation_id, assignment=held, progress=progress, text=text.strip(),
        developments=developments.strip(), told_at=at, by=by, once=once,
    )  # fmt: skip
    _tell(StatusTold(held.pk, report.pk), held, by=by, at=at)
    return report


@transaction.atomic
def remind_of_status(*, by: None, at: datetime) -> int:
    """Say of each assignment whose status is due soon, or late, what the programme wants said now; once each. Returns how many.

    Runs in the system's scope; running it again at the same moment says nothing.
    """
    figures = figures_at(at)
    today, said = figures.day(at), 0
    running = Assignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)
    for assignment in running.select_for_update().prefetch_related("reports").order_by("pk"):
        due_on = stand_of(assignment, figures, since=today, today=today).due_on
        days = status_reminder_due(due_on, figures.status_reminders, today) if due_on else None
        if due_on is None or days is None:
            continue
        if StatusReminder.objects.filter(assignment=assignment, due_on=due_on, days_before__lte=days).exists():
            continue
        StatusReminder.objects.create(
            organisation_id=assignment.organisation_id, assignment=assignment, due_on=due_on, days_before=days, at=at
        )
        _tell(StatusDue(assignment.pk, days), assignment, by=by, at=at)
        said += 1
    return said


def _check_maker(by: Person | None) -> None:
    if by is not None and not by.has_staff_role(*MAKERS):
        raise NotAllowed


def _tell(
    fact: AssignmentMade | AssignmentEnds | StatusTold | StatusDue, assignment: Assignment, *, by: Person | None, at: datetime
) -> None:
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(assignment.organisation_id))

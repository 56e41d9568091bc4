# SPDX-License-Identifier: EUPL-1.2
"""Plan exams, take part, write down results, remind of what lapses. partner:dienstverlenend, partner:expert"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from akkoord.audit.actions import announce
from akkoord.people.models import Person
from akkoord.scope.rules import Circle

from ..events.experts import EnrolmentWithdrawn, ExamCancelled, ExamLapses, ExamPlanned, ExamTaken, ExpertEnrolled
from ..exam_stands import seats_left
from ..figures import figures_at
from ..holding import held_expert
from ..models import Enrolment, ExamReminder, ExamResult, ExamSession, Expert
from ..refusals.experts import EnrolledAlready, ExamFull, ExamOver, NotHeldYet, ResultIncomplete
from ..rights import check_actor, check_manager
from ..rules.exams import Outcome, reminder_due, valid_until

LOWEST, HIGHEST = Decimal(1), Decimal(10)


@transaction.atomic
def plan_exam(
    *, subject: str, place: str, starts_at: datetime, seats: int, by: Person | None, at: datetime, once: UUID | None = None
) -> ExamSession:
    """An exam for experts of every partner. A form sent twice (`once`) is one exam. Raises NotAllowed, ExamOver (it lies in the past)."""
    check_manager(by)
    if once is not None and (already := ExamSession.objects.filter(once=once).first()):
        return already
    if starts_at <= at:
        raise ExamOver
    session = ExamSession.objects.create(
        subject=subject.strip(), place=place.strip(), starts_at=starts_at, seats=seats, planned_at=at, by=by, once=once
    )
    announce(ExamPlanned(session.pk), by=by.pk if by else None, at=at)
    return session


@transaction.atomic
def cancel_exam(*, session: ExamSession, by: Person | None, at: datetime) -> None:
    """It does not go ahead; who enrolled is told. Raises NotAllowed, ExamOver."""
    check_manager(by)
    held = _coming(session, at)
    held.cancelled_at = at
    held.save(update_fields=["cancelled_at"])
    announce(ExamCancelled(held.pk), by=by.pk if by else None, at=at)


@transaction.atomic
def enrol_expert(*, session: ExamSession, expert: Expert, by: Person | None, at: datetime) -> Enrolment:
    """An expert takes part. Raises NotAllowed, ExpertEnded, ExamOver, ExamFull, EnrolledAlready."""
    held = held_expert(expert)
    check_actor(by, held.organisation_id, own=held.person_id)
    coming = _coming(session, at)
    if Enrolment.objects.filter(session=coming, expert=held, withdrawn_at=None).exists():
        raise EnrolledAlready
    if seats_left(coming) < 1:
        raise ExamFull
    enrolment = Enrolment.objects.create(organisation_id=held.organisation_id, session=coming, expert=held, enrolled_at=at, by=by)
    fact = ExpertEnrolled(held.pk, coming.pk)
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(held.organisation_id))
    return enrolment


@transaction.atomic
def withdraw_enrolment(*, enrolment: Enrolment, by: Person, at: datetime) -> None:
    """An expert does not take part after all; a second time changes nothing. Raises NotAllowed, ExamOver."""
    held = Enrolment.objects.select_for_update(of=("self",)).select_related("expert").get(pk=enrolment.pk)
    check_actor(by, held.organisation_id, own=held.expert.person_id)
    _coming(held.session, at)
    if held.withdrawn_at is None:
        held.withdrawn_at = at
        held.save(update_fields=["withdrawn_at"])
        fact = EnrolmentWithdrawn(held.expert_id, held.session_id)
        announce(fact, by=by.pk, at=at, circle=Circle(held.organisation_id))


@transaction.atomic
def record_result(
    *, enrolment: Enrolment, outcome: Outcome, grade: Decimal | None, by: Person | None, at: datetime, because: str = ""
) -> ExamResult:
    """Write down what came of taking part; a pass counts as long as the programme of that day says. The same twice is one row.

    Raises NotAllowed, NotHeldYet, ExamOver (cancelled, or withdrawn from), ResultIncomplete.
    """
    check_manager(by)
    held = Enrolment.objects.select_for_update(of=("self",)).select_related("session").get(pk=enrolment.pk)
    if held.session.cancelled_at is not None or held.withdrawn_at is not None:
        raise ExamOver
    if held.session.starts_at > at:
        raise NotHeldYet
    before = held.results.order_by("-pk").first()
    if before is not None and (before.outcome, before.grade) == (outcome, grade):
        return before
    is_graded = grade is not None and LOWEST <= grade <= HIGHEST
    if is_graded == (outcome is Outcome.ABSENT) or (before is not None and not because.strip()):
        raise ResultIncomplete
    figures = figures_at(held.session.starts_at)
    taken_on = figures.day(held.session.starts_at)
    result = ExamResult.objects.create(
        organisation_id=held.organisation_id, enrolment=held, expert_id=held.expert_id, outcome=outcome, grade=grade,
        taken_on=taken_on, valid_until=valid_until(taken_on, figures.exam_valid_for) if outcome is Outcome.PASSED else None,
        because=because.strip(), recorded_at=at, by=by,
    )  # fmt: skip
    fact = ExamTaken(held.expert_id, result.pk)
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(held.organisation_id))
    return result


@transaction.atomic
def remind_of_exams(*, by: None, at: datetime) -> int:
    """Say of each exam that lapses soon, or has, what the programme wants said now; once each. Returns how many.

    Runs in the system's scope; running it again at the same moment says nothing.
    """
    figures = figures_at(at)
    today, said = figures.day(at), 0
    for expert, until in _lasts():
        days = reminder_due(until, figures.exam_reminders, today)
        if days is None or ExamReminder.objects.filter(expert=expert, valid_until=until, days_before__lte=days).exists():
            continue
        ExamReminder.objects.create(
            organisation_id=expert.organisation_id, expert=expert, valid_until=until, days_before=days, at=at
        )
        announce(ExamLapses(expert.pk, days), by=by, at=at, circle=Circle(expert.organisation_id))
        said += 1
    return said


def _lasts() -> list[tuple[Expert, date]]:
    """Experts now with the last day on which a pass of theirs counts; a corrected result counts no longer."""
    held = Expert.objects.in_force().select_for_update().order_by("pk")
    newest = ExamResult.objects.values("enrolment").annotate(newest=Max("pk")).values("newest")
    last = ExamResult.objects.filter(pk__in=newest, outcome=Outcome.PASSED).values("expert").annotate(until=Max("valid_until"))
    untils = {row["expert"]: row["until"] for row in last}
    return [(expert, untils[expert.pk]) for expert in held if expert.pk in untils]


def _coming(session: ExamSession, at: datetime) -> ExamSession:
    held = ExamSession.objects.select_for_update().get(pk=session.pk)
    if held.cancelled_at is not None or held.starts_at <= at:
        raise ExamOver
    return held

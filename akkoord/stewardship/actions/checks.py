# SPDX-License-Identifier: EUPL-1.2
"""The yearly self-check of a role, and the plan that follows. beheer:1-5

`by` None is set-up: the demonstration.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.people.guards import lock
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Audience, Circle

from ..check_refusals import AnswersMissing, NotYours
from ..events.checks import SelfCheckFilledIn
from ..models import CheckAnswer, SelfCheck, WorkTask
from ..rights import FUNCTIONAL, TECHNICAL, may_check
from ..rules.maturity import HIGHEST, LOWEST, unanswered
from ..rules.roles import StewardRole
from ..rules.work import Area, Every
from ..shipped import shipped
from .work import add_work

Answer = tuple[int, str]


@transaction.atomic
def fill_in_check(
    *, organisation: Organisation, role: StewardRole, year: int, answers: Mapping[str, Answer], by: Person | None, at: datetime
) -> SelfCheck:
    """Keep the answers of a role for a year, from 1 to 4 each with a note; those given before in the year are replaced.

    The same answers again change nothing. Raises NotYours, AnswersMissing.
    """
    if by is not None and not may_check(by, organisation.pk, role):
        raise NotYours
    questions = [row["key"] for row in shipped("self-check")[str(role)]]
    scores = {key: answers[key][0] for key in questions if key in answers and LOWEST <= answers[key][0] <= HIGHEST}
    if unanswered(questions, scores):
        raise AnswersMissing
    lock([organisation.pk])
    given = {key: (scores[key], answers[key][1].strip()) for key in questions}
    now = SelfCheck.objects.in_force().filter(organisation=organisation, role=str(role), year=year).first()
    if now is not None:
        if {a.question: (a.score, a.note) for a in now.answers.all()} == given:
            return now
        now.ended_at, now.ended_by = at, by
        now.save(update_fields=["ended_at", "ended_by"])
    check = SelfCheck.objects.create(organisation=organisation, role=str(role), year=year, created_at=at, created_by=by)
    CheckAnswer.objects.bulk_create(
        CheckAnswer(check_of=check, question=key, score=score, note=note) for key, (score, note) in given.items()
    )
    _tell(check, by, at)
    return check


@transaction.atomic
def plan_step(
    *, check: SelfCheck, title: str, on: date, owner: Person | None, by: Person | None, at: datetime, once: UUID | None = None
) -> WorkTask:
    """Put a step of the plan on the work list, with owner and date; a form sent twice (`once`) is one step.

    Raises NotAllowed, NameMissing, NotAColleague.
    """
    role = TECHNICAL if check.role == TECHNICAL else FUNCTIONAL
    return add_work(
        organisation=check.organisation, area=Area.PROCESSES, role=role, every=Every.ONCE, first_on=on, title=title, owner=owner,
        plan_of=check, once=once, by=by, at=at,
    )  # fmt: skip


def _tell(check: SelfCheck, by: Person | None, at: datetime) -> None:
    fact = SelfCheckFilledIn(check_id=check.pk, role=check.role, year=check.year)
    circle = Circle(check.organisation_id, Audience.ORGANISATION_ONLY)
    announce(fact, by=None if by is None else by.pk, at=at, circle=circle)

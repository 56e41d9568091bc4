# SPDX-License-Identifier: EUPL-1.2
"""How the experts of a partner stand with the exam, for pages, evidence and what is due. partner:dienstverlenend, partner:expert"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .figures import figures_at
from .models import Enrolment, ExamResult, ExamSession, Expert
from .rules.exams import ExamStand, Outcome, Taken, exam_stand


@dataclass(frozen=True)
class ExpertStand:
    """One expert, how they stand, and the exam that they are enrolled for."""

    expert: Expert
    stand: ExamStand
    enrolled: Enrolment | None


def exam_stands(experts: Iterable[Expert], at: datetime) -> list[ExpertStand]:
    """How each stands, in two questions. Raises NoProgramme, FigureMissing."""
    everybody, figures = list(experts), figures_at(at)
    taken = counted_results(everybody)
    coming = _coming(everybody, at)
    return [
        ExpertStand(
            expert,
            exam_stand(
                [Taken(Outcome(r.outcome), r.taken_on, r.valid_until) for r in taken[expert.pk]],
                began_on=figures.day(expert.began_at),
                valid_for=figures.exam_valid_for,
                warns_days=figures.exam_warns,
                today=figures.day(at),
            ),
            coming.get(expert.pk),
        )
        for expert in everybody
    ]


def counted_results(experts: Iterable[Expert]) -> dict[int, list[ExamResult]]:
    """The results of each expert, oldest first; of each enrolment the newest, which corrects those before."""
    newest: dict[int, ExamResult] = {}
    for result in ExamResult.objects.filter(expert__in=list(experts)).select_related("enrolment__session").order_by("pk"):
        newest[result.enrolment_id] = result
    found: dict[int, list[ExamResult]] = defaultdict(list)
    for result in sorted(newest.values(), key=lambda r: (r.taken_on, r.pk)):
        found[result.expert_id].append(result)
    return found


def _coming(experts: list[Expert], at: datetime) -> dict[int, Enrolment]:
    waiting = Enrolment.objects.filter(
        expert__in=experts, withdrawn_at=None, session__cancelled_at=None, session__starts_at__gt=at
    ).select_related("session")
    return {enrolment.expert_id: enrolment for enrolment in waiting.order_by("-session__starts_at")}


def seats_left(session: ExamSession) -> int:
    """How many may still enrol, whoever asks: those of other partners count too."""
    return seats_left_of([session])[session.pk]


def seats_left_of(sessions: Iterable[ExamSession]) -> dict[int, int]:
    """The same of many, by key, in one question."""
    seats = {session.pk: session.seats for session in sessions}
    with scoped(SYSTEM):
        taken = Counter(Enrolment.objects.filter(session__in=seats, withdrawn_at=None).values_list("session_id", flat=True))
    return {pk: number - taken[pk] for pk, number in seats.items()}

# SPDX-License-Identifier: EUPL-1.2
"""Self-checks as their pages show them: results beside last year's, questions with answers, advice and the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from akkoord.people.models import Organisation

from .models import CheckAnswer, SelfCheck, WorkTask
from .rules.maturity import WEAK, Answers
from .rules.roles import StewardRole
from .shipped import Words, shipped, words_from
from .work_list import Shown, as_shown


@dataclass(frozen=True)
class Question:
    """A question of the ready list with what could be done where the answer is low."""

    key: str
    words: str
    step: str


@dataclass(frozen=True)
class Answered:
    """A question with this year's answer and last year's; None: not given."""

    question: Question
    answer: CheckAnswer | None
    before: CheckAnswer | None

    @property
    def is_weak(self) -> bool:
        """Whether the answer asks for something."""
        return self.answer is not None and self.answer.score <= WEAK


def questions_of(role: StewardRole) -> list[Question]:
    """The questions of a role in the reader's language."""
    language = get_language()
    return [
        Question(row["key"], words_from(row).in_language(language), Words(**row["step"]).in_language(language))
        for row in shipped("self-check")[str(role)]
    ]


def checks_of(organisation: Organisation, years: tuple[int, ...]) -> dict[tuple[int, StewardRole], SelfCheck]:
    """The checks in force of these years, with their answers. Two questions to the database."""
    found = SelfCheck.objects.in_force().filter(organisation=organisation, year__in=years)
    return {(c.year, StewardRole(c.role)): c for c in found.select_related("created_by").prefetch_related("answers")}


def scores(checks: dict[tuple[int, StewardRole], SelfCheck], year: int) -> dict[StewardRole, Answers]:
    """The answers of a year by role, as plain values."""
    return {role: {a.question: a.score for a in check.answers.all()} for (y, role), check in checks.items() if y == year}


def answered(role: StewardRole, check: SelfCheck | None, before: SelfCheck | None) -> list[Answered]:
    """Every question of a role with both years' answers."""
    now, last = ({a.question: a for a in each.answers.all()} if each else {} for each in (check, before))
    return [Answered(question, now.get(question.key), last.get(question.key)) for question in questions_of(role)]


def plan_of(organisation: Organisation, year: int, today: date) -> list[Shown]:
    """The steps that followed from the checks of a year, also of those that were filled in again since."""
    found = WorkTask.objects.in_use().filter(organisation=organisation, plan_of__year=year).with_last_done()
    return as_shown(found.select_related("owner", "plan_of").order_by("first_on", "pk"), today)

# SPDX-License-Identifier: EUPL-1.2
"""What a yearly self-check says: a mean for each role, beside last year's, and advice. Answers run from 1 (not yet) to 4 (fully)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .roles import StewardRole

LOWEST, HIGHEST = 1, 4
WEAK = 2  # an answer up to this asks for something
LOW_MEAN = 2.5
FELL = 0.5
FIRST_MONTH = 10

Answers = Mapping[str, int]


class Advice(StrEnum):
    """What could help; the words are in `wording_check.py`."""

    CHECK_FIRST = "check_first"
    CONSULTANCY_DAY = "consultancy_day"
    TRAINEESHIP = "traineeship"
    SECOND_HOLDER = "second_holder"
    GOALS_SESSION = "goals_session"
    SECURITY_REVIEW = "security_review"
    TALK_ABOUT_FALL = "talk_about_fall"
    ASK_USERS = "ask_users"


@dataclass(frozen=True)
class Result:
    """How a role stands this year, and stood a year before. None: not filled in."""

    role: StewardRole
    mean: float | None
    before: float | None

    @property
    def change(self) -> float | None:
        """How much higher than last year, rounded to a tenth; None when one of both is not known."""
        return None if self.mean is None or self.before is None else round(self.mean - self.before, 1)


def mean(answers: Answers) -> float | None:
    """The mean of the answers, rounded to a tenth; None without any."""
    return round(sum(answers.values()) / len(answers), 1) if answers else None


def results(this_year: Mapping[StewardRole, Answers], last_year: Mapping[StewardRole, Answers]) -> list[Result]:
    """One for each role, in the order of the roles."""
    return [Result(role, mean(this_year.get(role, {})), mean(last_year.get(role, {}))) for role in StewardRole]


def advice(
    this_year: Mapping[StewardRole, Answers],
    last_year: Mapping[StewardRole, Answers],
    *,
    has_single_points: bool,
) -> list[Advice]:
    """What could help, the most useful first. `has_single_points`: a role that rests on one person."""
    if not any(this_year.values()):
        return [Advice.CHECK_FIRST]
    functional = this_year.get(StewardRole.FUNCTIONAL_ADMINISTRATOR, {})
    found = {
        Advice.SECOND_HOLDER: has_single_points or _is_weak(functional, "replaced"),
        Advice.TRAINEESHIP: _is_weak(functional, "learns"),
        Advice.CONSULTANCY_DAY: _is_low(functional) or _is_weak(functional, "improves"),
        Advice.GOALS_SESSION: _is_weak(this_year.get(StewardRole.MANAGEMENT, {}), "goals", "time"),
        Advice.SECURITY_REVIEW: _is_weak(this_year.get(StewardRole.TECHNICAL_ADMINISTRATOR, {}), "security", "leavers"),
        Advice.ASK_USERS: _is_low(this_year.get(StewardRole.USER, {})),
        Advice.TALK_ABOUT_FALL: any((r.change or 0) <= -FELL for r in results(this_year, last_year)),
    }
    return [each for each, holds in found.items() if holds]


def _is_weak(answers: Answers, *keys: str) -> bool:
    return any(answers.get(key, HIGHEST) <= WEAK for key in keys)


def _is_low(answers: Answers) -> bool:
    whole = mean(answers)
    return whole is not None and whole < LOW_MEAN


def unanswered(questions: Sequence[str], answers: Answers) -> list[str]:
    """The questions without an answer."""
    return [key for key in questions if key not in answers]


def is_asked(today: date) -> bool:
    """Whether the yearly check is asked for: in the last quarter, so that its plan goes into the next year."""
    return today.month >= FIRST_MONTH

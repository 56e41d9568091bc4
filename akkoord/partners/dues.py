# SPDX-License-Identifier: EUPL-1.2
"""What a partner has to do, in order of date: what is due, what is at risk or broken, what waits for an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from akkoord.clocks.rules import Verdict
from akkoord.web.said import url

from .judging import Requirement, judged_requirements
from .models.partners import Partner
from .wording.requirements import because_words, figure_words


@dataclass(frozen=True)
class Due:
    """One thing to do: what, by when, where, and how it stands (a verdict's code)."""

    title: str
    path: str
    on: date | None = None
    verdict: str = str(Verdict.RUNNING)
    sub: tuple[str, ...] = ()


Source = Callable[[Partner, datetime], list[Due]]
# One line for each subject that gives a partner something to do, besides the requirements themselves.
SOURCES: list[Source] = []
URGENT = (Verdict.BROKEN, Verdict.AT_RISK)
PRECISE = ("exam_passed", "code_of_conduct_kept", "assignment_status", "check_answered", "connector_certificate_valid")
"""Requirements of which a source tells, for each that it concerns, what there is to do."""


def dues_of(partner: Partner, at: datetime, requirements: list[Requirement] | None = None) -> list[Due]:
    """Everything, what is broken first, then by date; what has no date comes last."""
    judged = judged_requirements(partner, at) if requirements is None else requirements
    own = [due for source in SOURCES for due in source(partner, at)]
    said = {(due.on, due.verdict) for due in own}
    found = [_of_requirement(each) for each in judged if each.judged.verdict in URGENT and not _is_said(each, said)]
    return sorted([*own, *found], key=lambda due: (due.verdict != Verdict.BROKEN, due.on or date.max, due.title))


def _is_said(requirement: Requirement, said: set[tuple[date | None, str]]) -> bool:
    """Whether a subject says the same more precisely: for this expert, for that assignment."""
    judged = requirement.judged
    return requirement.said.promise.about in PRECISE and (judged.due_on, str(judged.verdict)) in said


def _of_requirement(requirement: Requirement) -> Due:
    judged, said = requirement.judged, requirement.said
    sub = (figure_words(judged), *judged.facts.missing[:3], because_words(judged))
    path = f"{url('partner_requirements')}#{said.id.replace('/', '-')}"
    return Due(said.text, path, judged.due_on, str(judged.verdict), tuple(part for part in sub if part))

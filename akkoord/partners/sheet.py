# SPDX-License-Identifier: EUPL-1.2
"""A partner's requirements counted by verdict, and which cases among the evidence the reader may open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from akkoord.cases.models import Case
from akkoord.clocks.rules import Verdict
from akkoord.people.models import Person

from .judging import Requirement

ORDER = (Verdict.BROKEN, Verdict.AT_RISK, Verdict.RUNNING, Verdict.KEPT, Verdict.WAIVED, Verdict.NOT_MEASURABLE)


def sheet_of(requirements: Iterable[Requirement]) -> list[tuple[str, int]]:
    """How many stand how, the worst first."""
    counted = Counter(str(each.judged.verdict) for each in requirements)
    return [(str(verdict), counted[str(verdict)]) for verdict in ORDER if counted[str(verdict)]]


def readable_cases(person: Person, requirements: Iterable[Requirement]) -> dict[str, str]:
    """The evidence that is a case which this reader may open: its address with its subject."""
    paths = {e.path for each in requirements for e in each.judged.facts.evidence if e.path.startswith("/cases/")}
    if not paths:
        return {}
    found = Case.objects.visible_to(person).filter(number__in=[path.rpartition("/")[2] for path in paths])
    return {case.get_absolute_url(): case.subject for case in found}

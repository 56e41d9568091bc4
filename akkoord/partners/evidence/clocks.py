# SPDX-License-Identifier: EUPL-1.2
"""Deadlines of the programme, judged by the clocks that ran on the partner's cases. partner:*"""

from __future__ import annotations

from akkoord.cases.models import Case
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict

from ..rules.requirements import Evidence, Facts
from .asked import Asked


def ran(asked: Asked) -> Facts | None:
    """Whether every clock of that promise was kept; one that runs gives its deadline. None before there was any."""
    clocks = list(Clock.objects.filter(organisation=asked.organisation_id, promise=asked.said.id).order_by("-started_at", "-pk"))
    judged = [(clock, clock.verdict_at(asked.at)) for clock in clocks]
    judged = [(clock, verdict) for clock, verdict in judged if verdict != Verdict.WAIVED]
    if not judged:
        return None
    cases = {case.key: case for case in Case.objects.filter(pk__in=[int(c.subject.partition(":")[2]) for c, _ in judged])}
    shown = tuple(
        Evidence(cases[c.subject].number, asked.day(c.started_at), cases[c.subject].get_absolute_url())
        for c, _ in judged
        if c.subject in cases
    )
    last, verdict = judged[0]
    if verdict in (Verdict.RUNNING, Verdict.AT_RISK):
        return Facts(since_on=asked.day(last.started_at), due_on=asked.day(last.due_at), runs=True, evidence=shown)
    return Facts(holds=verdict == Verdict.KEPT, evidence=shown)


def answered(asked: Asked) -> Facts | None:
    """Whether the partner took part in the last yearly check: its answer was in time. None before the first one."""
    clocks = Clock.objects.filter(organisation=asked.organisation_id, name="answer", promise__endswith="/check-answer")
    last = clocks.order_by("-started_at", "-pk").first()
    if last is None:
        return None
    verdict = last.verdict_at(asked.at)
    if verdict in (Verdict.RUNNING, Verdict.AT_RISK):
        return Facts(since_on=asked.day(last.started_at), due_on=asked.day(last.due_at), runs=True)
    return Facts(holds=verdict != Verdict.BROKEN)

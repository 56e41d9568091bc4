# SPDX-License-Identifier: EUPL-1.2
"""Deadlines on cases, by the counts of their clocks; improvement plans, by their own clock. sla:2.2.2, sla:2.2.3, sla:2.3.1"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.urls import reverse

from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict

from ..measuring import Asked
from ..rules import NOT_FOLLOWED, NOTHING_TO_JUDGE, Judged, stand
from .answering import answer, one_by_one, page

ALL = Decimal(100)


def judge_clocks(asked: Asked) -> Judged:
    """The share of clocks that kept the promise, of what vendor and organisation both know; one broken breaks the month.

    Waived clocks are left out, clocks that could not be measured are unknown. Cut to a hundredth, never rounded upward.
    """
    assert asked.terms.version_id is not None
    whose = asked.organisation, asked.terms.version_id, asked.id
    counts, running = asked.facts.counts(*whose), asked.facts.running(*whose)
    verdict = (counts.verdict if asked.is_over else stand(counts, running)) or NOTHING_TO_JUDGE
    share = None if counts.share is None else Decimal(counts.kept * 10_000 // counts.judged).scaleb(-2)
    shown_at = page(asked, "promise_evidence", asked.month_code, asked.id)
    return answer(
        asked, verdict, share, share, ALL, kept=counts.kept, broken=counts.broken, why=NOT_FOLLOWED, unit="percent",
        excluded={"waived": {"count": counts.waived, "proof": []}} if counts.waived else {}, unknown=counts.not_measurable,
        evidence=[{"path": shown_at, "keys": asked.facts.broken_keys(*whose)}] if verdict != NOTHING_TO_JUDGE else [],
    )  # fmt: skip


def judge_plans(asked: Asked) -> Judged:
    """Of each improvement plan whose clock was decided in the month whether it was published in time."""
    begin, end = asked.span

    def judged() -> Iterator[tuple[str, bool | None]]:
        for clock in Clock.objects.filter(promise=asked.id, subject__startswith=f"{asked.promise.about}:", started_at__lt=end):
            verdict = clock.verdict_at(min(asked.at, end))
            if verdict == Verdict.KEPT and clock.stopped_at is not None and clock.stopped_at >= begin:
                yield clock.subject, True
            elif verdict == Verdict.BROKEN and clock.due_at >= begin:
                yield clock.subject, False
            elif verdict in (Verdict.RUNNING, Verdict.AT_RISK) and not asked.is_over:
                yield clock.subject, None

    return one_by_one(asked, reverse("availability"), judged())

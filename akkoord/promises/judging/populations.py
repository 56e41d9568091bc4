# SPDX-License-Identifier: EUPL-1.2
"""Norms over a population: 90 % in time, no more than 4 missed, over the period that the agreement names. Source: spec: promises"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.urls import reverse

from ..measuring import Asked
from ..norms import share_kept
from ..rules import MISSED, NONE_RUNNING, NOTHING, NOTHING_TO_JUDGE, Judged
from .answering import answer


def judge_norm(asked: Asked) -> Judged:
    """Every clock of the promise that was decided in the period, together, of what vendor and organisation both know.

    The figure is the share kept in percent, cut to four decimals and never rounded upward, or how many missed it where the norm
    names no share; waived clocks are left out, and what could not be measured is unknown.
    """
    norm, version = asked.promise.norm, asked.terms.version_id
    assert norm is not None and version is not None
    population = asked.facts.population(version, asked.id, asked.period)
    counts = population.counts(asked.organisation)
    runs = NONE_RUNNING if asked.is_over else asked.facts.running(asked.organisation, version, asked.id)
    if counts == NOTHING and not runs.running:
        return answer(asked, NOTHING_TO_JUDGE)
    found = share_kept(counts, norm, is_over=asked.is_over)
    is_share = norm.share is not None
    worst, best = (
        (_cut(found.worst), _cut(found.best))
        if is_share
        else (_missed(counts.broken + counts.not_measurable), _missed(counts.broken))
    )
    return answer(
        asked, found.verdict, worst, best, norm.share if is_share else _missed(norm.missed_at_most or 0), why=found.why,
        kept=counts.kept, broken=counts.broken, unit="percent" if is_share else MISSED, unknown=counts.not_measurable,
        excluded={"waived": {"count": counts.waived, "proof": []}} if counts.waived else {},
        evidence=[{"path": reverse("promise_evidence", args=[asked.month_code, asked.id]), "keys": population.missed(asked.organisation)}],
    )  # fmt: skip


def _cut(share: Fraction | None) -> Decimal | None:
    return None if share is None else Decimal(int(share * 10_000)).scaleb(-4)


def _missed(count: int) -> Decimal:
    return Decimal(count)

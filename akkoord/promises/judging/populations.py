# SPDX-License-Identifier: EUPL-1.2
"""Norms over a population: 90 % in time, no more than 4 missed, over the period that the agreement names. Source: spec: promises"""

from __future__ import annotations

from ..measuring import Asked
from ..rules import NONE_RUNNING, Judged
from .answering import by_norm, page


def judge_norm(asked: Asked) -> Judged:
    """Every clock of the promise that was decided in the period, together, of what vendor and organisation both know."""
    version = asked.terms.version_id
    assert version is not None
    population = asked.facts.population(version, asked.id, asked.period)
    runs = NONE_RUNNING if asked.is_over else asked.facts.running(asked.organisation, version, asked.id)
    evidence = [
        {"path": page(asked, "promise_evidence", asked.month_code, asked.id), "keys": population.missed(asked.organisation)}
    ]
    return by_norm(asked, population.counts(asked.organisation), evidence, is_coming=runs.running > 0)

# SPDX-License-Identifier: EUPL-1.2
"""How an evaluator answers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.urls import reverse

from ..measuring import Asked
from ..norms import share_kept
from ..rules import MISSED, NOTHING, NOTHING_TO_JUDGE, Counts, Judged, verdict_of_counts


def answer(
    asked: Asked, verdict: str, worst: Decimal | None = None, best: Decimal | None = None, bound: Decimal | None = None, *,
    why: str = "", **more: Any,
) -> Judged:  # fmt: skip
    """The verdict on what was asked; `why` is kept only where it is not measurable."""
    assert asked.terms.version_id is not None  # only published terms are judged
    return Judged(
        asked.id, asked.terms.version_id, verdict, asked.period.first, asked.period.after, worst, best, bound,
        why=why if verdict == "none" else "", **more
    )  # fmt: skip


def page(asked: Asked, name: str, *args: str) -> str:
    """The address of a page of ours, put together once however many are judged."""
    return asked.facts.once(("page", name, args), lambda: reverse(name, args=args))


def one_by_one(asked: Asked, shown_at: str, judged: Iterable[tuple[str, bool | None]]) -> Judged:
    """What is judged one by one: typed key, and whether it kept the promise (None: not decided yet)."""
    kept = broken = coming = 0
    keys: dict[str, None] = {}  # in their order, each once
    for key, holds in judged:
        kept += holds is True
        broken += holds is False
        coming += holds is None
        keys[key] = None
    evidence = [{"path": shown_at, "keys": list(keys)}] if keys else []
    if asked.promise.norm is not None:
        return by_norm(asked, Counts(kept, broken), evidence, is_coming=coming > 0)
    return answer(asked, verdict_of_counts(kept, broken, coming), kept=kept, broken=broken, evidence=evidence)


def by_norm(asked: Asked, counts: Counts, evidence: list[dict[str, Any]], *, is_coming: bool) -> Judged:
    """What was counted in the period, together, as the promise's norm asks.

    The figure is the share kept in percent, cut to four decimals and never rounded upward, or how many missed it where the norm
    names no share; what was waived is left out, and what could not be measured is unknown. Source: spec: promises ("norms")
    """
    norm = asked.promise.norm
    assert norm is not None
    if counts == NOTHING and not is_coming:
        return answer(asked, NOTHING_TO_JUDGE)
    found = share_kept(counts, norm, is_over=asked.is_over)
    if norm.share is not None:
        worst, best, bound, unit = _cut(found.worst), _cut(found.best), norm.share, "percent"
    else:
        worst, best = Decimal(counts.broken + counts.not_measurable), Decimal(counts.broken)
        bound, unit = Decimal(norm.missed_at_most or 0), MISSED
    return answer(
        asked, found.verdict, worst, best, bound, why=found.why, kept=counts.kept, broken=counts.broken, unit=unit,
        unknown=counts.not_measurable, excluded={"waived": {"count": counts.waived, "proof": []}} if counts.waived else {},
        evidence=evidence,
    )  # fmt: skip


def _cut(share: Fraction | None) -> Decimal | None:
    return None if share is None else Decimal(int(share * 10_000)).scaleb(-4)

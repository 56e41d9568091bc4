# SPDX-License-Identifier: EUPL-1.2
"""How an evaluator answers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ..measuring import Asked
from ..rules import Judged, verdict_of_counts


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


def one_by_one(asked: Asked, page: str, judged: Iterable[tuple[str, bool | None]]) -> Judged:
    """What is judged one by one: typed key, and whether it kept the promise (None: not decided yet)."""
    kept = broken = coming = 0
    keys: dict[str, None] = {}  # in their order, each once
    for key, holds in judged:
        kept += holds is True
        broken += holds is False
        coming += holds is None
        keys[key] = None
    evidence = [{"path": page, "keys": list(keys)}] if keys else []
    return answer(asked, verdict_of_counts(kept, broken, coming), kept=kept, broken=broken, evidence=evidence)

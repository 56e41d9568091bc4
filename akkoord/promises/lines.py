# SPDX-License-Identifier: EUPL-1.2
"""Verdicts of the ledger as JSON Lines: one object a line, for programs. docs/howto/read-verdicts.md

Every verdict that was ever given, the oldest first: one that replaces another names it, and the other stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Q

from akkoord.agreements.models import HEAVY

from .models import MonthVerdict, Verdicts

Line = dict[str, Any]


def verdicts_of(organisation: int | None) -> Verdicts:
    """Those of one organisation (None: of every one) and those of all together, by age; the running scope decides which there are."""
    whose = Q() if organisation is None else Q(organisation=None) | Q(organisation=organisation)
    return MonthVerdict.objects.filter(whose).order_by("pk")


def as_lines(verdicts: Verdicts) -> Iterator[str]:
    """A line of JSON for each, with its line end."""
    heavy = (f"version__{name}" for name in HEAVY)
    rows = verdicts.select_related("agreement", "version", "organisation").defer(*heavy)
    for row in rows.iterator(chunk_size=1000):
        yield json.dumps(_line(row), ensure_ascii=False) + "\n"


def _line(row: MonthVerdict) -> Line:
    """Figures are numbers in `unit`. Of what was left out it says the cause and how much; persons and reasons stay on the page."""
    return {
        "id": row.pk,
        "supersedes": row.supersedes_id,
        "agreement": row.agreement.code,
        "version": row.version.number,
        "promise": row.promise,
        "customer": row.organisation.customer_number if row.organisation is not None else None,
        "from": row.month.isoformat(),
        "until": row.until.isoformat(),
        "verdict": row.verdict,
        "worst": _number(row.worst),
        "best": _number(row.best),
        "bound": _number(row.bound),
        "unit": row.unit,
        "kept": row.kept,
        "broken": row.broken,
        "left_out": {
            cause: {name: said[name] for name in sorted(said) if name != "proof"} for cause, said in row.excluded.items()
        },
        "unknown": row.unknown,
        "why": row.why,
        "pages": [page["path"] for page in row.evidence],
        "evaluator": row.evaluator,
        "evaluator_version": row.evaluator_version,
        "judged_at": row.judged_at.isoformat(),
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)

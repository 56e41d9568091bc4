# SPDX-License-Identifier: EUPL-1.2
"""A month as JSON: everything that its figure can be computed from again."""

from __future__ import annotations

from datetime import UTC
from fractions import Fraction
from typing import Any

from akkoord.timing.moments import moment_at

from ..evidence import MonthReading
from ..rules.availability import Figure, Month, Share, cut


def document_of(reading: MonthReading, counted: Month, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Shares are percentages, cut after four decimals, with the exact fraction beside them. Moments in UTC."""
    agreed = reading.agreed
    return {
        "month": f"{reading.month:%Y-%m}",
        "begin": _moment(reading.begin),
        "end": _moment(reading.end),
        "counted_until": _moment(reading.until),
        "zone": agreed.zone,
        "agreement": None if agreed.terms is None else f"{agreed.terms.code} {agreed.terms.number}",
        "promise": agreed.promise,
        "at_least": _share(agreed.bound),
        "stand": str(reading.stand),
        "together": _case(reading.share),
        "every_component": _case(Share(reading.own.strict.worst, reading.own.strict.best)),
        "read_otherwise": {str(other): _case(month.together) for other, month in reading.others.items()},
        "leaves_out": sorted(agreed.formula.leaves_out),
        "components": {code: _figure(figure, code in reading.own.components) for code, figure in counted.components.items()},
        "intervals": rows,
    }


def _figure(figure: Figure, is_counted: bool) -> dict[str, Any]:
    return {
        "counts_in_together": is_counted,
        "seconds": {
            "length": figure.length,
            "left_out": figure.left_out,
            "not_available": figure.down,
            "unknown": figure.unknown,
        },
        **_case(Share(figure.worst, figure.best)),
    }


def _case(share: Share) -> dict[str, Any]:
    return {"worst": _share(share.worst), "best": _share(share.best)}


def _share(share: Fraction | None) -> dict[str, Any] | None:
    return None if share is None else {"percent": float(cut(share, 4) * 100), "exact": str(share)}


def _moment(seconds: int) -> str:
    return moment_at(seconds, UTC).isoformat()

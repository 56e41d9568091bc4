# SPDX-License-Identifier: EUPL-1.2
"""The share of a month that was available, with what was left out and by what proof. sla:2.3.1"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from akkoord.operations.evidence import Reckoning
from akkoord.operations.rules.availability import cut
from akkoord.operations.rules.months import Stand, stand_of

from ..measuring import Asked
from ..rules import OPEN, Judged
from .answering import answer, page

DECIMALS = 4
STANDS = {
    Stand.KEPT: "kept",
    Stand.BROKEN: "broken",
    Stand.OPEN: "none",
    Stand.RUNNING: "running",
    Stand.AT_RISK: "at_risk",
    Stand.NOT_MEASURABLE: "none",
}


def judge_availability(asked: Asked) -> Judged:
    """The share of the month that was available, as the agreement counts it, against the least that is promised."""
    says = asked.promise.measure
    assert says is not None
    month = asked.facts.reckoning(says.figure, asked.organisation)
    bound = Decimal(str(says.at_least)) if isinstance(says.at_least, Decimal) else None
    stand = _stand(month, asked.id, bound)
    excluded: dict[str, dict[str, Any]] = {
        str(cause): {"seconds": month.left_out[cause], "proof": sorted(month.proof[cause])} for cause in sorted(month.left_out)
    }
    return answer(
        asked, STANDS[stand], _percent(month.share.worst), _percent(month.share.best), bound,
        why=OPEN if stand is Stand.OPEN else str(month.why or ""), unit="percent", excluded=excluded, unknown=month.unknown,
        evidence=[{"path": page(asked, "availability_month", asked.month_code), "keys": sorted(month.down)}],
    )  # fmt: skip


def _stand(month: Reckoning, promise: str, bound: Decimal | None) -> Stand:
    """The month's own verdict; of a further promise about the same figure, one against its own bound."""
    if month.agreed.promise == promise or bound is None or month.why is not None:
        return month.stand
    return Stand.RUNNING if month.is_running else stand_of(month.share, Fraction(bound) / 100)


def _percent(share: Fraction | None) -> Decimal | None:
    if share is None:
        return None
    return Decimal(int(cut(share, DECIMALS) * 100 * 10**DECIMALS)).scaleb(-DECIMALS)

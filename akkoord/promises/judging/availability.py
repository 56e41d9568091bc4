# SPDX-License-Identifier: EUPL-1.2
"""The share of a month that was available, with what was left out and by what proof. sla:2.3.1"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.urls import reverse

from akkoord.operations.evidence import MonthReading
from akkoord.operations.rules.availability import Month, cut
from akkoord.operations.rules.formula import CountsAs
from akkoord.operations.rules.months import Stand, stand_of

from ..measuring import Asked
from ..rules import OPEN, Judged
from .answering import answer

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
    reading = asked.facts.reading(says.figure, asked.organisation)
    bound = Decimal(str(says.at_least)) if isinstance(says.at_least, Decimal) else None
    stand = _stand(reading, asked.id, bound)
    excluded, unknown, down = _by_cause(reading.own)
    return answer(
        asked, STANDS[stand], _percent(reading.share.worst), _percent(reading.share.best), bound,
        why=OPEN if stand is Stand.OPEN else str(reading.why or ""), unit="percent", excluded=excluded, unknown=unknown,
        evidence=[{"path": reverse("availability_month", args=[asked.month_code]), "keys": down}],
    )  # fmt: skip


def _stand(reading: MonthReading, promise: str, bound: Decimal | None) -> Stand:
    """The reading's own verdict; of a further promise about the same figure, one against its own bound."""
    if reading.agreed.promise == promise or bound is None or reading.why is not None:
        return reading.stand
    return Stand.RUNNING if reading.is_running else stand_of(reading.share, Fraction(bound) / 100)


def _by_cause(month: Month) -> tuple[dict[str, dict[str, Any]], int, list[str]]:
    """Seconds left out by cause with their proof, seconds unknown, and what was down, of all components together."""
    seconds, proof, unknown, down = dict[str, int](), dict[str, set[str]](), 0, set[str]()
    for slices in month.slices.values():
        for each in slices:
            if each.counts_as is CountsAs.LEFT_OUT:
                seconds[each.cause] = seconds.get(each.cause, 0) + each.seconds
                proof.setdefault(each.cause, set()).add(each.source)
            elif each.counts_as is CountsAs.DOWN:
                down.add(each.source)
            unknown += each.seconds if each.counts_as is CountsAs.UNKNOWN else 0
    excluded = {str(cause): {"seconds": seconds[cause], "proof": sorted(proof[cause])} for cause in sorted(seconds)}
    return excluded, unknown, sorted(down)


def _percent(share: Fraction | None) -> Decimal | None:
    if share is None:
        return None
    return Decimal(int(cut(share, DECIMALS) * 100 * 10**DECIMALS)).scaleb(-DECIMALS)

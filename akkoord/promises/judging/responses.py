# SPDX-License-Identifier: EUPL-1.2
"""How long named windows took to load. sla:2.3.2"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from django.urls import reverse

from akkoord.operations.loads import response_times
from akkoord.operations.rules.responses import Response

from ..measuring import Asked
from ..rules import NO_LOADS, TOO_CLOSE, Judged, verdict_of_times
from .answering import answer


def judge_response(asked: Asked) -> Judged:
    """Of each named window how long it took to load: the slowest decides. Loads that failed have no time."""
    says = asked.promise.measure
    assert says is not None and isinstance(says.at_most, Decimal)
    begin, end = asked.span
    read = [response_times(window, begin, end) for window in says.of]
    if not read or any(each.count == 0 for each in read):
        return answer(asked, "none", None, None, says.at_most, why=NO_LOADS, unit="seconds")
    share = None if says.average else float(says.share_of_cases or 100)
    verdicts = {_of_loads(each, share, float(says.at_most) * 1000, is_over=asked.is_over) for each in read}
    verdict = next(v for v in ("broken", "at_risk", "none", "running", "kept") if v in verdicts)
    slowest = max((each.mean if share is None else each.percentile(share)) or 0.0 for each in read)
    seconds = Decimal(str(round(slowest / 1000, 6))).quantize(Decimal("0.001"), ROUND_CEILING)
    page = reverse("response_times", args=[asked.month_code])
    evidence = [{"path": page, "keys": [f"window:{window}" for window in says.of]}]
    return answer(asked, verdict, seconds, seconds, says.at_most, why=TOO_CLOSE, unit="seconds", evidence=evidence)


def _of_loads(read: Response, share: float | None, most: float, *, is_over: bool) -> str:
    if share is None:
        is_within = float((read.mean or 0.0) <= most)
        return verdict_of_times(is_within, is_within, 1.0, is_over=is_over)
    low, high = read.within(most) or (0.0, 0.0)
    return verdict_of_times(low * 100, high * 100, share, is_over=is_over)

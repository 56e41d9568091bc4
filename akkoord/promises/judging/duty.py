# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody was on duty at every moment. sla:2.3.6"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Min
from django.urls import reverse

from akkoord.operations.models import Duty
from akkoord.operations.rules.roster import Span, gaps

from ..measuring import Asked
from ..rules import NOTHING_RECORDED, OPEN, Judged
from .answering import answer

SECOND = timedelta(seconds=1)


def judge_duty(asked: Asked) -> Judged:
    """The share of the month, up to now, in which the roster had somebody. Before its first duty nobody knows."""
    begin, end = asked.span
    until = min(end, asked.at)
    standing = Duty.objects.filter(removed_at=None)
    first: datetime | None = standing.aggregate(first=Min("begin"))["first"]
    if first is None or first >= until:
        return answer(asked, "none", why=NOTHING_RECORDED)
    since = max(begin, first)
    duties = standing.filter(begin__lt=until, end__gt=since).values_list("begin", "end")
    holes = gaps([Span(*duty) for duty in duties], since, until)
    empty, unknown, length = sum((h.end - h.begin) // SECOND for h in holes), (since - begin) // SECOND, (until - begin) // SECOND
    verdict = "broken" if holes else "none" if unknown else "kept" if asked.is_over else "running"
    return answer(
        asked, verdict, _share(length - empty - unknown, length), _share(length - empty, length), Decimal(100), why=OPEN,
        unit="percent", broken=len(holes), unknown=unknown, evidence=[{"path": reverse("duty"), "keys": []}],
    )  # fmt: skip


def _share(seconds: int, length: int) -> Decimal:
    """A percentage, cut to four decimals, never rounded upward."""
    return Decimal(seconds * 1_000_000 // length).scaleb(-4)

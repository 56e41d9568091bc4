# SPDX-License-Identifier: EUPL-1.2
"""Whether the agreement was revised as often as it promises. sla:1.2"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.urls import reverse

from akkoord.agreements.models import AgreementVersion

from ..measuring import Asked
from ..periods import Period
from ..rules import NOTHING_TO_JUDGE, TIMES, Judged
from .answering import answer

AT_RISK = (3, 4)  # of the period, as of the time of a clock


def verdict_of_revisions(published: Iterable[date], at_least: int, period: Period, today: date) -> tuple[str, int]:
    """How the promise stands on a day, and how many revisions took effect by then; `published` are all dates of effect.

    The first version of all revises nothing, and the period in which it came is not judged. A period is broken once it is over,
    not before; it is at risk when three quarters of it have passed and what is announced does not make it.
    """
    dates = sorted(published)
    if not dates or dates[0] >= period.first:
        return NOTHING_TO_JUDGE, 0
    within = [day for day in dates if period.first <= day < period.after]
    count = sum(1 for day in within if day <= today)
    if count >= at_least:
        return "kept", count
    if today >= period.after:
        return "broken", count
    passed, whole = (today - period.first).days, (period.after - period.first).days
    late = passed * AT_RISK[1] >= whole * AT_RISK[0]
    return ("at_risk" if late and len(within) < at_least else "running"), count


def judge_revisions(asked: Asked) -> Judged:
    """The versions that took effect in the period, as they were published by then."""
    says = asked.promise.cadence
    assert says is not None and asked.terms.version_id is not None
    agreement = asked.facts.agreements[asked.terms.version_id]
    versions = AgreementVersion.objects.filter(agreement=agreement, published_at__lte=asked.at).order_by("effective_from")
    dates = {pk: moment.astimezone(asked.zone).date() for pk, moment in versions.values_list("pk", "effective_from")}
    today = min(asked.at.astimezone(asked.zone).date(), asked.period.after)
    verdict, count = verdict_of_revisions(dates.values(), says.at_least, asked.period, today)
    if verdict == NOTHING_TO_JUDGE:
        return answer(asked, verdict)
    keys = [f"agreement_version:{pk}" for pk, day in dates.items() if asked.period.first <= day < asked.period.after]
    figure = Decimal(count)
    return answer(
        asked, verdict, figure, figure, Decimal(says.at_least), unit=TIMES,
        evidence=[{"path": reverse("agreement"), "keys": keys}],
    )  # fmt: skip

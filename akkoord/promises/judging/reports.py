# SPDX-License-Identifier: EUPL-1.2
"""Whether the monthly report of First Class stood in the dossier. sla:2.6.2"""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from akkoord.agreements.models import Contract

from ..measuring import Asked
from ..report.models import MadeReport, ReportRun
from ..rules import NOTHING_RECORDED, NOTHING_TO_JUDGE, Judged, month_before
from .answering import answer


def judge_reports(asked: Asked) -> Judged:
    """Of the month before, in this month, for who had the option then. Before the first batch there was nothing to go by."""
    says, end = asked.promise.cadence, asked.span[1]
    assert says is not None
    option, before = says.when.option, month_before(asked.month)
    if asked.organisation is None or (option is not None and option not in asked.terms.options):
        return answer(asked, NOTHING_TO_JUDGE)
    had = Contract.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=before), organisation=asked.organisation, starts_on__lt=asked.month
    )
    if not (had.filter(options__contains=[option]) if option else had).exists():
        return answer(asked, NOTHING_TO_JUDGE)
    made = MadeReport.objects.filter(organisation=asked.organisation, month=before, made_at__lt=min(end, asked.at))
    keys = [f"report:{pk}" for pk in made.order_by("id").values_list("pk", flat=True)]
    if len(keys) >= says.at_least:
        return answer(asked, "kept", kept=1, evidence=[{"path": reverse("report", args=[f"{before:%Y-%m}"]), "keys": keys}])
    if not asked.is_over:
        return answer(asked, "running")
    if not ReportRun.objects.filter(whom=ReportRun.FIRST_CLASS, begun_at__lt=end).exists():
        return answer(asked, "none", why=NOTHING_RECORDED)
    return answer(asked, "broken", broken=1)

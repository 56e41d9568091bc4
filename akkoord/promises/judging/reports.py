# SPDX-License-Identifier: EUPL-1.2
"""Whether the monthly report of First Class stood in the dossier. sla:2.6.2"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q

from akkoord.agreements.models import Contract

from ..measuring import Asked
from ..report.models import MadeReport, ReportRun
from ..rules import NOTHING_RECORDED, NOTHING_TO_JUDGE, Judged, month_before
from .answering import answer, page


def judge_reports(asked: Asked) -> Judged:
    """Of the month before, in this month, for who had the option then. Before the first batch there was nothing to go by."""
    says, end = asked.promise.cadence, asked.span[1]
    assert says is not None
    option, before = says.when.option, month_before(asked.month)
    if asked.organisation is None or (option is not None and option not in asked.terms.options):
        return answer(asked, NOTHING_TO_JUDGE)
    if asked.organisation not in asked.facts.once(("had", option), lambda: _had(asked, option)):
        return answer(asked, NOTHING_TO_JUDGE)
    made = asked.facts.once(("made reports", end), lambda: _made(asked)).get(asked.organisation, ())
    if len(made) >= says.at_least:
        return answer(asked, "kept", kept=1, evidence=[{"path": page(asked, "report", f"{before:%Y-%m}"), "keys": list(made)}])
    if not asked.is_over:
        return answer(asked, "running")
    batches = ReportRun.objects.filter(whom=ReportRun.FIRST_CLASS, begun_at__lt=end)
    if not asked.facts.once(("batches", end), batches.exists):
        return answer(asked, "none", why=NOTHING_RECORDED)
    return answer(asked, "broken", broken=1)


def _had(asked: Asked, option: str | None) -> frozenset[int]:
    """Of who is judged, those that had a contract in the month before, with that option."""
    before = month_before(asked.month)
    had = Contract.objects.filter(Q(ends_on=None) | Q(ends_on__gt=before), starts_on__lt=asked.month)
    own = asked.facts.of_whom(had.filter(options__contains=[option]) if option else had)
    return frozenset(own.values_list("organisation", flat=True))


def _made(asked: Asked) -> Mapping[int, Sequence[str]]:
    """The keys of the reports of the month before that were made in time, by organisation."""
    in_time = MadeReport.objects.filter(month=month_before(asked.month), made_at__lt=min(asked.span[1], asked.at))
    found = defaultdict[int, list[str]](list)
    for organisation, pk in asked.facts.of_whom(in_time).order_by("id").values_list("organisation", "pk"):
        found[organisation].append(f"report:{pk}")
    return found

# SPDX-License-Identifier: EUPL-1.2
"""Judge months: the one that runs as it turns, each once it ended, and again when what was recorded of it changed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from akkoord.agreements.models import AgreementVersion
from akkoord.operations.rules.improving import ended_months
from akkoord.operations.rules.months import month_bounds
from akkoord.timing.moments import moment_at

from ..corrections import Corrections
from ..evaluators import CLOCKS, evaluator_of, every_judged
from ..measuring import asked_of, terms_of_month
from ..models import JUDGED, MonthVerdict
from ..month_facts import MonthFacts
from ..rules import RECORDED_LATER, Judged, month_after

LOOK_BACK = 12
TURNED = ("at_risk", "broken")
# Two at once would write the same rows twice.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('promises_monthverdict'))"
Key = tuple[int | None, str]
"""Organisation (None: all together) and promise."""


@transaction.atomic
def judge_month(*, month: date, by: None, at: datetime) -> int:
    """Judge an ended month for all together and for every organisation with a contract in it; returns how many rows are new.

    Only what differs from the verdict in force is written, as a row beside it that names it; one on a month that was over then
    with the reason: that of the correction which two persons made, or that something was recorded later. What has no evidence
    gets no row. Runs in the system's scope.
    """
    known = _known(month)
    new = [
        (organisation, judged)
        for organisation, judged in every_judged(month, at)
        if _differs(known.get((organisation, judged.promise)), judged)
    ]
    return _write(month, new, known, at)


@transaction.atomic
def judge_running_month(*, by: None, at: datetime) -> int:
    """Judge the month that runs, and write what turned: at risk or broken, or otherwise than the row before it says."""
    month = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date().replace(day=1)
    known = _known(month)
    new = []
    for organisation, judged in every_judged(month, at):
        before = known.get((organisation, judged.promise))
        if judged.verdict in TURNED if before is None else before.verdict != judged.verdict:
            new.append((organisation, judged))
    return _write(month, new, known, at)


def judge_missing_months(*, by: None, at: datetime, again: int = 0) -> int:
    """Judge the ended months of the last year that were not judged yet, or whose clocks count otherwise since; and the last
    `again` anew. Returns how many rows are new.
    """
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    of_all = MonthVerdict.objects.filter(organisation=None).order_by()
    judged = dict(of_all.values_list("month").annotate(last=Max("judged_at")))
    first = AgreementVersion.objects.order_by("effective_from").values_list("effective_from", flat=True).first()
    new = 0
    for place, month in enumerate(ended_months(today, LOOK_BACK)):
        ended = _ended(month)
        was_judged = month in judged and judged[month] >= ended
        if ended > at or first is None or first >= ended:
            continue
        if not was_judged or place < again or _counted_otherwise(month, at):
            new += judge_month(month=month, by=None, at=at)
    return new


def _counted_otherwise(month: date, at: datetime) -> bool:
    """Whether clocks of that month were decided, or taken up again, after it was judged: of all together, in some queries."""
    rows = MonthVerdict.objects.filter(month=month, organisation=None, evaluator=CLOCKS.name).in_force()
    known = {row.promise: row for row in rows}
    asked = asked_of(terms_of_month(month, None, at), None, MonthFacts(month, at))
    return any(_differs(known.get(each.id), CLOCKS.judge(each)) for each in asked if evaluator_of(each.promise) is CLOCKS)


def _known(month: date) -> dict[Key, MonthVerdict]:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    return {(row.organisation_id, row.promise): row for row in MonthVerdict.objects.filter(month=month).in_force()}


def _differs(before: MonthVerdict | None, judged: Judged) -> bool:
    """What has no evidence gets no row, save in the place of one that had."""
    return judged.is_worth_a_row if before is None else before.judged != judged


def _write(month: date, new: list[tuple[int | None, Judged]], known: dict[Key, MonthVerdict], at: datetime) -> int:
    agreements = dict(AgreementVersion.objects.values_list("pk", "agreement_id"))
    ended, corrections = _ended(month), Corrections(month, at)
    rows = []
    for organisation, judged in new:
        before = known.get((organisation, judged.promise))
        row = MonthVerdict(
            agreement_id=agreements[judged.version_id],
            organisation_id=organisation,
            month=month,
            until=month_after(month),
            judged_at=at,
            supersedes=before,
            **{name: getattr(judged, name) for name in JUDGED},
        )
        if before is not None and before.judged_at >= ended:
            why = corrections.between(before.judged, judged, before.judged_at)
            row.reason = why.reason if why else RECORDED_LATER
            row.by_id, row.confirmed_by_id = (why.by_id, why.decided_by_id) if why else (None, None)
        rows.append(row)
    MonthVerdict.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def _ended(month: date) -> datetime:
    return moment_at(month_bounds(month, settings.TIME_ZONE)[1], UTC)

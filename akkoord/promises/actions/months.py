# SPDX-License-Identifier: EUPL-1.2
"""Judge what is measured by the month, once the month ended, and again when what was recorded of it changed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from akkoord.agreements.models import AgreementVersion
from akkoord.operations.rules.improving import ended_months
from akkoord.operations.rules.months import month_bounds
from akkoord.timing.moments import moment_at

from ..evaluators import every_judged
from ..models import MonthVerdict
from ..rules import Judged

LOOK_BACK = 12
# Two at once would write the same rows twice.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('promises_monthverdict'))"
Key = tuple[int | None, str]
"""Organisation (None: all together) and promise."""


@transaction.atomic
def judge_month(*, month: date, by: None, at: datetime) -> int:
    """Judge an ended month for all together and for every organisation with a contract in it; returns how many rows are new.

    Only what differs from the newest verdict is written, as a row beside it. Runs in the system's scope.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    known = {(row.organisation_id, row.promise): row.judged for row in MonthVerdict.objects.filter(month=month).in_force()}
    agreements = dict(AgreementVersion.objects.values_list("pk", "agreement_id"))
    new = [
        _row(agreements[judged.version_id], organisation, month, judged, at)
        for organisation, judged in every_judged(month, at)
        if known.get((organisation, judged.promise)) != judged
    ]
    MonthVerdict.objects.bulk_create(new, batch_size=2000)
    return len(new)


def judge_missing_months(*, by: None, at: datetime, again: int = 0) -> int:
    """Judge the ended months of the last year that were not judged yet, and the last `again` anew; returns how many rows are new."""
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    judged = set(MonthVerdict.objects.filter(organisation=None).values_list("month", flat=True).distinct())
    first = AgreementVersion.objects.order_by("effective_from").values_list("effective_from", flat=True).first()
    new = 0
    for place, month in enumerate(ended_months(today, LOOK_BACK)):
        ended = moment_at(month_bounds(month, settings.TIME_ZONE)[1], UTC)
        if ended <= at and first is not None and first < ended and (month not in judged or place < again):
            new += judge_month(month=month, by=None, at=at)
    return new


def _row(agreement: int, organisation: int | None, month: date, judged: Judged, at: datetime) -> MonthVerdict:
    return MonthVerdict(
        agreement_id=agreement,
        version_id=judged.version_id,
        promise=judged.promise,
        organisation_id=organisation,
        month=month,
        verdict=judged.verdict,
        worst=judged.worst,
        best=judged.best,
        bound=judged.bound,
        kept=judged.kept,
        broken=judged.broken,
        why=judged.why,
        judged_at=at,
    )

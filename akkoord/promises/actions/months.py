# SPDX-License-Identifier: EUPL-1.2
"""Judge months: the one that runs as it turns, each once it ended, and again when what was recorded of it changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Field, ForeignKey, Max

from akkoord.agreements.models import AgreementVersion
from akkoord.operations.rules.improving import ended_months
from akkoord.operations.rules.months import month_bounds
from akkoord.scope.statistics import analyze_written
from akkoord.timing.moments import moment_at

from ..corrections import Corrections
from ..evaluators import BY_CLOCKS, evaluator_of, judged_in_portions
from ..in_force import InForce
from ..measuring import asked_of, terms_of_month
from ..models import JUDGED, MonthVerdict
from ..month_facts import MonthFacts
from ..rules import RECORDED_LATER, Judged, month_after

LOOK_BACK = 12
_COLUMNS = ("agreement_id", "organisation_id", "judged_at", "supersedes_id", "reason", "by_id", "confirmed_by_id", *JUDGED)
TURNED = ("at_risk", "broken")
# Two at once would write the same rows twice.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('promises_monthverdict'))"


@transaction.atomic
def judge_month(*, month: date, by: None, at: datetime) -> int:
    """Judge an ended month, and every longer period that ended with it, for all together and for every organisation with a
    contract in it; returns how many rows are new.

    Only what differs from the verdict in force is written, as a row beside it that names it; one on a month that was over then
    with the reason: that of the correction which two persons made, or that something was recorded later. What has no evidence
    gets no row. Runs in the system's scope.
    """
    return _judge(month, at, _differs)


@transaction.atomic
def judge_running_month(*, by: None, at: datetime) -> int:
    """Judge what runs in this month, and write what turned: at risk or broken, or otherwise than the row before it says."""
    month = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date().replace(day=1)
    return _judge(month, at, _turned)


def judge_missing_months(*, by: None, at: datetime, again: int = 0) -> int:
    """Judge the ended months of the last year that were not judged yet, or whose clocks count otherwise since; and the last
    `again` anew. Returns how many rows are new.
    """
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    of_all = MonthVerdict.objects.filter(organisation=None).order_by()
    judged = dict(of_all.values_list("until").annotate(last=Max("judged_at")))
    first = AgreementVersion.objects.order_by("effective_from").values_list("effective_from", flat=True).first()
    new = 0
    for place, month in enumerate(ended_months(today, LOOK_BACK)):
        ended = _ended(month)
        last = judged.get(month_after(month))
        was_judged = last is not None and last >= ended
        if ended > at or first is None or first >= ended:
            continue
        if not was_judged or place < again or _counted_otherwise(month, at):
            new += judge_month(month=month, by=None, at=at)
    return new


def _counted_otherwise(month: date, at: datetime) -> bool:
    """Whether clocks of that month were decided, or taken up again, after it was judged: of all together, in some queries."""
    names = [evaluator.name for evaluator in BY_CLOCKS]
    rows = MonthVerdict.objects.filter(until=month_after(month), organisation=None, evaluator__in=names).in_force()
    known = {(row.promise, row.month): row for row in rows}
    for asked in asked_of(terms_of_month(month, None, at), None, MonthFacts(month, at)):
        evaluator = evaluator_of(asked.promise)
        if evaluator in BY_CLOCKS and asked.is_due:
            assert evaluator is not None
            if _differs(known.get((asked.id, asked.period.first)), evaluator.judge(asked)):
                return True
    return False


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)


def _judge(month: date, at: datetime, is_new: Callable[[MonthVerdict | None, Judged], bool]) -> int:
    """Write what is new, a few hundred organisations at a time, so that no more of them are held at once."""
    _lock()
    agreements = dict(AgreementVersion.objects.values_list("pk", "agreement_id"))
    corrections, in_force, written = Corrections(month, at), InForce(), 0
    for portion in judged_in_portions(month, at):
        known = in_force.take((organisation for organisation, _ in portion), (judged.until for _, judged in portion))
        rows = []
        for organisation, judged in portion:
            before = known.get((organisation, judged.promise, judged.month))
            if is_new(before, judged):
                rows.append(_row(organisation, judged, before, agreements[judged.version_id], corrections, at))
        _write(rows)
        written += len(rows)
    analyze_written()
    return written


def _differs(before: MonthVerdict | None, judged: Judged) -> bool:
    """What has no evidence gets no row, save in the place of one that had."""
    return judged.is_worth_a_row if before is None else before.judged != judged


def _turned(before: MonthVerdict | None, judged: Judged) -> bool:
    return judged.verdict in TURNED if before is None else before.verdict != judged.verdict


def _row(
    organisation: int | None, judged: Judged, before: MonthVerdict | None, agreement: int, corrections: Corrections, at: datetime
) -> list[Any]:  # fmt: skip
    reason, by, confirmed_by = "", None, None
    if before is not None and before.judged_at >= _moment(judged.until):
        why = corrections.between(before.judged, judged, before.judged_at)
        reason, by, confirmed_by = (why.reason, why.by_id, why.decided_by_id) if why else (RECORDED_LATER, None, None)
    own = [getattr(judged, name) for name in JUDGED]
    return [agreement, organisation, at.isoformat(), before and before.pk, reason, by, confirmed_by, *own]


def _write(rows: Sequence[Sequence[Any]]) -> None:
    """As one JSON text: what proves a verdict is JSON, and in an array of texts every quote is escaped one by one, which takes
    longer than judging.
    """
    if not rows:
        return
    columns = [
        (field.column, _type(field)) for name in _COLUMNS if isinstance(field := MonthVerdict._meta.get_field(name), Field)
    ]
    names, types = ", ".join(f'"{name}"' for name, _ in columns), ", ".join(f'"{name}" {sort}' for name, sort in columns)
    text = json.dumps([dict(zip(_COLUMNS, row, strict=True)) for row in rows], cls=DjangoJSONEncoder)
    insert = f"INSERT INTO promises_monthverdict ({names}) SELECT {names} FROM json_to_recordset(%s::json) AS its ({types})"  # noqa: S608  # columns of our own model
    with connection.cursor() as cursor:
        cursor.execute(insert, [text])


def _type(field: Field[Any, Any]) -> str | None:
    return "bigint" if isinstance(field, ForeignKey) else field.db_type(connection)


def _ended(month: date) -> datetime:
    return _moment(month_after(month))


def _moment(day: date) -> datetime:
    return moment_at(month_bounds(day, settings.TIME_ZONE)[0], UTC)

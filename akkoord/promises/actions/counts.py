# SPDX-License-Identifier: EUPL-1.2
"""Count what was decided, and hold the counts against the facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from akkoord.scope.statistics import analyze_written

from ..counting import VERSIONS, counted
from ..models import MonthOfAll, MonthOfOne, Recheck, Touched

Key = tuple[int, str, int | None, str, date]
"""Agreement, promise, organisation, audience, day."""

# Two countings at once would write the same rows.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('promises_month'))"
_KEYS = """
    keys AS (
        SELECT DISTINCT agreement, promise, organisation, audience, date_trunc('month', day + near)::date AS month
        FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::date[])
            AS its (agreement, promise, organisation, audience, day), generate_series(-1, 1) AS near
    )
"""
_OF_ITS_KEY = "m.agreement_id = k.agreement AND m.promise = k.promise AND m.audience = k.audience AND m.month = k.month"
# Those without an organisation apart: an index serves an equality, and no IS NOT DISTINCT FROM.
_FORGET_ONE = f"""
    WITH {_KEYS}, its AS (
        SELECT m.id FROM keys k JOIN promises_monthofone m ON {_OF_ITS_KEY} AND m.organisation_id = k.organisation
        UNION ALL
        SELECT m.id FROM keys k JOIN promises_monthofone m ON {_OF_ITS_KEY} AND m.organisation_id IS NULL
        WHERE k.organisation IS NULL
    ) DELETE FROM promises_monthofone WHERE id IN (SELECT id FROM its)
"""  # noqa: S608  # fixed text
_TOUCHED_ONLY = """
    AND c.promise = ANY (%s) AND (c.organisation_id = ANY (%s) OR (%s AND c.organisation_id IS NULL))
"""
_COUNT_ONE = f"""
    WITH {_KEYS}, {VERSIONS}, counted AS ({counted(_TOUCHED_ONLY)})
    INSERT INTO promises_monthofone
        (agreement_id, promise, audience, organisation_id, month, kept, broken, waived, not_measurable)
    SELECT c.* FROM counted c JOIN keys k ON c.agreement_id = k.agreement AND c.promise = k.promise AND c.audience = k.audience
        AND c.month = k.month AND c.organisation_id IS NOT DISTINCT FROM k.organisation
"""  # noqa: S608  # fixed text
_FORGET_ALL = f"""
    WITH {_KEYS} DELETE FROM promises_monthofall m USING keys k WHERE {_OF_ITS_KEY}
"""  # noqa: S608  # fixed text
_COUNT_EVERYTHING = f"""
    WITH {VERSIONS}
    INSERT INTO promises_monthofone
        (agreement_id, promise, audience, organisation_id, month, kept, broken, waived, not_measurable) {counted()}
"""
_SUM_EVERYTHING = """
    INSERT INTO promises_monthofall (agreement_id, promise, audience, month, kept, broken, waived, not_measurable)
    SELECT agreement_id, promise, audience, month, sum(kept), sum(broken), sum(waived), sum(not_measurable)
    FROM promises_monthofone GROUP BY 1, 2, 3, 4
"""
_COUNT_ALL = f"""
    WITH {_KEYS}, sums AS (SELECT DISTINCT agreement, promise, audience, month FROM keys)
    INSERT INTO promises_monthofall (agreement_id, promise, audience, month, kept, broken, waived, not_measurable)
    SELECT m.agreement_id, m.promise, m.audience, m.month, sum(kept), sum(broken), sum(waived), sum(not_measurable)
    FROM promises_monthofone m JOIN sums s
        ON m.agreement_id = s.agreement AND m.promise = s.promise AND m.audience = s.audience AND m.month = s.month
    GROUP BY 1, 2, 3, 4
"""  # noqa: S608  # fixed text


@transaction.atomic
def count_promises(*, by: None, at: datetime) -> int:
    """Count again what has changed since the last counting, for the system's scope; returns how many notes it took."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        cursor.execute(f"DELETE FROM {Touched._meta.db_table} RETURNING agreement_id, promise, organisation_id, audience, day")  # noqa: S608  # our own table
        touched: list[Key] = cursor.fetchall()
    if touched:
        _count(touched)
        analyze_written()
    return len(touched)


@transaction.atomic
def count_all_promises(*, by: None, at: datetime) -> None:
    """Throw the counts away and count everything again."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        Touched.objects.all().delete()
        MonthOfAll.objects.all().delete()
        MonthOfOne.objects.all().delete()
        cursor.execute(_COUNT_EVERYTHING)
        cursor.execute(_SUM_EVERYTHING)
    analyze_written()


def note_recheck(*, by: int | None, at: datetime, verdicts: int, differences: int) -> Recheck:
    """Write that all verdicts were computed again, and how many differed."""
    return Recheck.objects.create(at=at, verdicts=verdicts, differences=differences)


def _count(touched: Sequence[Key]) -> None:
    keys = _columns(touched)
    promises = sorted({promise for _, promise, _, _, _ in touched})
    organisations = {organisation for _, _, organisation, _, _ in touched}
    among: list[Any] = [promises, [o for o in organisations if o is not None], None in organisations]
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_ONE, keys)
        cursor.execute(_COUNT_ONE, [*keys, *among])
        cursor.execute(_FORGET_ALL, keys)
        cursor.execute(_COUNT_ALL, keys)


def _columns(keys: Sequence[Key]) -> list[list[Any]]:
    return [list(column) for column in zip(*keys, strict=True)] or [[], [], [], [], []]

# SPDX-License-Identifier: EUPL-1.2
"""The one way in which decided clocks are counted, as SQL that actions and rechecks share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

VERSIONS = "versions AS MATERIALIZED (SELECT id, agreement_id, document::json->>'zone' AS zone FROM agreements_agreementversion)"
"""Agreement and time zone of each version, read once a statement: the documents are large."""

# Only the last round of a clock speaks for the case; what only named persons know is not counted at all.
_COUNTED = """
    SELECT v.agreement_id, c.promise, c.audience, c.organisation_id,
        date_trunc('month', akkoord_decided(c.verdict, c.started_at, c.due_at, c.stopped_at, c.ended_at)
            AT TIME ZONE v.zone)::date AS month,
        count(*) FILTER (WHERE c.verdict = 'kept') AS kept, count(*) FILTER (WHERE c.verdict = 'broken') AS broken,
        count(*) FILTER (WHERE c.verdict = 'waived') AS waived, count(*) FILTER (WHERE c.verdict = 'none') AS not_measurable
    FROM clocks_clock c JOIN versions v ON v.id = c.version_id
    WHERE c.verdict <> 'running' AND c.audience <> 'named_persons' AND NOT EXISTS (
        SELECT FROM clocks_clock later WHERE later.subject = c.subject AND later.name = c.name AND later.round = c.round + 1)
"""


def counted(among: str = "") -> str:
    """A query over `versions`: agreement, promise, audience, organisation, month, and the four counts."""
    return f"{_COUNTED} {among} GROUP BY 1, 2, 3, 4, 5"


def count_of_everything(cursor: CursorWrapper) -> list[tuple[Any, ...]]:
    """Every count, computed from the clocks that the running scope may see."""
    cursor.execute(f"WITH {VERSIONS} {counted()}")
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows

# SPDX-License-Identifier: EUPL-1.2
"""The one way in which decided clocks are counted, as SQL that actions and rechecks share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .rules import Counts

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

VERSIONS = "versions AS MATERIALIZED (SELECT id, agreement_id, document::json->>'zone' AS zone FROM agreements_agreementversion)"
"""Agreement and time zone of each version, read once a statement: the documents are large."""

# Only the last round of a clock speaks for the case (that few have a second one, PostgreSQL must be told); what only named persons know is not counted at all.
_COUNTED = """
    SELECT v.agreement_id, c.promise, c.audience, c.organisation_id,
        date_trunc('month', akkoord_decided(c.verdict, c.started_at, c.due_at, c.stopped_at, c.ended_at)
            AT TIME ZONE v.zone)::date AS month,
        count(*) FILTER (WHERE c.verdict = 'kept') AS kept, count(*) FILTER (WHERE c.verdict = 'broken') AS broken,
        count(*) FILTER (WHERE c.verdict = 'waived') AS waived, count(*) FILTER (WHERE c.verdict = 'none') AS not_measurable
    FROM clocks_clock c JOIN versions v ON v.id = c.version_id
    WHERE c.verdict <> 'running' AND c.audience <> 'named_persons' AND NOT EXISTS (
        SELECT FROM clocks_clock later WHERE later.subject = c.subject AND later.name = c.name AND later.round = c.round + 1
        AND later.round > 1)
"""


def counted(among: str = "") -> str:
    """A query over `versions`: agreement, promise, audience, organisation, month, and the four counts."""
    return f"{_COUNTED} {among} GROUP BY 1, 2, 3, 4, 5"


_FOUR = ("kept", "broken", "waived", "not_measurable")
_SUMS = ", ".join(f"coalesce(sum({name}) FILTER (WHERE is_stored = {n}), 0)::int" for n in (1, 0) for name in _FOUR)
_DIFFER = " OR ".join(f"sum({name} * (2 * is_stored - 1)) <> 0" for name in _FOUR)
# Of each organisation and, as a key of its own, of all together: what is stored beside what the clocks give.
_COMPARED = f"""
    WITH {VERSIONS}, counted AS MATERIALIZED ({counted()}), both_sides AS (
        SELECT false AS is_of_all, agreement_id, promise, audience, organisation_id, month, 0 AS is_stored,
            kept::int, broken::int, waived::int, not_measurable::int FROM counted
        UNION ALL
        SELECT true, agreement_id, promise, audience, NULL, month, 0, sum(kept)::int, sum(broken)::int, sum(waived)::int,
            sum(not_measurable)::int FROM counted GROUP BY agreement_id, promise, audience, month
        UNION ALL
        SELECT false, agreement_id, promise, audience, organisation_id, month, 1, kept, broken, waived, not_measurable
            FROM promises_monthofone
        UNION ALL
        SELECT true, agreement_id, promise, audience, NULL, month, 1, kept, broken, waived, not_measurable FROM promises_monthofall
    )
    SELECT promise, is_of_all, organisation_id, month, {_SUMS} FROM both_sides
    GROUP BY agreement_id, promise, audience, is_of_all, organisation_id, month HAVING {_DIFFER}
"""  # noqa: S608  # constants only


@dataclass(frozen=True)
class Miscounted:
    """A count that another stands for than the clocks give; `organisation` None: of cases without one, or of all together."""

    promise: str
    is_of_all: bool
    organisation: int | None
    month: date
    stored: Counts
    computed: Counts


def miscounted(cursor: CursorWrapper) -> list[Miscounted]:
    """Every stored count that differs from the clocks that the running scope may see. The database compares: counts are millions."""
    cursor.execute(_COMPARED)
    return [
        Miscounted(promise, is_of_all, organisation, month, Counts(*four[:4]), Counts(*four[4:]))
        for promise, is_of_all, organisation, month, *four in cursor.fetchall()
    ]

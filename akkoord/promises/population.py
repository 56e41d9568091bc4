# SPDX-License-Identifier: EUPL-1.2
"""What a norm asks about: every clock of a promise that was decided in a period, of each organisation and together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from akkoord.scope.rules import Audience

from .periods import Period
from .rules import NOTHING, Counts

# Only the last round of a clock speaks for the case, as in the counts by month.
_DECIDED = """
    SELECT c.organisation_id, count(*) FILTER (WHERE c.verdict = 'kept'), count(*) FILTER (WHERE c.verdict = 'broken'),
        count(*) FILTER (WHERE c.verdict = 'waived'), count(*) FILTER (WHERE c.verdict = 'none'),
        coalesce(array_agg(c.subject ORDER BY c.due_at, c.id) FILTER (WHERE c.verdict = 'broken'), '{{}}')
    FROM clocks_clock c
    WHERE c.promise = %(promise)s AND c.version_id = ANY (%(versions)s) AND c.audience = %(audience)s AND c.verdict <> 'running'
        AND c.started_at < %(end)s {of_one}
        AND akkoord_decided(c.verdict, c.started_at, c.due_at, c.stopped_at, c.ended_at) >= %(begin)s
        AND akkoord_decided(c.verdict, c.started_at, c.due_at, c.stopped_at, c.ended_at) < %(end)s
        AND NOT EXISTS (
            SELECT FROM clocks_clock later WHERE later.subject = c.subject AND later.name = c.name AND later.round = c.round + 1)
    GROUP BY 1
"""


@dataclass(frozen=True)
class Population:
    """Counts of all together, and of each organisation with the keys of what missed the promise."""

    together: Counts
    of: Mapping[int, tuple[Counts, Sequence[str]]]

    def counts(self, organisation: int | None) -> Counts:
        """Those of one organisation, or of all together (None)."""
        return self.together if organisation is None else self.of.get(organisation, (NOTHING, ()))[0]

    def missed(self, organisation: int | None) -> list[str]:
        """What missed it; of all together nothing is named."""
        return [] if organisation is None else list(self.of.get(organisation, (NOTHING, ()))[1])


def read_population(promise: str, versions: Sequence[int], period: Period, organisation: int | None) -> Population:
    """The clocks of these versions' promise that were decided in the period, of what vendor and organisation both know.

    One query; with an `organisation` of that one alone. The running scope must be the system's.
    """
    asked: dict[str, Any] = {
        "promise": promise, "versions": list(versions), "audience": Audience.SHARED, "begin": period.begin, "end": period.end,
        "organisation": organisation,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_DECIDED.format(of_one="AND c.organisation_id = %(organisation)s" if organisation else ""), asked)
        rows = [(whose, Counts(*counts), keys) for whose, *counts, keys in cursor.fetchall()]
    together = sum((counts for _, counts, _ in rows), NOTHING)
    return Population(together, {whose: (counts, keys) for whose, counts, keys in rows if whose is not None})

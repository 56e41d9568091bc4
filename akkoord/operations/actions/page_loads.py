# SPDX-License-Identifier: EUPL-1.2
"""Take real page loads in, whole batches at once, and fold them into their hours. sla:2.3.2

No event tells of it: measurements come by the thousand, and change nothing that somebody decided.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import fsum

from django.db import connection, transaction

from akkoord.people.models import ApiToken

from ..models import TimingBatch
from ..rules.histograms import counted
from ..rules.page_loads import AHEAD, OLDEST, Batch
from ..rules.responses import HOUR, Response
from .loads import add_loads

KEEP = """
INSERT INTO operations_timingbatch (id, token_id, received_at, count, digest, windows, moments, times)
VALUES (%s, %s, %s, %s, %s, %s::text[], %s::timestamptz[], %s::double precision[]) ON CONFLICT (id) DO NOTHING
"""
BY_HOUR = """
SELECT load.win, date_trunc('hour', load.at, 'UTC'), array_agg(load.ms) FILTER (WHERE load.ms IS NOT NULL),
    count(*) FILTER (WHERE load.ms IS NULL)
FROM operations_timingbatch batch, unnest(batch.windows, batch.moments, batch.times) AS load (win, at, ms)
WHERE batch.id = ANY (%s) GROUP BY 1, 2
"""
AT_ONCE = 100
KEPT = OLDEST + AHEAD + timedelta(days=1)


class AnotherBatch(Exception):
    """This id was given to other loads before: one of the two is a mistake of the program that sends them."""


@transaction.atomic
def keep_page_loads(*, batch: Batch, token: ApiToken, by: None, at: datetime) -> bool:
    """Keep a batch whole; False when it was kept before. Raises AnotherBatch.

    Two requests with one batch at once: the second waits for the first, and adds nothing.
    """
    with connection.cursor() as cursor:
        values = batch.id, token.pk, at, batch.count, batch.digest, batch.windows, batch.moments, batch.times
        cursor.execute(KEEP, values)
        if cursor.rowcount:
            return True
    if bytes(TimingBatch.objects.values_list("digest", flat=True).get(pk=batch.id)) != batch.digest:
        raise AnotherBatch
    return False


@transaction.atomic
def fold_page_loads(*, by: None, at: datetime, most: int = AT_ONCE) -> int:
    """Add the loads of the oldest batches to their hours; how many batches. One transaction: all of it counts once, or none.

    Two workers take different batches.
    """
    waiting = TimingBatch.objects.select_for_update(skip_locked=True).filter(folded_at=None).order_by("received_at")
    ids = list(waiting.values_list("pk", flat=True)[:most])
    if not ids:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(BY_HOUR, [ids])
        found = cursor.fetchall()
    loads = {(window, hour): _response(hour, times or [], failed) for window, hour, times, failed in found}
    add_loads(loads=loads, by=None, at=at)
    TimingBatch.objects.filter(pk__in=ids).update(folded_at=at, windows=[], moments=[], times=[])
    return len(ids)


def forget_batches(*, by: None, at: datetime) -> int:
    """Let ids go whose loads are too old to be sent again; how many."""
    return TimingBatch.objects.filter(folded_at__isnull=False, received_at__lt=at - KEPT).delete()[0]


def _response(hour: datetime, times: list[float], failed: int) -> Response:
    return Response(hour, hour + HOUR, len(times), failed, fsum(times), counted(times))

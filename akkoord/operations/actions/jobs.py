# SPDX-License-Identifier: EUPL-1.2
"""Let a job that failed be tried again."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, connection, transaction

from akkoord.audit.actions import announce
from akkoord.people.models import Person

from ..duty_refusals import NothingToRetry, WaitsAlready
from ..events import JobRetried
from ..rights import check_operator


@transaction.atomic
def retry_job(*, job_id: int, by: Person, at: datetime) -> None:
    """Put a failed job, or one that waits for its next try, at the head of now. Raises NotAllowed, NothingToRetry, WaitsAlready."""
    check_operator(by)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status = 'failed' FROM procrastinate_jobs"
            " WHERE id = %s AND (status = 'failed' OR (status = 'todo' AND attempts > 0)) FOR UPDATE",
            [job_id],
        )
        if (found := cursor.fetchone()) is None:
            raise NothingToRetry
        if found[0]:  # the queue's own way back, which writes its history
            try:
                with transaction.atomic():
                    cursor.execute("SELECT procrastinate_retry_job_v2(%s, %s, NULL, NULL, NULL)", [job_id, at])
            except IntegrityError as taken:  # of one queueing lock, one job waits
                raise WaitsAlready from taken
        else:
            cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = %s WHERE id = %s", [at, job_id])
    announce(JobRetried(job_id=job_id), by=by.pk, at=at)

# SPDX-License-Identifier: EUPL-1.2
"""How far batches of reports are."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from .models import ATTEMPTS, ReportRun

MOST = 12


@dataclass(frozen=True)
class Batch:
    """One batch: how many reports it asks, how many of them are done, and how many nobody could make."""

    run: ReportRun
    total: int
    done: int
    failed: int

    @property
    def share(self) -> float:
        """What is done, as a share of 1."""
        return self.done / self.total if self.total else 1.0

    @property
    def is_over(self) -> bool:
        """Whether nothing of it waits any more."""
        return self.done + self.failed >= self.total


def batches() -> list[Batch]:
    """The last batches, the newest first. One query."""
    failed = Q(due__done_at=None, due__attempts__gte=ATTEMPTS)
    runs = ReportRun.objects.annotate(
        total=Count("due"), done=Count("due", filter=Q(due__done_at__isnull=False)), failed=Count("due", filter=failed)
    )
    return [Batch(run, run.total, run.done, run.failed) for run in runs[:MOST]]

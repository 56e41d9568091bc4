# SPDX-License-Identifier: EUPL-1.2
"""What clocks can tell the floors below and above."""

from __future__ import annotations

from datetime import datetime

from .models import Clock


def judged_since(*, agreement_id: int, since: datetime) -> bool | None:
    """True when a clock ran under an agreement since a moment, so that no version may begin before it; else nothing."""
    return Clock.objects.filter(version__agreement=agreement_id, started_at__gte=since).exists() or None

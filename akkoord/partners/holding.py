# SPDX-License-Identifier: EUPL-1.2
"""Hold an expert's row while something is done for them."""

from __future__ import annotations

from .models import Expert
from .refusals.experts import ExpertEnded


def held_expert(expert: Expert) -> Expert:
    """The row, held until the transaction ends. Raises ExpertEnded."""
    held = Expert.objects.select_for_update().get(pk=expert.pk)
    if held.ended_at is not None:
        raise ExpertEnded
    return held

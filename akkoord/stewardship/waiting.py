# SPDX-License-Identifier: EUPL-1.2
"""What waits for somebody in a management organisation, gathered from all its subjects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from markupsafe import Markup

from akkoord.people.doors import PersonRequest

from .here import Here
from .slots import STEWARD_WAITS

Text = str | Promise | Markup


@dataclass(frozen=True)
class Wait:
    """One row: what to do, where, what more is said of it, the button's word. What is overdue comes first, then by day."""

    title: Text
    address: str
    sub: tuple[Text, ...] = ()
    act: Text = ""
    due: date | None = None
    is_overdue: bool = False


def waits_for(request: PersonRequest, here: Here) -> list[Wait]:
    """Everything, the most pressing first."""
    found = [wait for filling in STEWARD_WAITS.gather(request=request, here=here) for wait in filling]
    return sorted(found, key=lambda wait: (not wait.is_overdue, wait.due or date.max))

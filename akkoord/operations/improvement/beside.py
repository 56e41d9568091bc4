# SPDX-License-Identifier: EUPL-1.2
"""Improvement plans beside the page of operations: which are due."""

from __future__ import annotations

from django.http import HttpRequest
from markupsafe import Markup

from akkoord.web.moments import now
from akkoord.web.parts import part

from ..availability.wording import month_name
from ..models import ImprovementPlan
from .reading import shown

MOST = 12


def show_due_plans(request: HttpRequest) -> Markup | None:
    """A panel with the plans that nobody published yet; None where every month has its plan."""
    waiting = shown(list(ImprovementPlan.objects.filter(published_at=None).order_by("month")[:MOST]), now())
    due = [each for each in waiting if not each.is_spared]
    if not due:
        return None
    context = {"plans": due, "month_name": month_name}
    return part("operations/improvement/due.html", context, request)

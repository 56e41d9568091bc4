# SPDX-License-Identifier: EUPL-1.2
"""An improvement plan as everybody reads it. sla:2.3.1"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akkoord.people.doors import public_door

from ..availability.wording import month_name
from ..improvement.reading import plan_of
from ..models import ImprovementPlan
from .language import in_asked_language


@public_door
@require_safe
@in_asked_language
def show_plan(request: HttpRequest, month: str) -> HttpResponse:
    """The plan of a month, once it was published."""
    found = plan_of(month, ImprovementPlan.objects.filter(published_at__isnull=False))
    return render(request, "operations/improvement/published.html", {"plan": found, "month": month_name(found.month)})

# SPDX-License-Identifier: EUPL-1.2
"""Have the reports of every customer made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.people.doors import PersonRequest, staff_door
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from .actions import begin_run
from .forms import month_asked
from .jobs import LANES, call_maker
from .models import ReportRun
from .rights import RUNNERS


@staff_door(*RUNNERS)
@require_POST
def run_reports(request: PersonRequest) -> HttpResponse:
    """Put a month's reports of every customer in line."""
    try:
        run = begin_run(month=month_asked(request.POST.get("month", "")), whom=ReportRun.ALL, by=request.user, at=now())
        for lane in range(LANES):
            call_maker(lane)
        messages.success(
            request, _("The reports are being made.") if run else _("The reports of this month were asked for before.")
        )
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("reports")

# SPDX-License-Identifier: EUPL-1.2
"""Jobs that failed, or were tried in vain, and letting one be tried again."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from procrastinate.contrib.django.models import ProcrastinateJob

from akkoord.people.doors import PersonRequest
from akkoord.people.rules import StaffRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.jobs import retry_job
from ..doors import operator_door, reader_door

MOST = 50
IN_VAIN = 3


@reader_door
@require_safe
def show_failed_jobs(request: PersonRequest) -> HttpResponse:
    """The newest failed jobs, and those that are tried again and again, with what they were to do."""
    found = ProcrastinateJob.objects.filter(Q(status="failed") | Q(status="todo", attempts__gte=IN_VAIN))
    jobs = list(found.prefetch_related("procrastinateevent_set").order_by("-id")[:MOST])
    rows = [(job, max((event.at for event in job.procrastinateevent_set.all() if event.at), default=None)) for job in jobs]
    day_ago = now() - timedelta(days=1)
    context = {"jobs": rows, "day_ago": day_ago, "may_write": request.user.has_staff_role(StaffRole.OPERATIONS)}
    return render(request, "operations/failed_jobs.html", context)


@operator_door
@require_POST
def retry(request: PersonRequest, pk: int) -> HttpResponse:
    """Try one again, now."""
    try:
        retry_job(job_id=pk, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("A worker tries it again now."))
    answer = HttpResponseRedirect(url("failed_jobs"))
    answer.status_code = 303
    return answer

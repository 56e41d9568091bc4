# SPDX-License-Identifier: EUPL-1.2
"""Verdicts as a file, for whoever reads the reports of an organisation and for the vendor. docs/howto/read-verdicts.md"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from akkoord.audit.actions import note_reading
from akkoord.people.doors import PersonRequest, person_door
from akkoord.web.moments import now

from .lines import as_lines, verdicts_of
from .report.forms import organisation_asked


@person_door
@require_safe
def download_verdicts(request: PersonRequest) -> HttpResponse:
    """Every verdict of one organisation and of all together as JSON Lines; for the vendor without one those of all together.

    Staff who take an organisation's are noted. sla:5.3
    """
    organisation = organisation_asked(request.GET, request.user)
    if organisation is None and not request.user.is_staff:
        raise Http404
    found = verdicts_of(None).filter(organisation=None) if organisation is None else verdicts_of(organisation.pk)
    if organisation is not None and request.user.is_staff:
        note_reading(by=request.user.pk, at=now(), subject=f"verdicts:{organisation.pk}", organisation=organisation.pk)
    name = f"verdicts-{organisation.key}" if organisation is not None else "verdicts"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.jsonl"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse("".join(as_lines(found)), content_type="application/x-ndjson; charset=utf-8", headers=headers)

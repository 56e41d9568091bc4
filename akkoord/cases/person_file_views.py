# SPDX-License-Identifier: EUPL-1.2
"""Attachments of a case, up and down. What somebody uploaded never runs in a reader's browser."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akkoord.audit.actions import note_reading
from akkoord.people.doors import PersonRequest, person_door
from akkoord.scope.rules import Audience
from akkoord.web.refusals import Refusal

from . import actions
from .forms import pieces_of, read_said
from .models import Attachment
from .person_views import at_of, back, fetch
from .store import SHOWN, stream_of


@person_door
@require_POST
def attach(request: PersonRequest, number: str) -> HttpResponse:
    """Attach files to the case itself; one that is refused is named, the others stay."""
    case = fetch(request, number)
    for file in read_said(request).files:
        try:
            actions.attach_file(
                case=case, by=request.user, at=at_of(request), name=file.name or "", size=file.size or 0, chunks=pieces_of(file)
            )
            messages.success(request, _("%(name)s is attached.") % {"name": file.name})
        except Refusal as refusal:
            messages.error(request, f"{file.name}: {refusal.message}")
    return back(case)


@person_door
@require_GET
def download(request: PersonRequest, number: str, pk: int, name: str) -> HttpResponseBase:
    """The file, as it was uploaded: pictures in the browser, everything else as a download, streamed from the store.

    No row is read while it streams: the request's transaction has ended by then.
    """
    case = fetch(request, number)
    files = Attachment.objects.filter(case=case, pk=pk)
    if not request.user.is_staff:
        files = files.exclude(audience=Audience.VENDOR_ONLY)
    file = files.first()
    if file is None:
        raise Http404
    if request.user.is_staff:
        note_reading(by=request.user.pk, at=at_of(request), subject=f"attachment:{file.pk}", organisation=file.organisation_id)
    shown = file.media_type in SHOWN
    answer = StreamingHttpResponse(stream_of(file.key), content_type=file.media_type if shown else "application/octet-stream")
    answer.headers["Content-Length"] = str(file.size)
    answer.headers["Content-Disposition"] = content_disposition_header(not shown, file.name) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Encoding"] = "identity"  # compressed already, most of it
    return answer

# SPDX-License-Identifier: EUPL-1.2
"""Lists of cases, their export, and search; each within what the reader may see."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akkoord.audit.actions import note_reading
from akkoord.people.doors import PersonRequest, person_door

from .exporting import XLSX, Export, streamed
from .listing import ALL, BOTH, CLOSED, MINE, OPEN, Filters, counts_of, kinds_for, organisations_seen_whole, part_of
from .person_views import at_of
from .rows import COLUMNS, rows_of
from .searching import search_cases
from .wording import marked


@person_door
@require_GET
def list_cases(request: PersonRequest) -> HttpResponse:
    """The reader's own cases, or all that they may see, by state, field and priority."""
    person = request.user
    filters = Filters.read(request.GET, person)
    part = part_of(filters, person, COLUMNS)
    counts = counts_of(filters, person)
    states = counts.states(filters)
    if person.is_staff:
        note_reading(
            by=person.pk, at=at_of(request), subject=f"cases?{filters.address()}"[:200], organisation=filters.organisation
        )
    context = {
        "filters": filters,
        "rows": rows_of(part.rows, at_of(request)),
        "older": f"?{filters.address(before=part.older)}" if part.older else None,
        "newer": f"?{filters.address(after=part.newer)}" if part.newer else None,
        "total": states[filters.standing] if not filters.word else None,
        "states": [
            (OPEN, _("open"), states[OPEN]),
            (CLOSED, _("closed"), states[CLOSED]),
            (BOTH, _("open and closed"), states[BOTH]),
        ],
        "kinds": [(name, kind.label, None) for name, kind in kinds_for(person).items()],
        "areas": [(area, area, n) for area, n in counts.areas(filters)],
        "priorities": [(p, p, n) for p, n in counts.priorities(filters)],
        "places_of_list": _views(request, filters),
        "query": filters.address(),
    }
    return render(request, "cases/list.html", context)


def _views(request: PersonRequest, filters: Filters) -> list[tuple[str, str, None, bool]]:
    """The views that the reader's roles give, for beside the list."""
    person = request.user
    mine = (_("Mine"), f"?{filters.address(whose=MINE, organisation=None)}", None, filters.whose == MINE)
    if person.is_staff:
        everything = (_("All cases"), f"?{filters.address(whose=ALL, organisation=None)}", None, filters.whose == ALL)
        return [everything, mine]
    whole = [
        (
            _("All of %(name)s") % {"name": name},
            f"?{filters.address(whose=ALL, organisation=pk)}",
            None,
            filters.whose == ALL and filters.organisation in (None, pk),
        )
        for pk, name in organisations_seen_whole(person)
    ]
    if not whole and filters.whose == ALL:  # what one is within the organisation shows more than a role on the portal
        whole = [(_("All that I see"), f"?{filters.address(whose=ALL)}", None, True)]
    return [mine, *whole]


@person_door
@require_GET
def export_cases(request: PersonRequest, form: str) -> HttpResponseBase:
    """Just what the list shows, all its pages, as `csv` or `xlsx`."""
    person = request.user
    filters = Filters.read(request.GET, person)
    if person.is_staff:
        subject = f"export?{filters.address()}"[:200]
        note_reading(by=person.pk, at=at_of(request), subject=subject, organisation=filters.organisation)
    export = Export(filters, person, get_language() or "nl", timezone.get_current_timezone_name())
    media_type = "text/csv; charset=utf-8" if form == "csv" else XLSX
    answer = StreamingHttpResponse(streamed(export, form), content_type=media_type)
    day = timezone.localtime(at_of(request)).strftime("%Y-%m-%d")
    name = _("cases") + f"-{day}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@person_door
@require_GET
def search(request: PersonRequest) -> HttpResponse:
    """Cases with this number, then cases with these words."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    person, at = request.user, at_of(request)
    rows = rows_of(search_cases(words, person, at), at)
    if words and person.is_staff:
        note_reading(by=person.pk, at=at, subject=f"search:{words}", organisation=None)
    wanted = words.split()
    context = {"words": words, "found": [(row, marked(row.subject, wanted)) for row in rows]}
    return render(request, "cases/search.html", context)

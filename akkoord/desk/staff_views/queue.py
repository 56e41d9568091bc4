# SPDX-License-Identifier: EUPL-1.2
"""The queue: what is due next, and taking it."""

from __future__ import annotations

import csv
from io import StringIO
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from akkoord.audit.actions import note_reading
from akkoord.cases.actions import assign_case
from akkoord.cases.areas import area_word
from akkoord.cases.models import Case
from akkoord.people.doors import PersonRequest
from akkoord.people.models import Person
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions import take_next
from ..colleagues import colleagues
from ..doors import back, desk_door
from ..expectations import desk_hours
from ..kinds import OPEN, STATES
from ..queue import VIEWS, Chosen, Counts, Cursor, counts, first_page, forget_counts, page_of
from ..queue_rows import written

AT_MOST = 10_000  # rows in a file


@desk_door
@require_safe
def show_queue(request: PersonRequest) -> HttpResponse:
    """Open cases by next deadline; the table alone is fetched again while the page is seen."""
    at, person = now(), request.user
    chosen, after = Chosen.from_query(request.GET), Cursor.parsed(request.GET.get("after", ""))
    counted = counts(person, at)
    page = page_of(chosen.cases(person, at), after) if after else first_page(chosen, person, at)
    context = {
        "chosen": chosen,
        "rows": written(page.rows, at),
        "shown": len(page.rows),
        "first_url": _address(chosen) if after else None,
        "next_url": _address(chosen, after=str(page.next)) if page.next else None,
        "here": _address(chosen, after=str(after) if after else ""),
        "csv_url": _address(chosen, name="queue_file"),
        "counted": counted,
        "views": _views(chosen, counted),
        "areas": _areas(chosen, counted),
        "states": [(state.id, state.label, None) for state in STATES if state.id in OPEN],
        "colleagues": colleagues(at),
        "hours": desk_hours(None, at),
        "alone": request.headers.get("HX-Request") == "true",
    }
    return render(request, "desk/queue_table.html" if context["alone"] else "desk/queue.html", context)


@desk_door
@require_safe
def download_queue(request: PersonRequest) -> HttpResponse:
    """What is shown, as CSV; who took it is noted."""
    at, person = now(), request.user
    rows = page_of(Chosen.from_query(request.GET).cases(person, at), None, most=AT_MOST).rows
    file = StringIO()
    write = csv.writer(file)
    write.writerow(["number", "kind", "subject", "field", "state", "priority", "organisation", "responsible", "clock", "due_at"])
    for row in rows:
        due = row.next_due_at.isoformat() if row.next_due_at else ""
        words = (row.subject, row.area, row.organisation, row.assignee)
        subject, area, organisation, assignee = (_harmless(word or "") for word in words)
        write.writerow(
            [row.number, row.kind_name, subject, area, row.state, row.priority, organisation, assignee, row.clock, due]
        )
    note_reading(by=person.pk, at=at, subject="export:queue", organisation=None)
    answer = HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="queue.csv"'
    return answer


@desk_door
@require_POST
def take_next_case(request: PersonRequest) -> HttpResponse:
    """Take the case of nobody that is due first, and open it."""
    case = take_next(by=request.user, at=now())
    forget_counts(request.user)
    if case is None:
        messages.success(request, _("Every case has somebody. There is nothing to take."))
        return back(request, url("queue"))
    return back(request, case.get_absolute_url())


@desk_door
@require_POST
def assign_chosen(request: PersonRequest) -> HttpResponse:
    """Make somebody of the desk responsible for the chosen cases, or nobody."""
    at, to, done = now(), None, 0
    wanted = request.POST.get("to", "")
    if wanted != "nobody":
        to = Person.objects.filter(
            pk__in=[pk for pk, _name in colleagues(at)], pk=int(wanted) if wanted.isdecimal() else 0
        ).first()
        if to is None:
            messages.error(request, _("Choose who will look after the cases."))
            return back(request, url("queue"))
    numbers = request.POST.getlist("case")[:200]
    for case in Case.objects.visible_to(request.user).open().filter(number__in=numbers).order_by("pk"):
        try:
            assign_case(case=case, by=request.user, at=at, to=to)
            done += 1
        except Refusal as refusal:
            messages.error(request, f"{case.number}: {refusal.message}")
    forget_counts(request.user)
    said = ngettext("%(count)d case now has %(who)s.", "%(count)d cases now have %(who)s.", done)
    messages.success(request, said % {"count": done, "who": to.name if to else _("nobody")})
    return back(request, url("queue"))


def _address(chosen: Chosen, *, name: str = "queue", **other: str) -> str:
    query = urlencode(chosen.as_query(**other))
    return url(name) + (f"?{query}" if query else "")


def _views(chosen: Chosen, counted: Counts) -> list[tuple[str, str, int, bool]]:
    found = []
    for name, label in VIEWS.items():
        current = chosen.view == name and not chosen.area
        found.append((str(label), _address(Chosen(view=name)), counted.views.get(name, 0), current))
    return found


def _areas(chosen: Chosen, counted: Counts) -> list[tuple[str, str, int, bool]]:
    names = sorted((area for area in counted.areas if area), key=lambda area: -counted.areas[area])[:12]
    return [(area_word(a), _address(Chosen(area=a)), counted.areas[a], chosen.area == a) for a in names]


def _harmless(word: str) -> str:
    """A word that a spreadsheet does not take for a formula."""
    return f"'{word}" if word[:1] in ("=", "+", "-", "@", "\t") else word

# SPDX-License-Identifier: EUPL-1.2
"""The annual planner: a year, a month, and the ready year to begin with. beheer:4"""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.people.actions import make_feed_key
from akkoord.people.chooser import PARAMETER
from akkoord.people.doors import PersonRequest, customer_door
from akkoord.people.feed_door import calendar_answer, fresh_address, show_once
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.first_year import plan_year
from ..forms.planner import YearForm
from ..here import Here, here
from ..models import PlannerEntry
from ..page import show, to
from ..planner_calendar import PLANNER, planner_calendar
from ..planner_reading import Filters, goals_in, items_in, lanes_of, months_of, place_in, weeks_span, weeks_with
from ..planner_words import KINDS, VENDOR_WORDS, VENDORS, days_words, month_name, period_name, weekday_names
from ..planning import may_plan_something, stewards_of
from ..ready_year import in_language, proposals
from ..rules.planner import EntryKind, Period, period_of
from ..vendor_dates import vendor_dates


@customer_door()
@require_safe
def this_year(request: PersonRequest) -> HttpResponse:
    """The year that runs."""
    return _show_year(request, Period(today_here().year))


@customer_door()
@require_safe
def period(request: PersonRequest, period: str) -> HttpResponse:
    """The year or month in the address."""
    asked = period_of(period)
    if asked is None:
        raise Http404
    return _show_year(request, asked) if asked.month is None else _show_month(request, asked)


@customer_door()
@require_safe
def file(request: PersonRequest, period: str) -> HttpResponse:
    """A year or month of the planner, with the vendor's dates, to put in one's own calendar once."""
    asked, stands, at = period_of(period), here(request), now()
    if asked is None:
        raise Http404
    entries = PlannerEntry.objects.visible_to(request.user).standing().filter(organisation=stands.organisation)
    dates = vendor_dates(stands.organisation, asked.days, at)
    title = _("Planner of %(organisation)s") % {"organisation": stands.organisation.name}
    body = planner_calendar(entries.meeting(asked.days), dates, title=title, domain=domain_of(request), at=at)
    answer = calendar_answer(body)
    answer["Content-Disposition"] = f'attachment; filename="planner-{asked.address}.ics"'
    return answer


@customer_door()
@require_POST
def new_address(request: PersonRequest) -> HttpResponse:
    """A new address of the planner for one's own calendar, shown once."""
    show_once(request, PLANNER, make_feed_key(feed=PLANNER, by=request.user, at=now()))
    return to(url("planner") + here(request).query + "#h-calendar")


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: PersonRequest, period: str) -> HttpResponse:
    """The ready year in that year, to choose from; sent, what was chosen stands in the planner."""
    asked, stands = period_of(period), here(request)
    if asked is None or asked.month is not None or not stands.may_administer:
        raise Http404
    found, today = proposals(stands.organisation, asked.year), today_here()
    form = YearForm(request.POST if request.method == "POST" else None, proposals=found)
    if form.is_valid():
        try:
            return _planned(request, stands, asked, form.cleaned_data["keys"])
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    lines = [
        {
            "key": each.ready.key,
            "title": in_language(each.ready.title, request.user.language),
            "notes": in_language(each.ready.notes, request.user.language),
            "kind": KINDS[each.ready.kind],
            "days": "" if each.ready.kind == EntryKind.GOAL else days_words(each.days, asked.year),
            "known": each.known,
            "known_days": days_words(each.known.days, asked.year) if each.known is not None else "",
            "is_past": each.days.last < today,
            "is_chosen": each.ready.key in form["keys"].value() if form.is_bound else each.days.last >= today,
        }
        for each in found
    ]
    context = {"form": form, "lines": lines, "period": asked, "has_open": any(each.known is None for each in found)}
    return show(request, stands, "planner_template", context, status=422 if form.errors else 200)


def _planned(request: PersonRequest, stands: Here, asked: Period, keys: list[str]) -> HttpResponse:
    made = plan_year(
        organisation=stands.organisation, year=asked.year, keys=keys, language=request.user.language, by=request.user, at=now()
    )  # fmt: skip
    if made:
        said = ngettext("%(num)d entry was added.", "%(num)d entries were added.", len(made)) % {"num": len(made)}
        messages.success(request, said + " " + _("Now say who sees to what."))
    else:
        messages.success(request, _("Nothing was added: it was there already, or nothing was chosen."))
    return to(url("planner_period", asked.address) + stands.query)


def _show_year(request: PersonRequest, asked: Period) -> HttpResponse:
    stands, today, at = here(request), today_here(), now()
    filters = _filters(request)
    items = items_in(stands.organisation, request.user, asked.days, at, today, filters)
    marker = place_in(asked.year, today)
    context = {
        "items": items,
        "months": months_of(asked.year, items, today),
        "lanes": lanes_of(asked.year, items),
        "marker": marker,
        "month_name": month_name,
    }
    return show(request, stands, "planner_year", {**_frame(request, stands, asked, filters, today), **context})


def _show_month(request: PersonRequest, asked: Period) -> HttpResponse:
    stands, today, at = here(request), today_here(), now()
    filters = _filters(request)
    items = items_in(stands.organisation, request.user, weeks_span(asked), at, today, filters)
    short, whole = weekday_names()
    context = {
        "items": [item for item in items if item.days.meets(asked.days)],
        "weeks": weeks_with(asked, items, today),
        "weekdays": list(zip(short, whole, strict=True)),
    }
    return show(request, stands, "planner_month", {**_frame(request, stands, asked, filters, today), **context})


def _frame(request: PersonRequest, stands: Here, asked: Period, filters: Filters, today: date) -> dict[str, Any]:
    """What both views have: goals, filters, ways to other periods, the calendar's address."""
    near = Period(today.year) if asked.month is None else Period(today.year, today.month)
    anything = PlannerEntry.objects.visible_to(request.user).standing().filter(organisation=stands.organisation)
    kinds = [(str(k), KINDS[k].label, None) for k in EntryKind if k != EntryKind.GOAL]
    month = today.month if asked.year == today.year else 1
    return {
        "period": asked,
        "name": period_name(asked),
        "previous": asked.moved(-1),
        "following": asked.moved(1),
        "near": None if near == asked else near,
        "other": Period(asked.year, month) if asked.month is None else Period(asked.year),
        "tail": _tail(stands, filters),
        "goals": goals_in(stands.organisation, request.user, asked.year),
        "filters": filters,
        "owners": [(person.pk, person.name, None) for person in stewards_of(stands.organisation)],
        "kinds": [*kinds, (VENDORS, VENDOR_WORDS.label, None)],
        "is_empty": not anything.meeting(asked.days if asked.month is None else Period(asked.year).days).exists(),
        "may_plan": may_plan_something(request.user, stands.organisation.pk),
        "feed_url": fresh_address(request, PLANNER, "planner_feed"),
        "days_words": days_words,
        "period_name": period_name,
        "today": today,
    }


def _filters(request: HttpRequest) -> Filters:
    owner, kind = request.GET.get("owner", ""), request.GET.get("kind", "")
    known = {*(str(k) for k in EntryKind), VENDORS}
    is_key = owner.isascii() and owner.isdigit() and len(owner) < 18
    return Filters(int(owner) if is_key else None, kind if kind in known else "")


def _tail(stands: Here, filters: Filters) -> str:
    """What an address of another period carries along."""
    asked: dict[str, str] = {"owner": str(filters.owner or ""), "kind": filters.kind}
    if stands.query:
        asked[PARAMETER] = stands.organisation.key
    said = urlencode({name: value for name, value in asked.items() if value})
    return f"?{said}" if said else ""


def today_here() -> date:
    """The date where the reader is."""
    return now().astimezone(timezone.get_current_timezone()).date()


def domain_of(request: HttpRequest) -> str:
    """What makes the identifiers of a calendar unique."""
    return request.get_host().split(":")[0]

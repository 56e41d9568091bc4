# SPDX-License-Identifier: EUPL-1.2
"""How long windows took to open, by month and by day. sla:2.3.2"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from akkoord.people.doors import public_door
from akkoord.web.moments import Style, now, written

from ..availability.wording import month_name
from ..loads import day_edges, hour_edges
from ..models import TimingHour
from ..responses import wording
from ..responses.picture import picture
from ..responses.reading import Timed, read_windows
from ..rules.histograms import RELATIVE_ERROR
from ..rules.months import month_before, next_month
from ..status.addresses import first_day
from .language import in_asked_language


@public_door
@require_safe
def show_response_times_now(request: HttpRequest) -> HttpResponse:
    """This month's."""
    return redirect("response_times", f"{now().astimezone(timezone.get_current_timezone()):%Y-%m}")


@public_door
@require_safe
@in_asked_language
def show_response_times(request: HttpRequest, period: str) -> HttpResponse:
    """Each window in a month (`2026-11`) by days, or in a day (`2026-11-19`) by hours."""
    first, is_day = _period(period)
    edges = hour_edges(first) if is_day else day_edges(first)
    windows = read_windows(edges)
    style: Style = "time" if is_day else "date"
    context = {
        "is_day": is_day,
        "period": period,
        "month": f"{first:%Y-%m}",
        "month_name": month_name(first),
        "day_name": _name(first, is_day),
        "first_label": written(edges[0], style),
        "last_label": written(edges[-2], style),
        "windows": [_shown(timed, is_day) for timed in windows],
        "off_by": RELATIVE_ERROR,
        **_neighbours(first, is_day),
    }
    return render(request, "operations/status/response_times.html", context)


@public_door
@require_safe
def download_response_times(request: HttpRequest, period: str) -> HttpResponse:
    """The same numbers as a file."""
    first, is_day = _period(period)
    text = StringIO()
    csv.writer(text).writerows(wording.csv_rows(read_windows(hour_edges(first) if is_day else day_edges(first))))
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="response-times-{period}.csv"'
    return answer


def _shown(timed: Timed, is_day: bool) -> dict[str, Any]:
    label = wording.told(timed, is_day=is_day)
    return {
        "timed": timed,
        "figures": wording.figures(timed),
        "promised": wording.promised(timed.bound) if timed.bound else "",
        "sources": wording.sources(timed),
        "picture": picture(label, timed.stretches, timed.share, timed.bound),
        "rows": wording.rows(timed, is_day=is_day),
        "told": label,
    }


def _neighbours(first: date, is_day: bool) -> dict[str, str | None]:
    """The periods before and after, where there was something to measure."""
    begin = hour_edges(first)[0]
    before, after = (first - timedelta(days=1), first + timedelta(days=1)) if is_day else (month_before(first), next_month(first))
    form = "%Y-%m-%d" if is_day else "%Y-%m"
    return {
        "earlier": before.strftime(form) if TimingHour.objects.filter(hour__lt=begin).exists() else None,
        "earlier_name": _name(before, is_day),
        "later": after.strftime(form) if hour_edges(after)[0] <= now() else None,
        "later_name": _name(after, is_day),
    }


def _name(first: date, is_day: bool) -> str:
    return written(hour_edges(first)[0], "long_date") if is_day else month_name(first)


def _period(period: str) -> tuple[date, bool]:
    month = first_day(period[:7])
    if len(period) == 7:
        return month, False
    day = period[8:]
    if not (len(period) == 10 and period[7] == "-" and day.isascii() and day.isdigit()):
        raise Http404
    try:
        return month.replace(day=int(day)), True
    except ValueError:
        raise Http404 from None

# SPDX-License-Identifier: EUPL-1.2
"""Open to everybody where the vendor wants that: how it kept its promises, all customers together."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from akkoord.agreements.in_force import NoAgreementInForce, version_in_force
from akkoord.people.doors import public_door
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.web.moments import now

from .ledger import evaluated_promises
from .measured import months_of
from .models import MonthVerdict
from .month_strip import letters_of, told_of
from .month_words import figure_words, why_words
from .rules import month_after, month_before, months_until

MONTHS = 12


@public_door
@require_safe
def show_kept(request: HttpRequest) -> HttpResponse:
    """The twelve months that ended, promise by promise; 404 unless `AKKOORD_PUBLIC_PROMISES` is on."""
    if not settings.PUBLIC_PROMISES:
        raise Http404
    at = now()
    try:
        version = version_in_force(settings.AGREEMENT, at)
    except NoAgreementInForce as none:
        raise Http404 from none
    last = month_before(at.astimezone(timezone.get_current_timezone()).date().replace(day=1))
    months = months_until(last, MONTHS)
    promises = evaluated_promises(version.text)
    with scoped(SYSTEM):  # the vendor chose to show what only its people read otherwise
        rows_of_all = MonthVerdict.objects.filter(
            organisation=None, agreement=version.agreement_id, until__gt=months[0]
        ).in_force()
        found = [row.judged for row in rows_of_all if row.promise in promises and row.until <= month_after(last)]
    judged = {(each.promise, month): each for each in found for month in months_of(each, promises[each.promise], months)}
    rows: list[dict[str, Any]] = []
    for name, promise in promises.items():
        its = [judged.get((name, month)) for month in months]
        shown = [each.shown if each else None for each in its]
        rows.append({
            "id": name, "clause": name.partition("/")[0], "text": promise.text.in_language(get_language() or "nl"),
            "shown": shown, "last": its[-1], "figure": figure_words(its[-1], promise) if its[-1] else "",
            "why": why_words(its[-1]) if its[-1] else "",
        })  # fmt: skip
    context = {"rows": rows, "months": months, "letters": letters_of, "told": told_of, "version": version}
    return render(request, "promises/kept.html", context)

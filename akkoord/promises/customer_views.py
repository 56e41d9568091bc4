# SPDX-License-Identifier: EUPL-1.2
"""What a verdict rests on, for whoever it concerns: a customer its own, the vendor everybody's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from akkoord.agreements.document import Promise
from akkoord.agreements.models import AgreementVersion
from akkoord.agreements.rules import midnight
from akkoord.agreements.slots import AGREEMENT_ASK
from akkoord.operations.availability.chosen import chosen_by
from akkoord.operations.availability.wording import CAUSES, month_name
from akkoord.people.doors import PersonRequest, person_door
from akkoord.web.moments import now
from akkoord.web.said import url

from .evidence import Broken, clocks_decided
from .forms import month_of
from .keys import items_of
from .ledger import Stand, history, is_by_clocks, is_everybodys, read_month, room_left
from .month_words import (
    bound_words,
    days_left_words,
    figure_words,
    norm_words,
    reason_words,
    span_words,
    why_words,
)
from .owed import owed
from .owed_words import claim_words, owed_lines
from .rules import Judged, month_after, month_before

MOST = 200


@person_door
@require_safe
def show_evidence(request: PersonRequest, month: str, promise: str) -> HttpResponse:
    """One promise in one month, or in the longer period of it: its verdict, what was left out and why, what decided it, what follows."""
    at, chosen = now(), chosen_by(request)
    today = at.astimezone(timezone.get_current_timezone()).date()
    first = month_of(month, today)
    if f"{first:%Y-%m}" != month or (chosen.organisation is None and not request.user.is_staff):
        raise Http404
    stand = next(iter(read_month(first, chosen.pk, at, names=[promise])), None)
    if stand is None:
        raise Http404
    whose = None if is_everybodys(stand.promise) else chosen.pk
    judged, is_current = stand.judged, first == today.replace(day=1)
    clocks = _clocks(request, stand, chosen.pk)
    context = {
        "stand": stand, "judged": judged, "chosen": chosen, "month": month, "month_name": month_name(first),
        "month_words": month_name, "text": stand.promise.text.in_language(get_language() or "nl"), "is_everybodys": whose is None,
        "figure": figure_words(judged, stand.promise), "bound": bound_words(judged, stand.promise),
        "counted": norm_words(judged, stand.promise), "why": why_words(judged), "excluded": _excluded(stand, request),
        "items": items_of((key for page in judged.evidence for key in page["keys"]), request.user),
        "pages": [page["path"] for page in judged.evidence if not _is_of(stand, page["path"])],
        "clocks": clocks, "is_partly_hidden": is_by_clocks(stand.promise) and len(clocks) < min(judged.kept + judged.broken, MOST),
        "verdicts": history(judged, whose), "reason_words": reason_words,
        "room": room_left(stand.promise, first, chosen.pk, at) if is_current else None,
        "ask_slot": "" if request.user.is_staff else _ask_slot(judged),
        **_period(stand, first, today), **_follows(stand, chosen.pk, at, everybodys=whose is None),
    }  # fmt: skip
    return render(request, "promises/evidence.html", context)


def _period(stand: Stand, first: date, today: date) -> dict[str, Any]:
    """The dates of a period that is no month, when it ends, and the months of the periods before and after it."""
    judged, promise = stand.judged, stand.promise
    is_longer, rolls = promise.per != "month", promise.per.startswith("rolling")
    following = month_after(first) if rolls else judged.until
    return {
        "span": span_words(judged) if is_longer else "", "days_left": days_left_words(judged, today) if is_longer else "",
        "before": month_before(first if rolls else judged.month), "after": following if following <= today else None,
        "ends_at": midnight(judged.until, _zone_of(promise)) if judged.until > today else None,
    }  # fmt: skip


def _is_of(stand: Stand, path: str) -> bool:
    """Whether the page is this one, at any of the months of its period."""
    month, _, promise = path.removeprefix(f"{url('promises_kept')}/").partition("/")
    return promise == stand.id and f"{stand.judged.month:%Y-%m}" <= month < f"{stand.judged.until:%Y-%m}"


def _follows(stand: Stand, organisation: int | None, at: datetime, *, everybodys: bool) -> dict[str, Any]:
    """What a broken promise owes."""
    found = owed(stand.promise, stand.judged, organisation, at, everybodys=everybodys)
    return {"follows": owed_lines(found), "claim": claim_words(found)} if found is not None else {"follows": [], "claim": ""}


def _ask_slot(judged: Judged) -> str:
    """Asked about only where the clause stands in the agreement that the portal shows."""
    shown = AgreementVersion.objects.filter(pk=judged.version_id, agreement__code=settings.AGREEMENT, agreement__owner=None)
    return AGREEMENT_ASK.name if shown.exists() else ""


def _excluded(stand: Stand, request: PersonRequest) -> list[dict[str, Any]]:
    """What was left out, cause by cause, each with what proves it."""
    found = []
    for cause, said in stand.judged.excluded.items():
        words = next((str(text) for name, text in CAUSES.items() if name == cause), cause)
        found.append({"cause": cause, "words": words, **said, "items": items_of(said["proof"], request.user)})
    return found


def _clocks(request: PersonRequest, stand: Stand, organisation: int | None) -> list[Broken]:
    if not is_by_clocks(stand.promise):
        return []
    zone = _zone_of(stand.promise)
    span = midnight(stand.judged.month, zone), midnight(stand.judged.until, zone)
    return clocks_decided(request.user, stand.id, span, organisation, MOST)


def _zone_of(promise: Promise) -> str:
    return promise.period_zone or str(timezone.get_current_timezone())

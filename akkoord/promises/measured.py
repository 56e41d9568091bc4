# SPDX-License-Identifier: EUPL-1.2
"""How measured promises stood month by month, for pages: stored for periods that ended, computed for those that run.

The running month is kept in the process for a minute, so that a page costs one query more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import caches
from django.db.models import Q

from akkoord.agreements.document import Agreement as Document
from akkoord.agreements.document import Promise
from akkoord.people.models import Organisation, Person

from .evaluators import OF_ALL, judged_of
from .models import JUDGED, MonthVerdict
from .rules import Judged, month_after, months_from

_SHOWN = [name for name in JUDGED if name not in ("excluded", "evidence")]
KEPT_FOR = 60  # seconds that the running month is kept
Year = dict[str, dict[date, Judged]]
"""Verdicts by promise and month."""


def measured_promises(document: Document) -> dict[str, Promise]:
    """The promises whose period is judged, by their full id, in the order of the file."""
    return {f"{c.clause}/{p.id}": p for c, p in document.promises() if p.is_evaluated and p.is_measured}


def whose(person: object) -> int | None:
    """For whom a reader sees the figures: their own organisation (the first by name), or all together (None)."""
    if not isinstance(person, Person) or person.is_staff or not person.scope.organisations:
        return None
    own = sorted(person.scope.organisations)
    if len(own) == 1:
        return own[0]
    return Organisation.objects.filter(pk__in=own).order_by("name").values_list("pk", flat=True).first()


def read_year(
    promises: Mapping[str, Promise], agreement_id: int, organisation: int | None, months: Sequence[date], at: datetime
) -> Year:
    """Each month's verdict in force; of an organisation its own, and everybody's of what is the same for everybody.

    That of a quarter or a year stands at each of its months. Without what proves them, which a page of months does not show.
    """
    everybodys = [name for name, promise in promises.items() if organisation is None or (promise.kind, promise.about) in OF_ALL]
    year: Year = {name: {} for name in promises}
    own = Q(organisation=None) if organisation is None else Q(organisation=None) | Q(organisation=organisation)
    mine = MonthVerdict.objects.filter(
        own, agreement=agreement_id, until__in=_ends(promises, months), promise__in=list(promises)
    ).in_force()
    for whose_own, *said in mine.values_list("organisation", *_SHOWN):
        judged = Judged(**dict(zip(_SHOWN, said, strict=True)))
        if (whose_own is None) == (judged.promise in everybodys):
            year[judged.promise] |= dict.fromkeys(months_of(judged, promises[judged.promise], months), judged)
    this_month = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date().replace(day=1)
    if this_month in months:
        for name, judged in running(this_month, organisation, at).items():
            if name in year:
                year[name] |= dict.fromkeys(months_of(judged, promises[name], months), judged)
    return year


def months_of(judged: Judged, promise: Promise, months: Sequence[date]) -> list[date]:
    """The months, of these, at which a verdict stands: each of its period, the last alone of one that rolls on with them."""
    if promise.per.startswith("rolling"):
        return [month for month in months if month_after(month) == judged.until]
    return [month for month in months if judged.month <= month < judged.until]


def _ends(promises: Mapping[str, Promise], months: Sequence[date]) -> list[date]:
    """The ends of periods that have a month among these: those of longer ones may lie up to a year on."""
    longer = any(promise.per != "month" for promise in promises.values())
    return [month_after(month) for month in (*months, *(months_from(month_after(months[-1]), 11) if longer else ()))]


def running(month: date, organisation: int | None, at: datetime) -> dict[str, Judged]:
    """The month that runs, up to `at`: of all together, or an organisation's own with what is the same for everybody."""
    if organisation is None:
        return _kept(month, None, at)
    return _kept(month, None, at, only_of_all=True) | _kept(month, organisation, at)


def _kept(month: date, organisation: int | None, at: datetime, *, only_of_all: bool = False) -> dict[str, Judged]:
    key = f"promises.running.{month}.{organisation}.{only_of_all}"
    known: tuple[datetime, dict[str, Judged]] | None = caches["process"].get(key)
    if known is None or abs((at - known[0]).total_seconds()) > KEPT_FOR:
        known = at, {judged.promise: judged for judged in judged_of(month, organisation, at, only_of_all=only_of_all)}
        caches["process"].set(key, known, KEPT_FOR)
    return known[1]

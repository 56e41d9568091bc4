# SPDX-License-Identifier: EUPL-1.2
"""Make samples smaller: fold whole days, and let go what was folded long ago."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from ..models import DayFold, Probe, Sample, SlotFold, TimingHour, Unfolded
from ..rules.folding import DAYS_KEPT, SLOTS_KEPT, Fold, Moment, fold, hours, midnight, packed
from ..rules.responses import Response, Source

Key = tuple[int, int, date]
"""A day of a probe from a place."""
DAY = timedelta(days=1)
KEY = ("probe_id", "place_id", "day")


class StillNeeded(RuntimeError):
    """A month of samples that may not go: it is `young`, or `unfolded`."""


@transaction.atomic
def fold_days(*, days: Iterable[Key], by: None, at: datetime) -> int:
    """Fold these days anew from their samples, if they are marked; returns how many were. Twice is as once.

    The mark goes first: samples that come meanwhile wait for it, and mark the day again.
    """
    marks = Unfolded.objects.select_for_update(skip_locked=True).filter(pk__in=list(days)).order_by(*KEY)
    held: list[Key] = list(marks.values_list(*KEY))
    Unfolded.objects.filter(pk__in=held).delete()
    windows = dict(Probe.objects.filter(pk__in={probe for probe, _, _ in held}).values_list("pk", "window"))
    for key in held:
        _fold(key, windows[key[0]])
    return len(held)


def _fold(key: Key, window: str) -> None:
    probe, place, day = key
    of_day = Sample.objects.filter(probe=probe, place=place, at__gte=midnight(day), at__lt=midnight(day) + DAY)
    samples: list[Moment] = list(of_day.values_list("at", "ok", "ms"))
    folded = fold(day, samples)
    known = DayFold.objects.filter(pk=key).values_list("count", flat=True).first() or 0
    if folded.count < max(known, 1):
        return  # samples only ever come: with fewer than were folded, those have gone since, and the fold is all that is left
    _write(key, folded)
    if window:
        _write_hours(key, window, hours(samples))


def _write(key: Key, folded: Fold) -> None:
    probe, place, day = key
    whole = DayFold(
        probe_id=probe,
        place_id=place,
        day=day,
        count=folded.count,
        good=folded.good,
        total=folded.total,
        histogram=folded.histogram.packed(),
    )
    columns = ["count", "good", "total", "histogram"]
    unique = ["probe", "place", "day"]
    DayFold.objects.bulk_create([whole], update_conflicts=True, unique_fields=unique, update_fields=columns)
    slots = SlotFold(probe_id=probe, place_id=place, day=day, slots=packed(folded.slots))
    SlotFold.objects.bulk_create([slots], update_conflicts=True, unique_fields=unique, update_fields=["slots"])


def _write_hours(key: Key, window: str, loads: Sequence[Response]) -> None:
    probe, place, _day = key
    rows = [
        TimingHour(
            window=window, hour=each.begin, source=Source.PROBES.value, probe_id=probe, place_id=place,
            count=each.count, failed=each.failed, total=each.total, histogram=each.histogram.packed(),
        )
        for each in loads
    ]  # fmt: skip
    unique = ["window", "hour", "source", "probe", "place"]
    columns = ["count", "failed", "total", "histogram"]
    TimingHour.objects.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=columns)


@transaction.atomic
def drop_samples(*, month: date, by: None, at: datetime) -> bool:
    """Let a month of raw samples go; False where there is none. Raises StillNeeded while it is young or not folded whole."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT operations_drop_samples(%s)", [month])
        (answer,) = cursor.fetchone()
    if answer in ("young", "unfolded"):
        raise StillNeeded(month, answer)
    return bool(answer == "dropped")


@transaction.atomic
def drop_folds(*, by: None, at: datetime) -> None:
    """Let five minutes go after 400 days, days and hours of loads after five years."""
    SlotFold.objects.filter(day__lt=(at - SLOTS_KEPT).date()).delete()
    DayFold.objects.filter(day__lt=(at - DAYS_KEPT).date()).delete()
    TimingHour.objects.filter(hour__lt=at - DAYS_KEPT).delete()

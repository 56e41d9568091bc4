# SPDX-License-Identifier: EUPL-1.2
"""What probes measured, from samples, their five minutes or their days, whichever is the least to read. For the vendor's side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.db.models import Q

from .models import DayFold, Probe, Sample, SlotFold, Unfolded
from .rules.folding import RAW_KEPT, SLOT, Fold, Moment, Slot, fold, midnight, unpacked
from .rules.histograms import unpacked as unpacked_times

DAY = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PARTITIONS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'operations_sample'::regclass ORDER BY 1"
Key = tuple[int, int, date]
Part = tuple[datetime, int, int, int, float]  # when, and what a point counts


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of one probe from all its places together: samples, good ones, timed good ones, their milliseconds."""

    begin: datetime
    count: int
    good: int
    timed: int
    total: float

    @property
    def mean(self) -> float | None:
        """Milliseconds of a good sample; None where none was timed."""
        return self.total / self.timed if self.timed else None


def series(probe: Probe, begin: datetime, end: datetime, step: timedelta) -> list[Point]:
    """The stretches of `step` that have samples, in order, `begin` and `end` widened to whole ones (counted in UTC).

    Raw samples are kept 90 days and five minutes 400: a finer step finds nothing before that. Raises ValueError for a step that is
    neither shorter than five minutes, nor a part of a day in whole five minutes, nor whole days.
    """
    if step <= timedelta(0) or (step >= SLOT and step % SLOT) or (DAY % step if step < DAY else step % DAY):
        raise ValueError(f"{step} is no step: allowed are parts of a day, in whole five minutes from there on, and whole days")
    begin, end = EPOCH + (begin - EPOCH) // step * step, EPOCH - (EPOCH - end) // step * step
    reading = _raw if step < SLOT else _slots if step < DAY else _days
    return _summed(reading(probe, begin, end), step)


def coarser(points: Iterable[Point], step: timedelta) -> list[Point]:
    """The same points by longer stretches."""
    return _summed(((point.begin, point.count, point.good, point.timed, point.total) for point in points), step)


def _summed(parts: Iterable[Part], step: timedelta) -> list[Point]:
    sums: dict[int, list[float]] = defaultdict(lambda: [0, 0, 0, 0.0])
    for at, count, good, timed, total in parts:
        own = sums[(at - EPOCH) // step]
        own[0] += count
        own[1] += good
        own[2] += timed
        own[3] += total
    return [Point(EPOCH + n * step, int(c), int(g), int(t), total) for n, (c, g, t, total) in sorted(sums.items())]


def _raw(probe: Probe, begin: datetime, end: datetime) -> Iterator[Part]:
    for _place, at, ok, ms in _samples(probe, begin, end):
        timed = ok and ms is not None
        yield at, 1, int(ok), int(timed), ms if timed and ms is not None else 0.0


def _slots(probe: Probe, begin: datetime, end: datetime) -> Iterator[Part]:
    fresh = _fresh(probe, begin, end)
    rows = SlotFold.objects.filter(probe=probe, day__gte=begin.date(), day__lt=_day_after(end))
    days: dict[tuple[int, date], tuple[Slot, ...]] = {
        (place, day): unpacked(bytes(slots)) for place, day, slots in rows.values_list("place", "day", "slots")
    }
    days |= {key: folded.slots for key, folded in fresh.items()}
    for (_place, day), slots in days.items():
        for number, slot in enumerate(slots):
            at = midnight(day) + number * SLOT
            if slot.count and begin <= at < end:
                yield at, slot.count, slot.good, slot.timed, slot.total


def _days(probe: Probe, begin: datetime, end: datetime) -> Iterator[Part]:
    fresh = _fresh(probe, begin, end)
    rows = DayFold.objects.filter(probe=probe, day__gte=begin.date(), day__lt=_day_after(end))
    for place, day, count, good, total, packed in rows.values_list("place", "day", "count", "good", "total", "histogram"):
        if (place, day) not in fresh:
            yield midnight(day), count, good, unpacked_times(bytes(packed)).count, total
    for (_place, day), folded in fresh.items():
        yield midnight(day), folded.count, folded.good, folded.histogram.count, folded.total


def _fresh(probe: Probe, begin: datetime, end: datetime) -> dict[tuple[int, date], Fold]:
    """Days to which samples came since they were folded, or that never were, folded as they are now."""
    marks = Unfolded.objects.filter(probe=probe, day__gte=begin.date(), day__lt=_day_after(end))
    fresh = {}
    for place, day in marks.values_list("place", "day"):
        samples = [sample[1:] for sample in _samples(probe, midnight(day), midnight(day) + DAY, place)]
        folded = fold(day, samples)
        known = DayFold.objects.filter(pk=(probe.pk, place, day)).values_list("count", flat=True).first() or 0
        if folded.count >= max(known, 1):  # as when it is folded for good
            fresh[place, day] = folded
    return fresh


def _samples(probe: Probe, begin: datetime, end: datetime, place: int | None = None) -> Iterable[tuple[int, *Moment]]:
    rows = Sample.objects.filter(probe=probe, at__gte=begin, at__lt=end)
    rows = rows if place is None else rows.filter(place=place)
    return rows.values_list("place", "at", "ok", "ms")


def _day_after(end: datetime) -> date:
    return (end - timedelta(microseconds=1)).date() + DAY


def due_days(at: datetime) -> list[Key]:
    """Marked days that can be folded: those that are over, and today's of probes that time a window. The oldest first."""
    marks = Unfolded.objects.filter(Q(day__lt=at.astimezone(UTC).date()) | ~Q(probe__window=""))
    return list(marks.order_by("day", "probe", "place").values_list("probe_id", "place_id", "day"))


def old_months(at: datetime) -> list[date]:
    """The months of raw samples that ended longer ago than they are kept; the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(PARTITIONS)
        names = [str(name) for (name,) in cursor.fetchall()]
    months = [date(int(name[-7:-3]), int(name[-2:]), 1) for name in names]
    latest = (at.astimezone(UTC) - RAW_KEPT).date()
    return [month for month in months if (month + timedelta(days=32)).replace(day=1) <= latest]

# SPDX-License-Identifier: EUPL-1.2
"""Deadlines and elapsed times of a million moments in one call. Source: spec: timing.

The rules of `deadlines`, equal to the second, on int64 arrays of seconds since 1970 in UTC. The
only file of this package that imports NumPy, which the web process does not carry; reports do.
All raise OutsideYears or NeverOpen as Calendar does, for the whole array.
"""

from collections.abc import Callable
from functools import cache
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from akkoord.timing.calendars import Calendar
from akkoord.timing.compiled import Beyond, Compiled
from akkoord.timing.durations import BadDuration, Duration, Unit
from akkoord.timing.moments import DAY, within_years
from akkoord.timing.zones import LocalTime

Seconds = npt.NDArray[np.int64]

_CHUNK = 16_384  # moments at a time: what they pass through stays in the processor's cache
_FAR = np.iinfo(np.int64).max


def deadlines(calendar: Calendar, duration: Duration, starts: npt.ArrayLike) -> Seconds:
    """The last moment that is in time for each clock started at `starts`."""
    count, seconds = duration.count, duration.open_seconds
    if seconds:
        return _each(calendar, lambda vector, at: vector.first_with(vector.passed(at) + seconds), starts)
    rule = _DUE[duration.unit]
    return _each(calendar, lambda vector, at: rule(vector, count, at), starts)


def latest_before(calendar: Calendar, duration: Duration, moments: npt.ArrayLike) -> Seconds:
    """The last moment that is still `duration` before each of `moments`.

    Raises BadDuration for a closing time, which counts forward only.
    """
    count, seconds = duration.count, duration.open_seconds
    if duration.unit is Unit.CLOSING:
        raise BadDuration(f"'{duration}' counts forward only: nothing lies that much before")
    if seconds:
        return _each(calendar, lambda vector, at: vector.last_with(vector.passed(at) - seconds), moments)
    rule = _BEFORE[duration.unit]
    return _each(calendar, lambda vector, at: rule(vector, count, at), moments)


def elapsed(calendar: Calendar, starts: npt.ArrayLike, ends: npt.ArrayLike) -> Seconds:
    """The open seconds between each start and its end; negative where they are swapped."""
    both = np.stack(np.broadcast_arrays(_whole(starts), _whole(ends)))
    passed = _each(calendar, _Vector.passed, both)
    between: Seconds = passed[1] - passed[0]
    return between


def _whole(moments: npt.ArrayLike) -> Seconds:
    """An int64 array. Raises TypeError for anything but whole numbers, OutsideYears as it says."""
    array = np.asarray(moments)
    if array.dtype.kind not in "iu" and array.size:
        raise TypeError(f"moments are whole seconds since 1970 in UTC, not {array.dtype}")
    if array.size:
        within_years(int(array.min()))
        within_years(int(array.max()))
    return array.astype(np.int64, copy=False)


def _each(calendar: Calendar, rule: Callable[["_Vector", Seconds], Seconds], moments: npt.ArrayLike) -> Seconds:
    array = _whole(moments)
    flat = np.ascontiguousarray(array).reshape(-1)
    result = np.empty_like(flat)

    def answer(compiled: Compiled) -> Seconds:
        vector = _vector(compiled)
        for low in range(0, flat.size, _CHUNK):
            result[low : low + _CHUNK] = rule(vector, flat[low : low + _CHUNK])
        return result.reshape(array.shape)

    return calendar.ask(answer)


class _Steps:
    """Finds the last of the ascending `points` at or before each of many numbers.

    A table by bucket gives the last point at or before the bucket's start; as buckets are no
    wider than the smallest gap (unless that takes too much memory), one step further suffices.
    """

    def __init__(self, points: Seconds) -> None:
        gap = int(np.diff(points).min(initial=_FAR))
        span = int(points[-1] - points[0])
        self._shift = max(gap.bit_length() - 1, span.bit_length() - 20, 0)
        self._base = int(points[0])
        starts = self._base + (np.arange((span >> self._shift) + 1) << self._shift)
        self._table = np.searchsorted(points, starts, side="right") - 1
        self._next = np.append(points[1:], _FAR)
        upto = np.append(self._table[1:], len(points) - 1)
        self._steps = range(int((upto - self._table).max()))

    def index(self, numbers: Seconds) -> npt.NDArray[np.intp]:
        """For each number the place in `points`; 0 before the first."""
        found = self._table.take((numbers - self._base) >> self._shift, mode="clip")
        for _ in self._steps:
            found += self._next.take(found, mode="clip") <= numbers
        return found


class _Local:
    """LocalTime for arrays."""

    def __init__(self, local: LocalTime) -> None:
        low = local.switches[1] - 4000 * DAY if len(local.switches) > 1 else 0
        self._offsets = np.array(local.offsets, np.int64)
        self._switches = np.array([low, *local.switches[1:]], np.int64)
        self._by_moment = _Steps(self._switches)
        self._by_local = _Steps(np.array([low, *local.local_switches[1:]], np.int64))

    def local(self, moments: Seconds) -> Seconds:
        """What the wall shows."""
        return moments + self._offsets.take(self._by_moment.index(moments))

    def moment(self, local: Seconds) -> Seconds:
        """The first moment at which the wall shows that or, when it skips it, later."""
        k = self._by_local.index(local)
        moments = local - self._offsets.take(k)
        return np.where(k > 0, np.maximum(moments, self._switches.take(k)), moments)


_local = cache(_Local)


class _Vector:
    """Compiled for arrays: the same methods, the same names, raising Beyond likewise."""

    def __init__(self, compiled: Compiled) -> None:
        self._since, self._until, self._total = compiled.since, compiled.until, compiled.total
        self._first_day, self._last_day = compiled.first_day, compiled.last_day
        self.local = _local(compiled.local)
        opens = np.array(compiled.opens, np.int64)
        totals = np.array(compiled.totals, np.int64)
        self._closes = np.array(compiled.closes, np.int64)
        self._shifts = totals - opens
        filled = slice(int(compiled.closes[0] == compiled.opens[0] and len(opens) > 1), None)
        self._by_open, self._by_total = _Steps(opens), _Steps(totals[filled])
        self._filled_shifts = self._shifts[filled]
        self._working = np.array(compiled.working, np.int64)
        self._upto = np.array([0, *compiled.working_upto], np.int64)

    def passed(self, moments: Seconds) -> Seconds:
        first, last = int(moments.min()), int(moments.max())
        if first < self._since:
            raise Beyond(later=False, day=first // DAY)
        if last >= self._until:
            raise Beyond(later=True, day=last // DAY)
        i = self._by_open.index(moments)
        closes, shifts = self._closes.take(i, mode="clip"), self._shifts.take(i, mode="clip")
        reached: Seconds = np.minimum(moments, closes)
        return reached + shifts

    def first_with(self, passed: Seconds) -> Seconds:
        if passed.min() <= 0:
            raise Beyond(later=False)
        if passed.max() > self._total:
            raise Beyond(later=True)
        return passed - self._filled_shifts.take(self._by_total.index(passed - 1), mode="clip")

    def last_with(self, passed: Seconds) -> Seconds:
        if passed.min() < 0:
            raise Beyond(later=False)
        if passed.max() >= self._total:
            raise Beyond(later=True)
        return passed - self._filled_shifts.take(self._by_total.index(passed), mode="clip")

    def next_opening(self, moments: Seconds) -> Seconds:
        return self.last_with(self.passed(moments))

    def moved_back(self, moments: Seconds) -> Seconds:
        passed = self.passed(moments)
        closed = self.last_with(passed) != moments
        if not closed.any():
            return moments
        result = moments.copy()
        result[closed] = self.first_with(passed[closed])
        return result

    def working_day_after(self, days: Seconds, count: int) -> Seconds:
        k = self._working_upto(days + 1) + (count - 1)
        if k.max() >= len(self._working):
            raise Beyond(later=True)
        return self._working.take(k)

    def working_day_before(self, days: Seconds, count: int) -> Seconds:
        k = self._working_upto(days) - count
        if k.min() < 0:
            raise Beyond(later=False)
        return self._working.take(k)

    def _working_upto(self, days: Seconds) -> Seconds:
        for day in (int(days.min()), int(days.max())):
            if not self._first_day < day <= self._last_day:
                raise Beyond(later=day > self._first_day, day=day)
        return self._upto.take(days - self._first_day)


# Forgotten with the compiled span, which a wider one replaces; so a _Vector may not hold it.
_vectors: WeakKeyDictionary[Compiled, _Vector] = WeakKeyDictionary()


def _vector(compiled: Compiled) -> _Vector:
    if compiled not in _vectors:
        _vectors[compiled] = _Vector(compiled)
    return _vectors[compiled]


def _months_on(local: Seconds, count: int) -> Seconds:
    """The same day number and local time, or the month's last day, `count` months on."""
    days = local // DAY
    dates = days.astype("M8[D]")
    months = dates.astype("M8[M]")
    first = (months + count).astype("M8[D]")
    last = (months + (count + 1)).astype("M8[D]") - 1
    target: npt.NDArray[np.datetime64] = np.minimum(first + (dates - months.astype("M8[D]")), last)
    return target.astype(np.int64) * DAY + (local - days * DAY)


def _not_before(starts: Seconds, moments: Seconds) -> Seconds:
    later: Seconds = np.maximum(starts, moments)
    return later


def _working_days(vector: _Vector, count: int, starts: Seconds) -> Seconds:
    starts = vector.next_opening(starts)
    local = vector.local.local(starts)
    days = local // DAY
    target = vector.working_day_after(days, count) * DAY + (local - days * DAY)
    return _not_before(starts, vector.moved_back(vector.local.moment(target)))


def _months(vector: _Vector, count: int, starts: Seconds) -> Seconds:
    starts = vector.next_opening(starts)
    target = _months_on(vector.local.local(starts), count)
    return _not_before(starts, vector.moved_back(vector.local.moment(target)))


def _closing(vector: _Vector, _count: int, starts: Seconds) -> Seconds:
    starts = vector.next_opening(starts)
    midnight = (vector.local.local(starts) // DAY + 1) * DAY
    last_second = vector.local.moment(midnight) - 1
    is_open = vector.next_opening(last_second) == last_second
    return _not_before(starts, vector.moved_back(last_second) + is_open)


def _working_days_before(vector: _Vector, count: int, moments: Seconds) -> Seconds:
    local = vector.local.local(moments)
    days = local // DAY
    target = vector.working_day_before(days, count) * DAY + (local - days * DAY)
    return vector.moved_back(vector.local.moment(target))


def _on(local: Seconds, vector: _Vector) -> Seconds:
    moments = vector.local.moment(local)
    within_years(int(moments.min()))
    within_years(int(moments.max()))
    return moments


def _days_later(days: int) -> "Rule":
    return lambda vector, count, at: _on(vector.local.local(at) + count * days * DAY, vector)


def _months_later(months: int) -> "Rule":
    return lambda vector, count, at: _on(_months_on(vector.local.local(at), count * months), vector)


Rule = Callable[[_Vector, int, Seconds], Seconds]
_DUE: dict[Unit, Rule] = {
    Unit.WORKING_DAY: _working_days,
    Unit.MONTH: _months,
    Unit.CLOSING: _closing,
    Unit.DAY: _days_later(1),
    Unit.WEEK: _days_later(7),
    Unit.YEAR: _months_later(12),
}
_BEFORE: dict[Unit, Rule] = {
    Unit.WORKING_DAY: _working_days_before,
    Unit.DAY: _days_later(-1),
    Unit.WEEK: _days_later(-7),
    Unit.MONTH: _months_later(-1),
    Unit.YEAR: _months_later(-12),
}

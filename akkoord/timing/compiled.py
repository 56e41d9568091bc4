# SPDX-License-Identifier: EUPL-1.2
"""A calendar compiled for a span of years: one representation serves every question.

Sorted open intervals in UTC with the running total of open seconds, so that a deadline or an
elapsed time is a binary search. Plain integers only. Source: spec: timing ("How it must be built")
"""

from bisect import bisect_left, bisect_right
from itertools import accumulate

from akkoord.timing.moments import DAY
from akkoord.timing.opening_hours import Pattern
from akkoord.timing.zones import LocalTime


class Beyond(Exception):
    """The answer lies outside the compiled span; Calendar widens it and asks again.

    `day` is the day that was asked about, None when only the direction is known.
    """

    def __init__(self, *, later: bool, day: int | None = None) -> None:
        super().__init__(later, day)
        self.later = later
        self.day = day


class Compiled:
    """Open intervals i: `opens[i]`..`closes[i]` (UTC), never touching, all within since..until.

    Interval 0 is an empty one at `since`, so that every moment has one at or before it.
    "Open time passed" at a moment counts from `since`. While interval i is open it is the moment
    plus `shifts[i]`; `totals[i]` is what had passed when it opened. `working` lists the working
    days, `working_upto[d]` how many there are up to and including day `first_day` + d.
    Every method raises Beyond when the span is too short to know.
    """

    __slots__ = (
        "__weakref__", "_near", "_next_opens", "closes", "first_day", "last_day", "local", "opens",
        "shifts", "since", "total", "totals", "until", "working", "working_upto",
    )  # fmt: skip

    def __init__(self, pattern: Pattern, local: LocalTime, first_day: int, last_day: int) -> None:
        """Compile the days from `first_day` up to, not including, `last_day`."""
        self.local = local
        self.first_day, self.last_day = first_day, last_day
        self.since, self.until = local.moment(first_day * DAY), local.moment(last_day * DAY)
        self.opens: list[int] = [self.since]
        self.closes: list[int] = [self.since]
        self.working: list[int] = []
        self.working_upto: list[int] = []
        for day in range(first_day, last_day):
            self._add_day(day, pattern)
        lengths = [end - start for start, end in zip(self.opens, self.closes, strict=True)]
        *self.totals, self.total = accumulate(lengths, initial=0)
        self.shifts = [total - start for total, start in zip(self.totals, self.opens, strict=True)]
        # A table by the day beats a search in ten years of intervals two to one.
        self._near = [bisect_right(self.opens, at) - 1 for at in range(self.since, self.until, DAY)]
        self._next_opens = [*self.opens[1:], self.until]

    def _add_day(self, day: int, pattern: Pattern) -> None:
        is_working = False
        for start, end in pattern.spans(day):
            opening = self.local.moment(day * DAY + start)
            closing = self.local.moment(day * DAY + end)
            if opening == closing:  # a clock change skipped it whole
                continue
            is_working = True
            if self.closes[-1] == opening:
                self.closes[-1] = closing
            else:
                self.opens.append(opening)
                self.closes.append(closing)
        if is_working:
            self.working.append(day)
        self.working_upto.append(len(self.working))

    def passed(self, moment: int) -> int:
        """The open seconds that have passed at `moment`."""
        i = self._index(moment)
        close = self.closes[i]
        return (moment if moment < close else close) + self.shifts[i]

    def _index(self, moment: int) -> int:
        """The last interval that opens at or before `moment`."""
        if not self.since <= moment < self.until:
            raise Beyond(later=moment >= self.until, day=moment // DAY)
        i = self._near[(moment - self.since) // DAY]
        while self._next_opens[i] <= moment:
            i += 1
        return i

    def after(self, moment: int, seconds: int) -> int:
        """The first moment at which that much open time has passed since `moment`.

        The same as first_with(passed(moment) + seconds), in one call for the sake of speed.
        """
        if not self.since <= moment < self.until:
            raise Beyond(later=moment >= self.until, day=moment // DAY)
        i = self._near[(moment - self.since) // DAY]
        next_opens = self._next_opens
        while next_opens[i] <= moment:
            i += 1
        close = self.closes[i]
        shift = self.shifts[i]
        if moment + seconds <= close:
            return moment + seconds
        passed = (moment if moment < close else close) + shift + seconds
        if not 0 < passed <= self.total:
            raise Beyond(later=passed > 0)
        return passed - self.shifts[bisect_left(self.totals, passed, i) - 1]

    def first_with(self, passed: int) -> int:
        """The first moment at which that much open time has passed: maybe a closing time."""
        if not 0 < passed <= self.total:
            raise Beyond(later=passed > 0)
        return passed - self.shifts[bisect_left(self.totals, passed) - 1]

    def last_with(self, passed: int) -> int:
        """The last moment at which no more open time has passed: open, maybe an opening."""
        if not 0 <= passed < self.total:
            raise Beyond(later=passed >= 0)
        return passed - self.shifts[bisect_right(self.totals, passed) - 1]

    def is_open(self, moment: int) -> bool:
        """Whether it is open at `moment`; at a closing time it is not."""
        return moment < self.closes[self._index(moment)]

    def next_opening(self, moment: int) -> int:
        """`moment` itself if open, otherwise the next opening."""
        return self.last_with(self.passed(moment))

    def moved_back(self, moment: int) -> int:
        """`moment` itself if it is open or a closing time, otherwise the last that is."""
        passed = self.passed(moment)
        if self.last_with(passed) == moment:
            return moment
        return self.first_with(passed)

    def closing(self, moment: int) -> int:
        """The end of the stretch that is open at the open `moment`."""
        closing = self.closes[self._index(moment)]
        if closing == self.until:
            raise Beyond(later=True)
        return closing

    def intervals(self, start: int, end: int) -> list[tuple[int, int]]:
        """The open intervals between two moments, clipped to them; none when swapped."""
        self._index(start), self._index(end)
        if end <= start:
            return []
        low, high = bisect_right(self.closes, start), bisect_left(self.opens, end)
        return [(max(start, self.opens[i]), min(end, self.closes[i])) for i in range(low, high)]

    def working_days_before(self, day: int) -> int:
        """How many working days of the span precede `day`."""
        if not self.first_day < day <= self.last_day:
            raise Beyond(later=day > self.first_day, day=day)
        return self.working_upto[day - self.first_day - 1]

    def working_day_after(self, day: int, count: int) -> int:
        """The count-th working day after `day`."""
        k = self.working_days_before(day + 1) + count - 1
        if k >= len(self.working):
            raise Beyond(later=True)
        return self.working[k]

    def working_day_before(self, day: int, count: int) -> int:
        """The count-th working day before `day`."""
        k = self.working_days_before(day) - count
        if k < 0:
            raise Beyond(later=False)
        return self.working[k]

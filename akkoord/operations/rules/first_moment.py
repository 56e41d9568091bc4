# SPDX-License-Identifier: EUPL-1.2
"""The first moment at which planned work would keep what is promised about its announcement and its hours. sla:2.3.1

Seconds since 1970 in UTC inside. Later is not always better for a notice: in the night in which an hour comes twice, and
at the end of a month that follows a shorter one, a later begin asks for an earlier announcement. So the days are walked in
pieces in which the wall clock runs on evenly; within such a piece later is never worse, and a search by halves finds the first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from akkoord.timing.calendars import NeverOpen
from akkoord.timing.deadlines import deadline_seconds
from akkoord.timing.moments import DAY, LATEST, moment_at, whole_seconds
from akkoord.timing.zones import LocalTime

from .notice import NoticePromise, Planned, Promised, WindowPromise

Span = tuple[int, int]
YEAR_AHEAD = 366 * DAY  # whatever comes back every week, and every holiday, is met within it


def first_moment(planned: Planned, promised: Promised) -> datetime | None:
    """The first begin, not before the one asked for nor in the past, for work of the same length; aims do not count.

    None when no window of the coming year is long enough. Raises OutsideYears as the calendars do.
    """
    notices = [notice for notice in promised.notices if not notice.is_aim]
    windows = [window for window in promised.windows if not window.is_aim]
    announced, length = whole_seconds(planned.announced_at), whole_seconds(planned.end) - whole_seconds(planned.begin)
    lowest = max(whole_seconds(planned.begin), announced)
    horizon = min(_reached(notices, lowest) + YEAR_AHEAD + length, LATEST - 3 * DAY)
    for begin, end in free(windows, lowest, horizon):
        if end - begin >= length:
            found = _first_announced(notices, announced, begin, end - length)
            if found is not None:
                return moment_at(found, UTC)
    return None


def free(windows: Sequence[WindowPromise], begin: int, end: int) -> list[Span]:
    """The stretches of a period in which every window lets work be done, in order."""
    spans = [(begin, end)]
    for window in windows:
        try:
            found = window.calendar.open_intervals(moment_at(begin, UTC), moment_at(end, UTC))
        except NeverOpen:
            found = []
        open_spans = [(whole_seconds(each.start), whole_seconds(each.end)) for each in found]
        spans = _both(spans, open_spans if window.is_inside else _between(open_spans, begin, end))
    return spans


def _both(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    shared, left, right = [], 0, 0
    while left < len(some) and right < len(others):
        begin, end = max(some[left][0], others[right][0]), min(some[left][1], others[right][1])
        if begin < end:
            shared.append((begin, end))
        if some[left][1] < others[right][1]:
            left += 1
        else:
            right += 1
    return shared


def _between(spans: Sequence[Span], begin: int, end: int) -> list[Span]:
    edges = [begin, *(edge for span in spans for edge in span), end]
    return [(low, high) for low, high in zip(edges[::2], edges[1::2], strict=True) if low < high]


def _reached(notices: Sequence[NoticePromise], moment: int) -> int:
    """Roughly from when on every notice can be kept: how far to look."""
    durations = [(notice.calendar, notice.at_least) for notice in notices if notice.at_least is not None]
    return max((deadline_seconds(calendar, duration, moment) for calendar, duration in durations), default=moment)


def _first_announced(notices: Sequence[NoticePromise], announced: int, low: int, high: int) -> int | None:
    """The first begin in [low, high] that keeps every notice."""
    told = moment_at(announced, UTC)

    def keeps(begin: int) -> bool:
        return all(notice.holds(moment_at(begin, UTC), told) for notice in notices)

    for first, last in _even_pieces([notice.calendar.local for notice in notices], low, high):
        if keeps(last):
            return first + bisect_left(range(first, last), True, key=keeps)
    return None


def _even_pieces(locals_: Sequence[LocalTime], low: int, high: int) -> Iterator[Span]:
    """[low, high] in closed pieces without midnight or clock change in any of the zones."""
    first = low
    while first <= high:
        last = min((_piece_end(local, first) for local in locals_), default=high)
        yield first, min(last, high)
        first = last + 1


def _piece_end(local: LocalTime, first: int) -> int:
    """The last moment before the wall next shows another date, or is changed."""
    midnight = local.moment((local.local(first) // DAY + 1) * DAY)
    following = bisect_right(local.switches, first)
    return min([midnight, *local.switches[following : following + 1]]) - 1

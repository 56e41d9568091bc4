# SPDX-License-Identifier: EUPL-1.2
"""Local time of a zone, both ways, on whole seconds. Source: spec: timing ("The clock").

A local time that a clock change skips means the first moment after the gap; one that occurs
twice means the first. zoneinfo alone answers the first case differently, and slowly.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from akkoord.timing.moments import DAY, EARLIEST, LATEST

_STEP = 2 * DAY  # no zone has changed its clock and changed it back within two days
_LONG_AGO = -(2**62)


class LocalTime:
    """The clock changes of one zone from 1970 to 2200.

    Row k of the three lists: since `switches[k]` (UTC) the clock is `offsets[k]` seconds ahead;
    `local_switches[k]` is what the wall showed at that switch before it was changed.
    """

    __slots__ = ("local_switches", "offsets", "switches", "zone")

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        start = EARLIEST - 7 * DAY
        self.switches = [_LONG_AGO]
        self.offsets = [_offset(zone, start)]
        self.local_switches = [_LONG_AGO]
        for low in range(start, LATEST + 7 * DAY, _STEP):
            for switch, offset in _changes(zone, low, self.offsets[-1], low + _STEP):
                self.switches.append(switch)
                self.local_switches.append(switch + self.offsets[-1])
                self.offsets.append(offset)

    def local(self, moment: int) -> int:
        """What the wall shows at `moment`: seconds since 1970-01-01 00:00 local time."""
        return moment + self.offsets[bisect_right(self.switches, moment) - 1]

    def moment(self, local: int) -> int:
        """The moment at which the wall first shows `local` or, when it skips that, later."""
        k = bisect_right(self.local_switches, local) - 1
        return max(local - self.offsets[k], self.switches[k])


@cache
def local_time(name: str) -> LocalTime:
    """The clock changes of the zone called `name`, found once in each process.

    Raises what ZoneInfo raises for a name that is no zone.
    """
    return LocalTime(ZoneInfo(name))


def _offset(zone: ZoneInfo, moment: int) -> int:
    offset = datetime.fromtimestamp(moment, zone).utcoffset()
    assert offset is not None
    return offset.days * DAY + offset.seconds


def _changes(zone: ZoneInfo, low: int, before: int, high: int) -> Iterator[tuple[int, int]]:
    """The (moment, new offset) of every change in (low, high], in order; `before` holds at low."""
    after = _offset(zone, high)
    if before == after:
        return
    if high - low == 1:
        yield high, after
        return
    middle = (low + high) // 2
    yield from _changes(zone, low, before, middle)
    yield from _changes(zone, middle, _offset(zone, middle), high)

# SPDX-License-Identifier: EUPL-1.2
"""A slow second opinion: it walks the wall clock minute by minute and knows no other trick.

Written from spec: timing alone. It takes from the package only what a calendar and a duration
are. Hours and clock changes must fall on whole minutes; moments need not.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from akkoord.timing.calendars import Block, CalendarSpec
from akkoord.timing.durations import Duration, Unit

SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}
ONE_DAY = timedelta(days=1)


zone_called = cache(ZoneInfo)


def wall(zone: str, moment: int) -> datetime:
    """What the clock on the wall shows."""
    return datetime.fromtimestamp(moment, zone_called(zone)).replace(tzinfo=None)


@cache
def first_showing(zone: str, shown: datetime) -> int:
    """Walks to the first minute whose wall shows `shown` or later; keeps the seconds if shown."""
    around = (shown.replace(tzinfo=ZoneInfo(zone)) + n * ONE_DAY for n in (-2, 2))
    offset = max(at.utcoffset() or timedelta() for at in around)
    as_if_utc = (shown - datetime(1970, 1, 1)) // timedelta(seconds=1)  # noqa: DTZ001
    moment = as_if_utc - as_if_utc % 60 - offset // timedelta(seconds=1) - 7200
    minute = shown.replace(second=0)
    assert wall(zone, moment) < minute
    while wall(zone, moment) < minute:
        moment += 60
    return moment + shown.second if wall(zone, moment) == minute else moment


class Oracle:
    """Answers about one calendar, by walking."""

    def __init__(self, spec: CalendarSpec) -> None:
        self.spec = spec
        self.zone = spec.zone
        self.by_date: dict[date, list[tuple[int, int]]] = {}

    def blocks(self, day: date) -> Iterable[Block]:
        for exception, blocks in self.spec.exceptions:
            if exception == day:
                return blocks
        blocks = self.spec.weekly[day.weekday()]
        if day in self.spec.closed_dates:
            return [block for block in blocks if not block.closed_on_holidays]
        return blocks

    def spans(self, day: date) -> list[tuple[int, int]]:
        if day not in self.by_date:
            midnight = datetime.combine(day, time())
            both = [
                tuple(first_showing(self.zone, midnight + timedelta(seconds=at)) for at in (block.open, block.close))
                for block in self.blocks(day)
            ]
            self.by_date[day] = [(low, high) for low, high in both if low < high]
        return self.by_date[day]

    def is_open(self, moment: int) -> bool:
        today = wall(self.zone, moment).date()
        days = (today - ONE_DAY, today, today + ONE_DAY)
        return any(low <= moment < high for day in days for low, high in self.spans(day))

    def start(self, moment: int) -> int:
        while not self.is_open(moment):
            moment += 60 - moment % 60
        return moment

    def back(self, moment: int) -> int:
        if self.is_open(moment):
            return moment
        moment -= moment % 60
        while not self.is_open(moment - 60):
            moment -= 60
        return moment

    def after(self, moment: int, seconds: int, pauses: Iterable[tuple[int, int]] = ()) -> int:
        """Walks until that many seconds were open and not paused (pauses on whole minutes)."""
        while True:
            step = min(60 - moment % 60, seconds)
            if self.is_open(moment) and not any(low <= moment < high for low, high in pauses):
                seconds -= step
            else:
                step = 60 - moment % 60
            moment += step
            if seconds == 0:
                return moment

    def before(self, moment: int, seconds: int) -> int:
        while seconds:
            step = min(moment % 60 or 60, seconds)
            if self.is_open(moment - 1):
                seconds -= step
            else:
                step = moment % 60 or 60
            moment -= step
        return moment

    def between(self, start: int, end: int) -> int:
        if end < start:
            return -self.between(end, start)
        total = 0
        while start < end:
            step = min(60 - start % 60, end - start)
            total += step if self.is_open(start) else 0
            start += step
        return total

    def working_day(self, day: date, count: int, step: timedelta) -> date:
        while count:
            day += step
            count -= bool(self.spans(day))
        return day

    def months(self, shown: datetime, count: int) -> datetime:
        year, month = shown.year, shown.month
        for _ in range(abs(count)):
            month += 1 if count > 0 else -1
            year, month = (year + 1, 1) if month == 13 else (year - 1, 12) if month == 0 else (year, month)
        day = shown.day
        while True:
            try:
                return shown.replace(year=year, month=month, day=day)
            except ValueError:
                day -= 1

    def closing(self, start: int) -> int:
        """The end of the last open minute of the date of `start`."""
        day = wall(self.zone, start).date()
        end = first_showing(self.zone, datetime.combine(day + ONE_DAY, time()))
        while not self.is_open(end - 1):
            end -= 60
        return end

    def deadline(self, duration: Duration, report: int) -> int:
        count, unit = duration.count, duration.unit
        if unit in (Unit.DAY, Unit.WEEK, Unit.YEAR):
            return self.on_the_calendar(unit, count, report)
        start = self.start(report)
        shown = wall(self.zone, start)
        if unit in SECONDS:
            return self.after(start, count * SECONDS[unit])
        if unit is Unit.CLOSING:
            return self.closing(start)
        if unit is Unit.MONTH:
            target = self.months(shown, count)
        else:
            target = datetime.combine(self.working_day(shown.date(), count, ONE_DAY), shown.time())
        return max(start, self.back(first_showing(self.zone, target)))

    def latest_before(self, duration: Duration, moment: int) -> int:
        count, unit = duration.count, duration.unit
        if unit in SECONDS:
            return self.before(moment, count * SECONDS[unit])
        if unit is not Unit.WORKING_DAY:
            return self.on_the_calendar(unit, -count, moment)
        shown = wall(self.zone, moment)
        day = self.working_day(shown.date(), count, -ONE_DAY)
        return self.back(first_showing(self.zone, datetime.combine(day, shown.time())))

    def on_the_calendar(self, unit: Unit, count: int, moment: int) -> int:
        shown = wall(self.zone, moment)
        if unit in (Unit.MONTH, Unit.YEAR):
            target = self.months(shown, count * (12 if unit is Unit.YEAR else 1))
        else:
            target = shown + count * (7 if unit is Unit.WEEK else 1) * ONE_DAY
        return first_showing(self.zone, target)

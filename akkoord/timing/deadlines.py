# SPDX-License-Identifier: EUPL-1.2
"""When a promise is due. Source: spec: timing ("The clock"); sla:definities, sla:2.2.3.

Each rule has a form on aware datetimes and one on whole seconds since 1970 in UTC. Results are
in the calendar's zone. All raise NaiveMoment, OutsideYears or NeverOpen as Calendar does.
"""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from math import ceil

from akkoord.timing.calendars import Calendar
from akkoord.timing.compiled import Beyond, Compiled
from akkoord.timing.dates import months_later
from akkoord.timing.durations import BadDuration, Duration, Unit
from akkoord.timing.moments import DAY, moment_at, whole_seconds, within_years

Rule = Callable[[Compiled, int, int], int]


def deadline(calendar: Calendar, duration: Duration, start: datetime) -> datetime:
    """The last moment that is in time for a promise whose clock was started at `start`."""
    return datetime.fromtimestamp(deadline_seconds(calendar, duration, whole_seconds(start)), calendar.zone)


def deadline_seconds(calendar: Calendar, duration: Duration, start: int) -> int:
    """The same on seconds since 1970 in UTC."""
    compiled = calendar.compiled
    open_seconds = duration.open_seconds
    while True:
        try:
            if open_seconds:
                return compiled.after(start, open_seconds)
            return _DUE[duration.unit](compiled, duration.count, start)
        except Beyond as beyond:
            compiled = calendar.widened(compiled, beyond)


def target_seconds(calendar: Calendar, duration: Duration, start: int) -> int:
    """What the duration points at before it is moved back to an open moment or closing time."""
    rule = _TARGET.get(duration.unit)
    if rule is None:
        return deadline_seconds(calendar, duration, start)
    return calendar.ask(lambda compiled: rule(compiled, duration.count, start))


def latest_before(calendar: Calendar, duration: Duration, moment: datetime) -> datetime:
    """The last moment that is still `duration` before `moment`, for notices.

    Raises BadDuration for a closing time, which counts forward only.
    """
    seconds = latest_before_seconds(calendar, duration, whole_seconds(moment))
    return moment_at(seconds, calendar.zone)


def latest_before_seconds(calendar: Calendar, duration: Duration, moment: int) -> int:
    """The same on seconds since 1970 in UTC."""
    if duration.unit is Unit.CLOSING:
        raise BadDuration(f"'{duration}' counts forward only: nothing lies that much before")

    def before(compiled: Compiled) -> int:
        if duration.open_seconds:
            return compiled.last_with(compiled.passed(moment) - duration.open_seconds)
        return _BEFORE[duration.unit](compiled, duration.count, moment)

    return calendar.ask(before)


def elapsed(calendar: Calendar, start: datetime, end: datetime) -> int:
    """The open time between two moments in seconds; negative when they are swapped."""
    return calendar.open_seconds(start, end)


def at_risk_at(
    calendar: Calendar,
    start: datetime,
    due: datetime,
    share: float = 0.75,
    *,
    unit: Unit | None = None,
) -> datetime:
    """The first moment at which that share of the time between `start` and `due` has passed.

    Open time counts; for a `unit` that counts elapsed time, and where there is no open time at
    all, every second does. Raises ValueError unless 0 <= share <= 1 and start <= due.
    """
    low, high = whole_seconds(start), whole_seconds(due)
    if not 0 <= share <= 1 or low > high:
        raise ValueError(f"no share {share} of the time from {start} to {due}")
    exact = Fraction(share).limit_denominator(10_000)  # 0.7 means 7/10, not the nearest float
    counts_all = unit is not None and unit.counts_elapsed_time
    open_time = 0 if counts_all else calendar.seconds_between(low, high)
    if open_time:
        return moment_at(calendar.seconds_after(low, ceil(exact * open_time)), calendar.zone)
    return moment_at(low + ceil(exact * (high - low)), calendar.zone)


def _working_days(compiled: Compiled, count: int, start: int) -> int:
    target = _target_working_days(compiled, count, start)
    return max(compiled.next_opening(start), compiled.moved_back(target))


def _target_working_days(compiled: Compiled, count: int, start: int) -> int:
    day, time = divmod(compiled.local.local(compiled.next_opening(start)), DAY)
    return compiled.local.moment(compiled.working_day_after(day, count) * DAY + time)


def _months(compiled: Compiled, count: int, start: int) -> int:
    target = _target_months(compiled, count, start)
    return max(compiled.next_opening(start), compiled.moved_back(target))


def _target_months(compiled: Compiled, count: int, start: int) -> int:
    local = compiled.local.local(compiled.next_opening(start))
    return compiled.local.moment(months_later(local, count))


def _closing(compiled: Compiled, _count: int, start: int) -> int:
    start = compiled.next_opening(start)
    next_day = (compiled.local.local(start) // DAY + 1) * DAY
    # The second before midnight: at midnight itself a next day may already be open.
    last_second = compiled.local.moment(next_day) - 1
    return max(start, compiled.moved_back(last_second) + compiled.is_open(last_second))


def _days_later(days: int) -> Rule:
    """The date `days` times the count later, the same local time. Open or not: elapsed."""

    def rule(compiled: Compiled, count: int, start: int) -> int:
        local = compiled.local.local(within_years(start))
        return within_years(compiled.local.moment(local + count * days * DAY))

    return rule


def _months_later(months: int) -> Rule:
    """The date `months` times the count later, the same local time. Open or not: elapsed."""

    def rule(compiled: Compiled, count: int, start: int) -> int:
        local = compiled.local.local(within_years(start))
        return within_years(compiled.local.moment(months_later(local, count * months)))

    return rule


def _working_days_before(compiled: Compiled, count: int, moment: int) -> int:
    day, time = divmod(compiled.local.local(moment), DAY)
    target = compiled.working_day_before(day, count) * DAY + time
    return compiled.moved_back(compiled.local.moment(target))


_DUE: dict[Unit, Rule] = {
    Unit.WORKING_DAY: _working_days,
    Unit.MONTH: _months,
    Unit.CLOSING: _closing,
    Unit.DAY: _days_later(1),
    Unit.WEEK: _days_later(7),
    Unit.YEAR: _months_later(12),
}
_TARGET: dict[Unit, Rule] = {
    Unit.WORKING_DAY: _target_working_days,
    Unit.MONTH: _target_months,
}
_BEFORE: dict[Unit, Rule] = {
    Unit.WORKING_DAY: _working_days_before,
    Unit.DAY: _days_later(-1),
    Unit.WEEK: _days_later(-7),
    Unit.MONTH: _months_later(-1),
    Unit.YEAR: _months_later(-12),
}

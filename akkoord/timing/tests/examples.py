# SPDX-License-Identifier: EUPL-1.2
"""Calendars, moments and durations for the property tests, gathered where mistakes live:
around clock changes, holidays, exceptions, openings and closings."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from akkoord.timing.calendars import Block, CalendarSpec
from akkoord.timing.durations import Duration, Unit
from akkoord.timing.tests.oracle import Oracle

CHANGES = {
    "Europe/Amsterdam": [date(2026, 3, 29), date(2026, 10, 25), date(2024, 2, 29), date(2026, 12, 26)],
    "America/New_York": [date(2026, 3, 8), date(2026, 11, 1)],
    "Asia/Kolkata": [date(2026, 6, 30)],
    "Australia/Lord_Howe": [date(2026, 4, 5), date(2026, 10, 4)],  # half an hour
    "UTC": [date(2026, 1, 31)],
    "America/Havana": [date(2026, 3, 8), date(2026, 11, 1)],  # midnight itself
    "America/Sao_Paulo": [date(2018, 2, 18), date(2018, 11, 4)],
    "Pacific/Apia": [date(2011, 12, 30)],  # a date that never was
}
COUNTED = (Unit.SECOND, Unit.MINUTE, Unit.HOUR)
MOST = {Unit.SECOND: 40_000, Unit.MINUTE: 1_500, Unit.HOUR: 30, Unit.MONTH: 13, Unit.YEAR: 3, Unit.CLOSING: 1}

_minutes = st.one_of(
    st.sampled_from([0, 60, 90, 120, 150, 180, 480, 1020, 1380, 1440]),
    st.integers(0, 96).map(lambda quarter: quarter * 15),
)


@st.composite
def days(draw: st.DrawFn) -> tuple[Block, ...]:
    """None to three blocks of one date; some meet."""
    cuts = sorted(draw(st.lists(_minutes, min_size=2, max_size=4, unique=True)))
    blocks = [Block(low * 60, high * 60, draw(st.booleans())) for low, high in pairwise(cuts) if draw(st.integers(0, 3))]
    return tuple(blocks)


@st.composite
def specs(draw: st.DrawFn) -> tuple[CalendarSpec, date]:
    """A calendar that is open at least two days a week, and a date at which it is interesting."""
    zone = draw(st.sampled_from(sorted(CHANGES)))
    change = draw(st.sampled_from(CHANGES[zone]))
    near = st.integers(-4, 6).map(lambda n: change + timedelta(days=n))
    weekly = [draw(days()) for _ in range(7)]
    weekly[draw(st.integers(0, 3))] = (Block(8 * 3600, 17 * 3600),)
    weekly[draw(st.integers(4, 6))] = (Block(2 * 3600, 24 * 3600, False),)
    closed = draw(st.frozensets(near, max_size=3))
    exceptions = draw(st.dictionaries(near, days(), max_size=2))
    return CalendarSpec("drawn", zone, tuple(weekly), closed, tuple(sorted(exceptions.items()))), change


@st.composite
def moments(draw: st.DrawFn, oracle: Oracle, change: date) -> int:
    """Near that date: any second, a whole minute, or just at, before or after a boundary."""
    noon = (change - date(1970, 1, 1)).days * 86_400 + 43_200
    near = noon + draw(st.integers(-4 * 1440, 3 * 1440)) * 60
    match draw(st.integers(0, 3)):
        case 0:
            return near + draw(st.integers(0, 59))
        case 1:
            return near
        case 2:
            return oracle.start(near) + draw(st.integers(-1, 1))
        case _:
            return oracle.back(near) + draw(st.integers(-1, 1))


def durations(*units: Unit) -> st.SearchStrategy[Duration]:
    """Durations of these units, long enough to cross a weekend and short enough to walk."""
    return st.sampled_from(units).flatmap(lambda unit: st.integers(1, MOST.get(unit, 6)).map(lambda count: Duration(count, unit)))

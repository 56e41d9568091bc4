# SPDX-License-Identifier: EUPL-1.2
"""Every worked example of spec: timing, as the page writes it. sla:2.2.2, sla:2.2.3"""

from datetime import date, timedelta

import pytest

from akkoord.timing.deadlines import deadline, elapsed, latest_before
from akkoord.timing.durations import parse_duration
from akkoord.timing.tests.reference import CALENDARS, amsterdam, closed_dates

DEADLINES = """
support | 1 hour | Wed 2026-11-18 10:15 | Wed 2026-11-18 11:15
support | 1 hour | Thu 2026-11-19 16:30 | Fri 2026-11-20 08:30
support | 1 hour | Thu 2026-11-19 16:00 | Thu 2026-11-19 17:00
support | 1 hour | Fri 2026-11-20 15:30 | Mon 2026-11-23 08:30
support | 1 hour | Fri 2026-11-20 16:00 | Mon 2026-11-23 09:00
support | 1 hour | Thu 2026-12-24 16:45 | Mon 2026-12-28 08:45
support | 1 working day | Wed 2026-11-18 10:15 | Thu 2026-11-19 10:15
support | 1 working day | Thu 2026-11-19 16:30 | Fri 2026-11-20 16:00
support | 1 working day | Sat 2026-11-21 11:00 | Tue 2026-11-24 08:00
support | 1 working day | Fri 2026-04-24 09:30 | Tue 2026-04-28 09:30
support | 3 working days | Tue 2026-11-17 16:30 | Fri 2026-11-20 16:00
support | 3 working days | Fri 2026-11-20 19:00 | Thu 2026-11-26 08:00
support | 1 month | Sat 2026-01-31 12:00 | Mon 2026-03-02 08:00
support | 1 month | Thu 2026-11-26 10:00 | Thu 2026-12-24 17:00
support | 3 months | Mon 2026-11-30 16:59 | Fri 2027-02-26 16:00
support | 3 months | Fri 2026-09-25 14:00 | Thu 2026-12-24 17:00
calamity | 1 hour | Wed 2026-11-18 22:30 | Thu 2026-11-19 06:30
calamity | 1 hour | Sat 2026-11-21 09:00 | Mon 2026-11-23 07:00
calamity | 1 hour | Fri 2026-12-25 10:00 | Fri 2026-12-25 11:00
calamity_first_class | 1 hour | Fri 2026-11-20 22:30 | Sat 2026-11-21 08:30
calamity_first_class | 1 hour | Sat 2026-12-26 12:00 | Sun 2026-12-27 09:00
always | 48 hours | Sat 2026-03-28 12:00 | Mon 2026-03-30 13:00
always | 48 hours | Sat 2026-10-24 12:00 | Mon 2026-10-26 11:00
always | 1 working day | Sat 2026-03-28 02:30 | Sun 2026-03-29 03:00
always | 1 working day | Sat 2026-10-24 02:30 | Sun 2026-10-25 02:30
"""
PRIORITY_CHANGES = """
support | 3 working days | Wed 2026-11-18 10:15 | Mon 2026-11-23 10:15
support | 3 months | Wed 2026-11-18 10:15 | Thu 2027-02-18 10:15
support | 1 working day | Thu 2026-11-19 09:00 | Fri 2026-11-20 09:00
support | 1 month | Thu 2026-11-19 09:00 | Fri 2026-12-18 16:00
support | 3 months | Tue 2026-09-01 10:00 | Tue 2026-12-01 10:00
support | 1 month | Mon 2026-11-23 10:00 | Wed 2026-12-23 10:00
"""
FURTHER = """
support | 5 days | Mon 2026-12-07 07:00 | Sat 2026-12-12 07:00
support | 4 weeks | Sat 2026-03-07 02:30 | Sat 2026-04-04 02:30
support | 1 year | Thu 2024-02-29 12:00 | Fri 2025-02-28 12:00
support | 1 day | Sat 2026-03-28 02:30 | Sun 2026-03-29 03:00
support | closing of next working day | Wed 2026-11-18 10:15 | Wed 2026-11-18 17:00
support | closing of next working day | Wed 2026-11-18 05:30 | Wed 2026-11-18 17:00
support | closing of next working day | Wed 2026-11-18 23:30 | Thu 2026-11-19 17:00
support | closing of next working day | Fri 2026-11-20 16:00 | Mon 2026-11-23 17:00
support | closing of next working day | Thu 2026-12-24 23:30 | Mon 2026-12-28 17:00
always | closing of next working day | Thu 2026-12-24 23:30 | Fri 2026-12-25 00:00
planned_maintenance | 10 hours | Fri 2026-11-20 20:00 | Sat 2026-11-21 07:00
"""
ELAPSED = """
support | Thu 2026-11-19 16:00 | Fri 2026-11-20 09:00 | 2
support | Thu 2026-12-24 12:00 | Mon 2026-12-28 12:00 | 9
always | Sat 2026-03-28 12:00 | Sun 2026-03-29 12:00 | 23
calamity | Fri 2026-11-20 22:00 | Mon 2026-11-23 07:00 | 2
"""
BEFORE = """
support | 5 days | Sat 2026-12-12 07:00 | Mon 2026-12-07 07:00
support | 3 working days | Fri 2027-01-01 00:00 | Mon 2026-12-28 17:00
support | 2 weeks | Sat 2026-12-12 07:00 | Sat 2026-11-28 07:00
support | 1 month | Tue 2026-03-31 07:00 | Sat 2026-02-28 07:00
support | 1 year | Tue 2028-02-29 07:00 | Sun 2027-02-28 07:00
support | 1 hour | Mon 2026-11-23 08:30 | Fri 2026-11-20 15:30
support | 1 hour | Fri 2026-11-20 09:00 | Fri 2026-11-20 08:00
support | 1 hour | Mon 2026-11-23 08:00 | Fri 2026-11-20 15:00
"""


def rows(text: str) -> list[list[str]]:
    return [line.split(" | ") for line in text.strip().splitlines()]


@pytest.mark.parametrize(("name", "duration", "report", "due"), rows(DEADLINES + PRIORITY_CHANGES.lstrip() + FURTHER.lstrip()))
def test_a_deadline_is_the_one_on_the_page(name: str, duration: str, report: str, due: str) -> None:
    result = deadline(CALENDARS[name], parse_duration(duration), amsterdam(report))
    assert result.isoformat() == amsterdam(due).isoformat()


@pytest.mark.parametrize(("name", "start", "end", "hours"), rows(ELAPSED))
def test_elapsed_business_time_is_the_open_time_between(name: str, start: str, end: str, hours: str) -> None:
    low, high = amsterdam(start), amsterdam(end)
    assert elapsed(CALENDARS[name], low, high) == int(hours) * 3600
    assert elapsed(CALENDARS[name], high, low) == -int(hours) * 3600


@pytest.mark.parametrize(("name", "duration", "moment", "latest"), rows(BEFORE))
def test_a_notice_is_in_time_until_that_much_before(name: str, duration: str, moment: str, latest: str) -> None:
    result = latest_before(CALENDARS[name], parse_duration(duration), amsterdam(moment))
    assert result.isoformat() == amsterdam(latest).isoformat()


def test_seconds_are_kept_and_smaller_parts_are_cut() -> None:
    start = amsterdam("Wed 2026-11-18 10:15") + timedelta(seconds=7, microseconds=999_999)
    due = deadline(CALENDARS["support"], parse_duration("1 hour"), start)
    assert due == amsterdam("Wed 2026-11-18 11:15") + timedelta(seconds=7)


def test_the_reference_holidays_are_those_the_page_names() -> None:
    days = sorted(f"{day:%m-%d}" for day in closed_dates() if day.year == 2027)
    assert days == ["01-01", "03-28", "03-29", "04-27", "05-06", "05-16", "05-17", "12-25", "12-26"]
    assert date(2025, 4, 26) in closed_dates()
    assert date(2025, 5, 5) in closed_dates()

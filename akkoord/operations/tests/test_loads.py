# SPDX-License-Identifier: EUPL-1.2
"""Loads of windows add up exactly, whatever order they come in, and are read by the hour, the day and the month. sla:2.3.2"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from akkoord.operations.actions.loads import NotAnHour, add_loads, name_window
from akkoord.operations.loads import daily, hourly, response_times
from akkoord.operations.models import TimingHour, Window
from akkoord.operations.rules.histograms import counted
from akkoord.operations.rules.responses import HOUR, Response, Source
from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


def add(window: str, hour: datetime, *times: float, failed: int = 0) -> None:
    more = Response(hour, hour + HOUR, len(times), failed, sum(times), counted(times))
    add_loads(loads={(window, hour): more}, by=None, at=hour)


def test_loads_that_come_later_are_added_to_their_hour(world) -> None:
    add("payslip", NOON, 100.0, 200.0, failed=1)
    add("payslip", NOON + HOUR, 900.0)
    add("payslip", NOON, 300.0)
    found = response_times("payslip", NOON, NOON + HOUR)
    assert (found.count, found.failed, found.total, found.mean) == (3, 1, 600.0, 200.0)
    assert found.histogram == counted([100.0, 200.0, 300.0])
    assert TimingHour.objects.count() == 2


def test_a_stretch_is_widened_to_whole_hours_and_says_so(world) -> None:
    add("payslip", NOON, 100.0)
    found = response_times("payslip", NOON + timedelta(minutes=10), NOON + timedelta(minutes=11))
    assert (found.begin, found.end, found.count) == (NOON, NOON + HOUR, 1)
    assert response_times("payslip", NOON - HOUR, NOON).count == 0


def test_sources_are_told_apart_and_together(world) -> None:
    add("payslip", NOON, 100.0)
    add("leave", NOON, 700.0)
    assert response_times("payslip", NOON, NOON + HOUR, source=Source.PEOPLE).count == 1
    assert response_times("payslip", NOON, NOON + HOUR, source=Source.PROBES).count == 0
    assert response_times("payslip", NOON, NOON + HOUR).count == 1


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 3), 24)], ids=str)
def test_a_day_has_the_hours_that_its_clock_gives_it(world, day, hours) -> None:
    found = hourly("payslip", day)
    assert len(found) == hours
    assert all(before.end == after.begin for before, after in pairwise(found))


def test_a_month_has_its_own_days_and_loses_nothing_at_midnight(world) -> None:
    first = datetime(2026, 9, 30, 22, tzinfo=UTC)  # midnight in the vendor's calendar
    for hour in (first - HOUR, first, first + 23 * HOUR, first + 24 * HOUR):
        add("payslip", hour, 100.0)
    october = daily("payslip", date(2026, 10, 17))
    assert [day.count for day in october] == [2, 1, *[0] * 29]
    assert (october[-1].end - october[0].begin) == 745 * HOUR
    assert sum(day.count for day in daily("payslip", date(2026, 9, 1))) == 1


def test_only_whole_hours_are_written(world) -> None:
    with pytest.raises(NotAnHour):
        add("payslip", NOON + timedelta(minutes=5), 100.0)


def test_anybody_may_read_them(world) -> None:
    add("payslip", NOON, 100.0)
    name_window(code="payslip", name_nl="Loonstrook", name_en="Payslip", by=None, at=NOON)
    name_window(code="payslip", name_nl="Loonstrookje", name_en="Payslip", by=None, at=NOON)
    set_scope(PUBLIC)
    assert response_times("payslip", NOON, NOON + HOUR).count == 1
    assert Window.objects.get().name_nl == "Loonstrookje"

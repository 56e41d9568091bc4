# SPDX-License-Identifier: EUPL-1.2
"""When reports are made and which can be asked for."""

from datetime import date

import pytest

from akkoord.promises.report.rules import first_working_day, may_be_asked


def is_weekday(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("any_day", "first"),
    [
        (date(2026, 11, 20), date(2026, 11, 2)),  # the 1st is a Sunday
        (date(2026, 10, 1), date(2026, 10, 1)),
        (date(2027, 2, 28), date(2027, 2, 1)),
        (date(2028, 1, 31), date(2028, 1, 3)),  # the 1st is a Saturday
    ],
)
def test_first_working_day_is_the_first_on_which_the_desk_works(any_day, first):
    assert first_working_day(any_day, is_weekday) == first


def test_month_without_a_working_day_ends_on_its_last():
    assert first_working_day(date(2027, 2, 3), lambda day: False) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("month", "offered"),
    [
        (date(2026, 10, 1), True), (date(2025, 11, 1), True), (date(2025, 10, 1), False),
        (date(2026, 11, 1), False), (date(2026, 12, 1), False), (date(2026, 10, 2), False),
    ],
)  # fmt: skip
def test_the_last_twelve_ended_months_can_be_asked(month, offered):
    assert may_be_asked(month, date(2026, 11, 2)) is offered

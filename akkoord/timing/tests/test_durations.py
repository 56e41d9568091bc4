# SPDX-License-Identifier: EUPL-1.2
"""The notation of durations. Source: spec: timing ("Notation")"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.timing.durations import BadDuration, Duration, Unit, parse_duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("1 hour", Duration(1, Unit.HOUR)),
        ("48 hours", Duration(48, Unit.HOUR)),
        ("1 working day", Duration(1, Unit.WORKING_DAY)),
        ("3 working days", Duration(3, Unit.WORKING_DAY)),
        (" 4   weeks ", Duration(4, Unit.WEEK)),
        ("closing of next working day", Duration(1, Unit.CLOSING)),
    ],
)
def test_the_agreement_writes_a_count_and_a_unit(text: str, duration: Duration) -> None:
    assert parse_duration(text) == duration


@given(st.integers(1, 999_999_999), st.sampled_from([unit for unit in Unit if unit is not Unit.CLOSING]))
def test_what_is_written_reads_back(count: int, unit: Unit) -> None:
    duration = Duration(count, unit)
    assert parse_duration(str(duration)) == duration


def test_one_is_singular_and_more_are_plural() -> None:
    assert str(Duration(1, Unit.HOUR)) == "1 hour"
    assert str(Duration(3, Unit.WORKING_DAY)) == "3 working days"
    assert str(Duration(1, Unit.CLOSING)) == "closing of next working day"


@pytest.mark.parametrize(
    "text",
    ["", "hour", "0 hours", "-1 hour", "1.5 hours", "1 fortnight", "one hour", "2 closing of next working day", "1h", "١ hour"],
)
def test_a_bad_duration_is_told_what_is_allowed(text: str) -> None:
    with pytest.raises(BadDuration, match="whole number from 1 and second, minute, hour, working day"):
        parse_duration(text)


def test_a_closing_time_takes_no_count() -> None:
    with pytest.raises(BadDuration, match="no count"):
        Duration(2, Unit.CLOSING)

# SPDX-License-Identifier: EUPL-1.2
"""How the status of an assignment stands, and how one company is recognised: pure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.clocks.rules import Verdict
from akkoord.partners.rules.leads import LATE, FeedbackStand, company_key, feedback_stand, status_reminder_due
from akkoord.timing.durations import parse_duration

MONTH = parse_duration("1 month")
START = date(2026, 1, 31)


def stand(today: date, *told: date, ends_on: date | None = None, since: date = date(2026, 1, 1)) -> FeedbackStand:
    return feedback_stand(told, starts_on=START, ends_on=ends_on, every=MONTH, warns_days=7, since=since, today=today)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 2, 20), Verdict.RUNNING),
        (date(2026, 2, 21), Verdict.AT_RISK),
        (date(2026, 2, 28), Verdict.AT_RISK),
        (date(2026, 3, 1), Verdict.BROKEN),
    ],
)
def test_the_first_status_is_due_a_month_after_the_start(today: date, expected: Verdict) -> None:
    assert stand(today).verdict is expected


def test_the_next_is_due_a_month_after_the_last() -> None:
    found = stand(date(2026, 3, 1), date(2026, 2, 20))
    assert found.verdict is Verdict.KEPT and found.due_on == date(2026, 3, 20)


def test_a_stretch_without_word_stays_on_record_until_the_period_is_over() -> None:
    late = stand(date(2026, 4, 10), date(2026, 2, 20), date(2026, 4, 2))
    assert late.verdict is Verdict.BROKEN and late.late == ((date(2026, 3, 20), date(2026, 4, 2)),)
    assert stand(date(2026, 4, 10), date(2026, 2, 20), date(2026, 4, 2), since=date(2026, 4, 1)).verdict is Verdict.KEPT


def test_after_the_last_day_nothing_is_due() -> None:
    over = stand(date(2026, 6, 1), date(2026, 2, 20), ends_on=date(2026, 3, 10))
    assert over.verdict is Verdict.KEPT and over.due_on is None


@pytest.mark.parametrize(
    ("today", "due"), [(date(2026, 3, 1), None), (date(2026, 3, 13), 7), (date(2026, 3, 20), 7), (date(2026, 3, 21), LATE)]
)
def test_one_reminder_and_one_word_that_it_is_late(today: date, due: int | None) -> None:
    assert status_reminder_due(date(2026, 3, 20), (7,), today) == due


@given(st.lists(st.integers(1, 28), min_size=1, max_size=40))
def test_who_tells_within_four_weeks_each_time_is_never_late(gaps: list[int]) -> None:
    told, day = [], START
    for gap in gaps:
        day += timedelta(days=gap)
        told.append(day)
    assert stand(day, *told).late == ()


@pytest.mark.parametrize(
    "written",
    [
        "Bakkerij Tarwehof",
        "bakkerij tarwehof b.v.",
        "Bakkerij  TARWEHOF BV",
        "Bakkerij Tärwehof N.V.",
        "Stichting Bakkerij Tarwehof",
    ],
)
def test_one_company_has_one_key_however_it_is_written(written: str) -> None:
    assert company_key(written) == "bakkerij tarwehof"


@pytest.mark.parametrize(("written", "key"), [("BV", "bv"), ("  ", ""), ("山田", "")])
def test_what_has_only_a_legal_form_keeps_it_and_what_has_no_letters_has_no_key(written: str, key: str) -> None:
    assert company_key(written) == key

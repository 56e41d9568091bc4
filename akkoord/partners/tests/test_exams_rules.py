# SPDX-License-Identifier: EUPL-1.2
"""How an expert stands with the exam: pure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.clocks.rules import Verdict
from akkoord.partners.rules.exams import Outcome, Taken, exam_stand, reminder_due, valid_until
from akkoord.timing.durations import parse_duration

YEAR = parse_duration("1 year")
PASS = Taken(Outcome.PASSED, date(2025, 11, 20), date(2026, 11, 19))


def verdict(today: date, *results: Taken, began: date = date(2025, 2, 1)) -> Verdict:
    return exam_stand(results, began_on=began, valid_for=YEAR, warns_days=60, today=today).verdict


@pytest.mark.parametrize(
    ("taken", "until"),
    [(date(2025, 11, 20), date(2026, 11, 19)), (date(2024, 2, 29), date(2025, 2, 27)), (date(2023, 3, 1), date(2024, 2, 29))],
)
def test_a_pass_counts_until_the_day_before_the_same_date(taken: date, until: date) -> None:
    assert valid_until(taken, YEAR) == until


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 11, 20), Verdict.KEPT),
        (date(2026, 9, 19), Verdict.KEPT),
        (date(2026, 9, 20), Verdict.AT_RISK),
        (date(2026, 11, 19), Verdict.AT_RISK),
        (date(2026, 11, 20), Verdict.BROKEN),
    ],
)
def test_a_pass_is_at_risk_before_it_lapses_and_broken_the_day_after(today: date, expected: Verdict) -> None:
    assert verdict(today, PASS) is expected


def test_a_new_expert_has_one_period_for_the_first_pass() -> None:
    assert verdict(date(2025, 6, 1)) is Verdict.RUNNING
    assert verdict(date(2026, 1, 10)) is Verdict.AT_RISK
    assert verdict(date(2026, 2, 2)) is Verdict.BROKEN


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.ABSENT])
def test_missing_an_exam_is_a_risk_while_an_earlier_one_counts(outcome: Outcome) -> None:
    missed = Taken(outcome, date(2026, 3, 1))
    assert verdict(date(2026, 3, 2), PASS, missed) is Verdict.AT_RISK
    assert verdict(date(2026, 2, 1), PASS, missed) is Verdict.KEPT, "what comes later is not known yet"
    assert verdict(date(2026, 11, 20), PASS, missed) is Verdict.BROKEN


def test_a_re_sit_that_is_passed_mends_it() -> None:
    again = Taken(Outcome.PASSED, date(2026, 12, 10), date(2027, 12, 9))
    assert verdict(date(2026, 12, 10), PASS, Taken(Outcome.ABSENT, date(2026, 11, 1)), again) is Verdict.KEPT


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 9, 1), None),
        (date(2026, 9, 20), 60),
        (date(2026, 11, 5), 14),
        (date(2026, 11, 19), 14),
        (date(2026, 11, 20), 0),
    ],
)
def test_one_reminder_is_due_at_a_time(today: date, due: int | None) -> None:
    assert reminder_due(date(2026, 11, 19), (60, 14), today) == due


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 800))
def test_what_was_passed_is_broken_exactly_after_its_last_day(taken: date, later: int) -> None:
    until = valid_until(taken, YEAR)
    today = taken + timedelta(days=later)
    found = verdict(today, Taken(Outcome.PASSED, taken, until), began=taken)
    assert (found is Verdict.BROKEN) == (today > until)

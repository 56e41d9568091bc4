# SPDX-License-Identifier: EUPL-1.2
"""Counting never flatters."""

from datetime import date

import pytest

from akkoord.promises.forms import month_of
from akkoord.promises.rules import (
    Counts,
    Running,
    month_after,
    month_before,
    months_until,
    stand,
    verdict_of_counts,
    verdict_of_times,
)


def test_share_is_never_rounded_upward() -> None:
    assert Counts(kept=99_999, broken=1).share == 0.9999


def test_share_leaves_out_what_could_not_be_measured_and_is_none_without_verdicts() -> None:
    assert Counts(kept=3, broken=1, not_measurable=10, waived=2).share == 0.75
    assert Counts(not_measurable=10).share is None


@pytest.mark.parametrize(
    ("counts", "running", "verdict"),
    [
        (Counts(kept=9, broken=1), Running(3, 1), "broken"),
        (Counts(kept=9), Running(3, 1), "at_risk"),
        (Counts(kept=9), Running(3), "kept"),
        (Counts(), Running(3), "running"),
        (Counts(not_measurable=4), Running(), "none"),
        (Counts(waived=4), Running(), "waived"),
        (Counts(), Running(), None),
    ],
)
def test_month_stands_as_its_worst_clock(counts: Counts, running: Running, verdict: str | None) -> None:
    assert stand(counts, running) == verdict


def test_months_go_over_the_turn_of_the_year() -> None:
    assert months_until(date(2026, 2, 1), 3) == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert month_before(date(2026, 1, 1)) == date(2025, 12, 1)


@pytest.mark.parametrize("text", [None, "", "2026", "2026-13", "2027-01", "0000-01", "x"])
def test_address_without_a_month_that_has_been_means_this_month(text: str | None) -> None:
    assert month_of(text, date(2026, 11, 21)) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("kept", "broken", "coming", "verdict"),
    [(3, 1, 0, "broken"), (3, 0, 1, "kept"), (0, 0, 1, "running"), (0, 0, 0, "nothing")],
)
def test_one_plan_that_broke_its_promise_breaks_the_month(kept: int, broken: int, coming: int, verdict: str) -> None:
    assert verdict_of_counts(kept, broken, coming) == verdict


@pytest.mark.parametrize(
    ("low", "high", "is_over", "verdict"),
    [
        (95.0, 96.0, True, "kept"),
        (94.0, 94.9, True, "broken"),
        (94.0, 95.0, True, "none"),  # what a histogram knows does not say which
        (95.0, 95.0, False, "running"),
        (90.0, 94.0, False, "at_risk"),
    ],
)
def test_a_share_of_cases_is_judged_only_where_both_ends_agree(low: float, high: float, is_over: bool, verdict: str) -> None:
    assert verdict_of_times(low, high, 95.0, is_over=is_over) == verdict

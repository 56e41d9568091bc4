# SPDX-License-Identifier: EUPL-1.2
"""Counting never flatters."""

from datetime import date

import pytest

from akkoord.promises.forms import month_of
from akkoord.promises.rules import Counts, Running, month_after, month_before, months_until, stand


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

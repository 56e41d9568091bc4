# SPDX-License-Identifier: EUPL-1.2
"""Verdicts from plain values."""

from datetime import UTC, datetime, timedelta

import pytest

from akkoord.clocks.rules import Target, Verdict, earlier, judge

DUE = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
RISK = DUE - timedelta(hours=2)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("stopped", "at", "verdict"),
    [
        (None, RISK - SECOND, Verdict.RUNNING),
        (None, RISK, Verdict.AT_RISK),
        (None, DUE, Verdict.AT_RISK),
        (None, DUE + SECOND, Verdict.BROKEN),
        (DUE, DUE + timedelta(days=9), Verdict.KEPT),
        (DUE + SECOND, DUE + timedelta(days=9), Verdict.BROKEN),
        (DUE, RISK - SECOND, Verdict.RUNNING),
    ],
)
def test_a_clock_is_kept_at_the_deadline_and_broken_from_the_first_moment_after_it(stopped, at, verdict):
    assert judge(due_at=DUE, at_risk_at=RISK, stopped_at=stopped, waived=False, at=at) == verdict


def test_a_waived_clock_stays_waived():
    assert judge(due_at=DUE, at_risk_at=RISK, stopped_at=None, waived=True, at=DUE + SECOND) == Verdict.WAIVED


def test_a_raise_never_gives_more_time():
    old, new = Target(DUE, RISK), Target(DUE + SECOND, RISK)
    assert earlier(old, new) == old
    assert earlier(new, old) == old

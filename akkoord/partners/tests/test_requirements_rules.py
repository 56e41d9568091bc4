# SPDX-License-Identifier: EUPL-1.2
"""How a requirement stands on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from akkoord.clocks.rules import Verdict
from akkoord.partners.rules.partners import first_end, slug_taken_from
from akkoord.partners.rules.periods import Period, period_of
from akkoord.partners.rules.requirements import Because, Bound, Facts, judge, warned_on
from akkoord.timing.durations import parse_duration

SHARE = Fraction(4, 5)
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
MOST = Bound(at_most=Decimal(15), period=YEAR)
ONCE = Bound(at_least=Decimal(1), period=YEAR)


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [(0, Verdict.RUNNING), (11, Verdict.RUNNING), (12, Verdict.AT_RISK), (15, Verdict.AT_RISK), (16, Verdict.BROKEN)],
)
def test_questions_are_at_risk_from_twelve_and_broken_only_over_fifteen(asked: int, verdict: Verdict) -> None:
    assert judge(MOST, Facts(value=Decimal(asked)), date(2026, 11, 18), SHARE).verdict == verdict


@pytest.mark.parametrize(
    ("today", "done", "verdict"),
    [
        (date(2026, 1, 1), 0, Verdict.RUNNING),
        (date(2026, 10, 19), 0, Verdict.RUNNING),
        (date(2026, 10, 20), 0, Verdict.AT_RISK),
        (date(2026, 12, 31), 0, Verdict.AT_RISK),
        (date(2027, 1, 1), 0, Verdict.BROKEN),
        (date(2026, 12, 31), 1, Verdict.KEPT),
    ],
)
def test_something_yearly_may_still_be_done_until_the_year_ends(today: date, done: int, verdict: Verdict) -> None:
    assert judge(ONCE, Facts(value=Decimal(done)), today, SHARE).verdict == verdict


def test_something_yearly_that_was_not_done_says_by_when() -> None:
    assert judge(ONCE, Facts(value=Decimal(0)), date(2026, 11, 18), SHARE).due_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("today", "verdict"),
    [
        (date(2026, 8, 31), Verdict.KEPT),
        (date(2026, 12, 20), Verdict.AT_RISK),
        (date(2027, 1, 1), Verdict.AT_RISK),
        (date(2027, 1, 2), Verdict.BROKEN),
    ],
)
def test_what_holds_until_a_date_is_broken_the_day_after(today: date, verdict: Verdict) -> None:
    facts = Facts(since_on=date(2026, 1, 1), due_on=date(2027, 1, 1), value=Decimal(0))
    assert judge(ONCE, facts, today, SHARE).verdict == verdict


def test_a_figure_below_its_bound_is_broken_where_no_period_is_left() -> None:
    bound = Bound(at_least=Decimal(3))
    assert judge(bound, Facts(value=Decimal("2.5")), date(2026, 1, 1), SHARE).verdict == Verdict.BROKEN
    assert judge(bound, Facts(value=Decimal(3)), date(2026, 1, 1), SHARE).verdict == Verdict.KEPT


def test_without_facts_nobody_judges() -> None:
    assert judge(ONCE, None, date(2026, 1, 1), SHARE).because == Because.NOTHING_RECORDED
    assert judge(Bound(), Facts(), date(2026, 1, 1), SHARE).because == Because.NOTHING_RECORDED
    assert judge(Bound(has_no_measure=True), Facts(holds=True), date(2026, 1, 1), SHARE).because == Because.WORDING


def test_a_waiver_goes_before_what_does_not_hold() -> None:
    assert judge(Bound(), Facts(holds=False, waived="Ziek"), date(2026, 1, 1), SHARE).verdict == Verdict.WAIVED
    assert judge(Bound(), Facts(holds=False), date(2026, 1, 1), SHARE).verdict == Verdict.BROKEN
    assert judge(Bound(), Facts(holds=True), date(2026, 1, 1), SHARE).verdict == Verdict.KEPT


def test_the_warning_comes_on_the_first_day_past_the_share() -> None:
    assert warned_on(date(2026, 1, 1), date(2026, 1, 11), SHARE) == date(2026, 1, 9)
    assert warned_on(date(2026, 1, 1), date(2026, 1, 12), SHARE) == date(2026, 1, 10)


@pytest.mark.parametrize(
    ("per", "first", "after"),
    [
        ("month", date(2028, 2, 1), date(2028, 3, 1)),
        ("quarter", date(2028, 1, 1), date(2028, 4, 1)),
        ("year", date(2028, 1, 1), date(2029, 1, 1)),
        ("rolling 1 year", date(2027, 3, 1), date(2028, 3, 1)),
        ("rolling 30 days", date(2028, 1, 31), date(2028, 3, 1)),
    ],
)
def test_periods_of_a_leap_day(per: str, first: date, after: date) -> None:
    assert period_of(per, date(2028, 2, 29), date(2020, 1, 1)) == Period(first, after)


def test_a_young_partnership_has_a_whole_rolling_period() -> None:
    assert period_of("rolling 1 year", date(2028, 2, 29), date(2027, 6, 1)) == Period(date(2027, 6, 1), date(2028, 6, 1))
    assert period_of("always", date(2028, 2, 29), date(2027, 6, 1)) is None


def test_the_longest_notice_term_decides_and_a_month_has_a_last_day() -> None:
    assert first_end(date(2026, 1, 31), [parse_duration("1 month"), parse_duration("2 weeks")]) == date(2026, 2, 28)
    assert first_end(date(2026, 1, 31), []) == date(2026, 1, 31)


def test_two_partners_of_one_name_have_addresses_of_their_own() -> None:
    assert slug_taken_from("noord", {"noord", "noord-2"}) == "noord-3"
    assert slug_taken_from("zuid", {"noord"}) == "zuid"

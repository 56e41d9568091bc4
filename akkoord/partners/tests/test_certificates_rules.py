# SPDX-License-Identifier: EUPL-1.2
"""Validity by score, the lapse, the notice and the dates between. partner:connector"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.partners.rules.certificates import (
    CertificateTerms,
    Certified,
    ConnectorState,
    Score,
    last_day_of,
    notice_ends,
    reminder_days,
    standing_on,
)
from akkoord.timing.durations import parse_duration

TERMS = CertificateTerms(
    {Score.GREEN: parse_duration("3 years"), Score.ORANGE: parse_duration("15 months"), Score.RED: parse_duration("6 months")},
    parse_duration("12 months"),
    (parse_duration("30 days"), parse_duration("12 weeks")),
)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def certified(reported: date, score: Score, version: str = "1.0") -> Certified:
    return Certified(reported, score, version, last_day_of(reported, score, TERMS))


@pytest.mark.parametrize(
    ("reported", "score", "last"),
    [
        (date(2026, 3, 15), Score.GREEN, date(2029, 3, 15)),
        (date(2026, 3, 15), Score.ORANGE, date(2027, 6, 15)),
        (date(2026, 3, 15), Score.RED, date(2026, 9, 15)),
        (date(2028, 2, 29), Score.GREEN, date(2031, 2, 28)),  # no 29 February in 2031
        (date(2026, 11, 30), Score.ORANGE, date(2028, 2, 29)),  # February of a leap year has no 30th
        (date(2026, 8, 31), Score.RED, date(2027, 2, 28)),
    ],
)
def test_a_certificate_is_valid_from_the_reports_date_by_its_score(reported, score, last):
    assert last_day_of(reported, score, TERMS) == last


def test_it_is_valid_through_its_last_day_and_the_notice_runs_from_the_next():
    one = certified(date(2026, 3, 15), Score.RED)
    on = [
        standing_on(d, certificates=[one], version="1.0", ended_on=None, terms=TERMS) for d in (one.last_day, date(2026, 9, 16))
    ]
    assert [s.state for s in on] == [ConnectorState.CERTIFIED, ConnectorState.LAPSED]
    assert on[1].ends_on == date(2027, 9, 16)
    before, after = (
        standing_on(d, certificates=[one], version="1.0", ended_on=None, terms=TERMS)
        for d in (date(2027, 9, 15), date(2027, 9, 16))
    )
    assert (before.state, after.state) == (ConnectorState.LAPSED, ConnectorState.ENDED)


def test_a_lapse_on_the_last_of_february_gives_a_whole_notice():
    assert notice_ends(date(2028, 2, 28), TERMS) == date(2029, 2, 28)  # from 29 February, which 2029 has not
    assert notice_ends(date(2027, 2, 28), TERMS) == date(2028, 3, 1)


def test_a_new_certificate_ends_the_notice():
    old, new = certified(date(2025, 1, 10), Score.RED), certified(date(2026, 1, 20), Score.GREEN)
    stands = standing_on(date(2026, 2, 1), certificates=[new, old], version="1.0", ended_on=None, terms=TERMS)
    assert (stands.state, stands.last_day) == (ConnectorState.CERTIFIED, date(2029, 1, 20))
    assert not stands.is_at_risk


def test_a_version_that_was_not_checked_asks_for_a_check():
    one = certified(date(2026, 3, 15), Score.GREEN, "1.0")
    stands = standing_on(date(2026, 4, 1), certificates=[one], version="2.0", ended_on=None, terms=TERMS)
    assert (stands.state, stands.new_version, stands.is_at_risk) == (ConnectorState.CERTIFIED, "2.0", True)


def test_what_was_never_certified_is_registered_until_it_ends():
    assert (
        standing_on(date(2026, 4, 1), certificates=[], version="", ended_on=None, terms=TERMS).state == ConnectorState.REGISTERED
    )
    ended = standing_on(date(2026, 4, 1), certificates=[], version="", ended_on=date(2026, 4, 1), terms=TERMS)
    assert ended.state == ConnectorState.ENDED


def test_reminders_come_before_the_last_day_in_order():
    assert reminder_days(date(2026, 9, 15), TERMS) == [date(2026, 6, 23), date(2026, 8, 16)]


@given(DAYS, st.sampled_from(Score), st.integers(0, 2000))
def test_states_follow_each_other_and_never_turn_back(reported, score, later):
    one = certified(reported, score)
    order = [ConnectorState.CERTIFIED, ConnectorState.LAPSED, ConnectorState.ENDED]
    days = (reported + timedelta(days=later), reported + timedelta(days=later + 1))
    first, second = (standing_on(d, certificates=[one], version="1.0", ended_on=None, terms=TERMS).state for d in days)
    assert 0 <= order.index(second) - order.index(first) <= 1

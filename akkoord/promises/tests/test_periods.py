# SPDX-License-Identifier: EUPL-1.2
"""A period has its real dates and its real length, in its own time zone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.agreements.document.periods import is_dated
from akkoord.promises.periods import NoPeriod, period_in, period_of

SORTS = ["day", "week", "month", "quarter", "year", "fiscal quarter", "fiscal year", "billing cycle"]


@pytest.mark.parametrize(
    ("day", "per", "options", "first", "after"),
    [
        ("2026-11-18", "day", {}, "2026-11-18", "2026-11-19"),
        ("2026-11-18", "week", {}, "2026-11-16", "2026-11-23"),
        ("2026-11-16", "week", {}, "2026-11-16", "2026-11-23"),
        ("2028-02-29", "month", {}, "2028-02-01", "2028-03-01"),
        ("2026-12-31", "quarter", {}, "2026-10-01", "2027-01-01"),
        ("2026-01-01", "quarter", {}, "2026-01-01", "2026-04-01"),
        ("2026-06-30", "year", {}, "2026-01-01", "2027-01-01"),
        ("2026-03-31", "fiscal year", {"fiscal_year_begins": 4}, "2025-04-01", "2026-04-01"),
        ("2026-04-01", "fiscal year", {"fiscal_year_begins": 4}, "2026-04-01", "2027-04-01"),
        ("2026-05-15", "fiscal quarter", {"fiscal_year_begins": 4}, "2026-04-01", "2026-07-01"),
        # The year begins in February: its quarters in February, May, August and November.
        ("2026-01-31", "fiscal quarter", {"fiscal_year_begins": 2}, "2025-11-01", "2026-02-01"),
        ("2026-12-01", "fiscal quarter", {"fiscal_year_begins": 2}, "2026-11-01", "2027-02-01"),
        ("2026-03-14", "billing cycle", {"billing_day": 15}, "2026-02-15", "2026-03-15"),
        ("2026-03-15", "billing cycle", {"billing_day": 15}, "2026-03-15", "2026-04-15"),
        # Billed on the 31st: February's cycle begins on its last day.
        ("2026-03-30", "billing cycle", {"billing_day": 31}, "2026-02-28", "2026-03-31"),
        ("2026-02-28", "billing cycle", {"billing_day": 31}, "2026-02-28", "2026-03-31"),
        ("2026-03-15", "rolling 30 days", {}, "2026-02-14", "2026-03-16"),  # 15 days of February, 15 of March
        ("2026-03-15", "rolling 2 weeks", {}, "2026-03-02", "2026-03-16"),
        ("2026-11-30", "rolling 3 months", {}, "2026-09-01", "2026-12-01"),
        ("2026-05-30", "rolling 3 months", {}, "2026-02-28", "2026-05-31"),  # no 31 February
        ("2028-02-28", "rolling 1 year", {}, "2027-02-28", "2028-02-29"),
    ],
)
def test_a_date_lies_in_its_period(day: str, per: str, options: dict[str, int], first: str, after: str) -> None:
    found = period_of(date.fromisoformat(day), per, "UTC", **options)
    assert (found.first.isoformat(), found.after.isoformat()) == (first, after)


@pytest.mark.parametrize(
    ("month", "per", "begins", "first", "after"),
    [
        ("2026-11-01", "month", 1, "2026-11-01", "2026-12-01"),
        ("2026-10-01", "quarter", 1, "2026-10-01", "2027-01-01"),
        ("2026-12-01", "quarter", 1, "2026-10-01", "2027-01-01"),
        ("2026-11-01", "fiscal quarter", 2, "2026-11-01", "2027-02-01"),
        ("2026-03-01", "fiscal year", 4, "2025-04-01", "2026-04-01"),
        ("2026-11-01", "rolling 3 months", 1, "2026-09-01", "2026-12-01"),
        ("2026-10-01", "rolling 30 days", 1, "2026-10-02", "2026-11-01"),  # October has 31
    ],
)
def test_a_month_is_judged_by_the_period_of_its_last_date(month: str, per: str, begins: int, first: str, after: str) -> None:
    found = period_in(date.fromisoformat(month), per, "UTC", fiscal_year_begins=begins)
    assert (found.first.isoformat(), found.after.isoformat()) == (first, after)
    assert is_dated(per) and found.after.day == 1


@pytest.mark.parametrize("per", ["day", "week", "24 hours", "billing cycle", "migration", "case", "always"])
def test_what_ends_with_no_month_is_stored_and_not_judged(per: str) -> None:
    assert not is_dated(per)


def test_a_period_begins_at_midnight_of_its_own_zone_whatever_the_clock_does() -> None:
    october = period_of(date(2026, 10, 25), "month", "Europe/Amsterdam")
    assert (october.begin, october.end) == (datetime(2026, 9, 30, 22, tzinfo=UTC), datetime(2026, 10, 31, 23, tzinfo=UTC))
    assert october.end - october.begin == timedelta(days=31, hours=1)
    quarter = period_of(date(2026, 11, 26), "quarter", "America/New_York")
    assert (quarter.begin, quarter.end) == (datetime(2026, 10, 1, 4, tzinfo=UTC), datetime(2027, 1, 1, 5, tzinfo=UTC))


@pytest.mark.parametrize("per", ["case", "migration", "always", "day of work", "24 hours", "2 weeks", "fortnight"])
def test_what_has_no_dates_of_its_own_is_no_period(per: str) -> None:
    with pytest.raises(NoPeriod, match="has no first and last date"):
        period_of(date(2026, 11, 18), per, "UTC")


@given(
    day=st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    per=st.sampled_from(SORTS),
    begins=st.integers(1, 12),
    billing=st.integers(1, 31),
)
def test_periods_follow_each_other_without_gap_or_overlap(day: date, per: str, begins: int, billing: int) -> None:
    found = period_of(day, per, "UTC", fiscal_year_begins=begins, billing_day=billing)
    assert found.first <= day < found.after
    following = period_of(found.after, per, "UTC", fiscal_year_begins=begins, billing_day=billing)
    assert following.first == found.after
    last = found.after - timedelta(days=1)
    assert period_of(last, per, "UTC", fiscal_year_begins=begins, billing_day=billing) == found

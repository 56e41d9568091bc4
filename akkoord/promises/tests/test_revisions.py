# SPDX-License-Identifier: EUPL-1.2
"""Two revisions a year: kept once the second took effect, broken when the year is over without it. sla:1.2"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from akkoord.agreements.actions import announce_draft, put_in_draft
from akkoord.agreements.tests.test_drafts import TEXT
from akkoord.promises.actions import judge_month
from akkoord.promises.evaluators import judged_of
from akkoord.promises.judging.revisions import verdict_of_revisions
from akkoord.promises.models import MonthVerdict
from akkoord.promises.periods import period_of
from akkoord.promises.rules import NOTHING_TO_JUDGE, TIMES, Judged
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

FIRST = date(2025, 1, 1)
YEAR = period_of(date(2026, 1, 1), "year", "Europe/Amsterdam")
REVISED = "1.2/revised"


@pytest.mark.parametrize(
    ("effective", "today", "verdict", "count"),
    [
        ([], date(2026, 3, 10), "running", 0),
        ([date(2026, 2, 1)], date(2026, 3, 10), "running", 1),
        # 273 of 365 days: just less than three quarters (273.75); 274: more
        ([], date(2026, 10, 1), "running", 0),
        ([], date(2026, 10, 2), "at_risk", 0),
        # kept from the day on which the second one takes effect
        ([date(2026, 2, 1), date(2026, 7, 1)], date(2026, 6, 30), "running", 1),
        ([date(2026, 2, 1), date(2026, 7, 1)], date(2026, 7, 1), "kept", 2),
        # the last and the first day of a year
        ([date(2026, 1, 1), date(2026, 12, 31)], date(2027, 1, 1), "kept", 2),
        ([date(2026, 1, 1), date(2027, 1, 1)], date(2027, 1, 1), "broken", 1),
        ([date(2025, 12, 31), date(2026, 12, 31)], date(2027, 1, 1), "broken", 1),
        # before the year is over nothing is broken
        ([], date(2026, 12, 31), "at_risk", 0),
        # what is announced for this year takes the risk away, for the next it does not
        ([date(2026, 7, 1), date(2026, 12, 1)], date(2026, 11, 20), "running", 1),
        ([date(2026, 7, 1), date(2027, 1, 1)], date(2026, 11, 20), "at_risk", 1),
    ],
)  # fmt: skip
def test_a_year_is_judged_by_the_dates_on_which_versions_took_effect(
    effective: list[date], today: date, verdict: str, count: int
) -> None:
    assert verdict_of_revisions([FIRST, *effective], 2, YEAR, today) == (verdict, count)


def test_the_year_in_which_the_agreement_began_is_not_judged() -> None:
    for first in (date(2026, 1, 1), date(2026, 3, 1)):
        assert verdict_of_revisions([first], 2, YEAR, date(2027, 1, 5)) == (NOTHING_TO_JUDGE, 0)
    assert verdict_of_revisions([], 2, YEAR, date(2027, 1, 5)) == (NOTHING_TO_JUDGE, 0)


def revised(month: date, at: datetime, organisation: int | None = None) -> list[Judged]:
    return [judged for judged in judged_of(month, organisation, at) if judged.promise == REVISED]


def test_the_agreement_itself_is_judged_for_everybody_at_once(world: World) -> None:
    """2025-1 was the first; 2026-2 took effect in July 2026: one of two until a second one is announced."""
    november, december, at = date(2026, 11, 1), date(2026, 12, 1), amsterdam("Thu 2026-11-19 12:00")
    (found,) = revised(november, at)
    assert [found.verdict, found.worst, found.bound, found.unit] == ["at_risk", 1, 2, TIMES]
    assert (found.month, found.until) == (date(2026, 1, 1), date(2027, 1, 1))
    assert len(found.evidence[0]["keys"]) == 1
    assert [each.verdict for each in revised(december, amsterdam("Mon 2027-01-04 12:00"))] == ["broken"]
    text = TEXT.replace("effective_from: 2027-01-01", "effective_from: 2026-12-15")
    announce_draft(draft=put_in_draft(source_text=text, file_name="x", by=None, at=at), by=None, at=at)
    assert [each.verdict for each in revised(november, at)] == ["running"]
    assert [each.verdict for each in revised(december, amsterdam("Tue 2026-12-15 12:00"))] == ["kept"]
    assert revised(november, at, world.customer.pk) == []


def test_the_year_gets_one_row_when_it_is_over_and_none_of_its_months_one(world: World) -> None:
    judge_month(month=date(2026, 11, 1), by=None, at=amsterdam("Tue 2026-12-01 00:20"))
    assert not MonthVerdict.objects.filter(promise=REVISED).exists()
    judge_month(month=date(2026, 12, 1), by=None, at=amsterdam("Fri 2027-01-01 00:20"))
    row = MonthVerdict.objects.get(promise=REVISED)
    assert (row.month, row.until, row.verdict, row.organisation) == (date(2026, 1, 1), date(2027, 1, 1), "broken", None)

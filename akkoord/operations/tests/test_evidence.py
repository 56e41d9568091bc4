# SPDX-License-Identifier: EUPL-1.2
"""A month's availability from what stands in the database: bounds in force, proofs, overruns, readings. sla:2.3.1"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from akkoord.operations.actions.outages import ask_correction, close_outage, decide_correction, link_case
from akkoord.operations.evidence import MonthReading, Other, availability
from akkoord.operations.evidence.readings import READ_IN_TWO_WAYS
from akkoord.operations.rules.availability import cut
from akkoord.operations.rules.formula import Cause, Formula
from akkoord.operations.rules.months import Stand, Why
from akkoord.operations.rules.words import Impact
from akkoord.site.world.moments import amsterdam

from .history import DAY, HOUR, MINUTE, PRODUCTION, broke, worked

NOVEMBER, LATER = date(2026, 11, 1), amsterdam("Wed 2026-12-02 09:00")
TUESDAY = amsterdam("Tue 2026-11-10 10:00")
NIGHT = amsterdam("Sat 2026-11-14 08:00")  # a weekend is one window, from Friday 21:00 to Monday 07:00


def november(**more: Any) -> MonthReading:
    return availability(NOVEMBER, at=LATER, **more)


def down(reading: MonthReading, code: str = "public-portal") -> int:
    return reading.own.components[code].down


def causes(reading: MonthReading) -> set[Cause]:
    return {each.cause for slices in reading.own.slices.values() for each in slices}


def percentage(share: Fraction | None) -> str:
    assert share is not None
    return f"{float(cut(share, 4) * 100):.4f}"


def test_the_example_of_the_spec_from_rows(world):
    worked(*PRODUCTION, begin=NIGHT, lasted=12 * HOUR)
    broke(*PRODUCTION, began=TUESDAY, lasted=214 * MINUTE)
    reading = november()
    assert percentage(reading.share.best) == percentage(reading.share.worst) == "99.4962"
    assert (reading.stand, reading.bound) == (Stand.BROKEN, Fraction(995, 1000))
    up = Fraction(214 * 60, 30 * 86400)
    assert percentage(1 - up) == "99.5046", "what it would be if maintenance was taken for up"


@pytest.mark.parametrize(("month", "hours"), [(date(2026, 10, 1), 745), (date(2026, 3, 1), 743), (date(2026, 11, 1), 720)])
def test_a_month_has_the_room_of_its_real_length(world, month, hours):
    room = hours * 3600 * 5 // 1000
    at = amsterdam("Wed 2026-12-02 09:00")
    began = amsterdam("Thu 2026-10-01 00:00").replace(month=month.month)
    outage = broke(*PRODUCTION, began=began, lasted=room * MINUTE / 60)
    reading = availability(month, at=at)
    assert (reading.end - reading.begin, reading.stand) == (hours * 3600, Stand.KEPT)
    ask_correction(outage=outage, reason="Log.", ended_at=began + (room + 1) * MINUTE / 60, by=world.operator, at=at)
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=at)
    assert availability(month, at=at).stand is Stand.BROKEN


def test_an_outage_over_the_clock_change_counts_the_seconds_that_passed(world):
    broke("public-portal", began=amsterdam("Sun 2026-10-25 01:30"), lasted=None)
    night = availability(date(2026, 10, 1), at=amsterdam("Sun 2026-10-25 04:30"))
    assert down(night) == 4 * 3600, "between half past one and half past four, four hours pass that night"
    broke("connectors", began=amsterdam("Sun 2026-03-29 01:30"), lasted=2 * HOUR)
    assert down(availability(date(2026, 3, 1), at=LATER), "connectors") == 3600, "half past one until half past three is an hour"


def test_a_correction_holds_from_its_confirmation_and_yesterdays_figure_can_be_had_again(world):
    outage = broke("public-portal", began=TUESDAY, lasted=HOUR)
    asked, confirmed = TUESDAY + 5 * HOUR, TUESDAY + 6 * HOUR
    ask_correction(outage=outage, reason="Log.", ended_at=TUESDAY + 20 * MINUTE, by=world.operator, at=asked)
    assert down(november()) == 3600
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=confirmed)
    assert down(november()) == 1200
    assert down(availability(NOVEMBER, at=asked + MINUTE)) == 3600
    assert [b.ended_at for b in outage.bounds.filter(ended_at__isnull=False)] == [TUESDAY + HOUR, TUESDAY + 20 * MINUTE]


def test_a_rejected_correction_changes_no_figure(world):
    outage = broke("public-portal", began=TUESDAY, lasted=HOUR)
    ask_correction(outage=outage, reason="Log.", responsible="customer", by=world.operator, at=LATER - DAY)
    decide_correction(outage=outage, confirm=False, text="Nee.", by=world.second_operator, at=LATER - DAY)
    assert down(november()) == 3600


def test_what_struck_less_hard_or_was_not_ours_is_no_downtime(world):
    broke("public-portal", began=TUESDAY, lasted=HOUR, impact=Impact.PARTLY)
    broke("connectors", began=TUESDAY, lasted=HOUR, responsible="customer")
    broke("mobile-app", began=TUESDAY, lasted=HOUR, responsible="force_majeure")
    reading = november()
    assert {code: (f.down, f.left_out) for code, f in reading.own.components.items() if f.down or f.left_out} == {
        "connectors": (0, 3600), "mobile-app": (0, 3600),
    }  # fmt: skip
    assert causes(reading) == {Cause.DEGRADED, Cause.CUSTOMER, Cause.FORCE_MAJEURE}


@pytest.mark.parametrize("how", ["opened by a calamity", "linked to one"])
def test_calamities_count_and_the_other_reading_stands_beside(world, how):
    outage = broke("public-portal", began=TUESDAY, lasted=HOUR, origin="calamity" if how.startswith("opened") else "person")
    if how.startswith("linked"):
        case = world.reports(at=TUESDAY)
        link_case(outage=outage, subject=case.key, by=None, at=TUESDAY)
        assert not november().differing, "an incident is no calamity"
        type(case).objects.filter(pk=case.pk).update(kind_name="calamity")
    reading = november()
    assert down(reading) == 3600
    other = reading.differing[Other.CALAMITIES].components["public-portal"]
    assert (other.down, other.left_out) == (0, 3600)


@pytest.mark.parametrize(
    ("changed", "seconds"),
    [
        ({}, (0, 7200)),
        ({"ahead": 4 * DAY}, (7200, 0)),
        ({"begin": TUESDAY}, (7200, 0)),
        ({"until": NIGHT + 3 * HOUR}, (3600, 7200)),
        ({"began": NIGHT - HOUR}, (3600, 7200)),
        ({"kind": "emergency", "ahead": HOUR, "is_security": True}, (0, 7200)),
        ({"kind": "emergency", "ahead": HOUR}, (7200, 0)),
        ({"kind": "version", "begin": TUESDAY}, (0, 7200)),
        ({"kind": "patch", "begin": amsterdam("Tue 2026-11-10 20:00"), "ahead": HOUR}, (0, 7200)),
        ({"kind": "patch", "begin": TUESDAY}, (7200, 0)),
    ],
    ids=["as announced", "late", "outside its window", "overrun", "too early", "security", "another emergency", "version", "patch", "patch by day"],
)  # fmt: skip
def test_maintenance_is_left_out_only_as_far_as_it_is_proved(world, changed, seconds):
    worked("public-portal", **{"begin": NIGHT, "lasted": 2 * HOUR, **changed})
    figure = november().own.components["public-portal"]
    assert (figure.down, figure.left_out) == seconds


def test_maintenance_that_broke_its_promise_is_left_out_in_the_other_reading(world):
    worked("public-portal", begin=NIGHT, lasted=2 * HOUR, ahead=4 * DAY)
    reading = november()
    assert causes(reading) == {Cause.PLANNED_UNPROVED}
    assert reading.differing[Other.MAINTENANCE].components["public-portal"].left_out == 7200


def test_every_cause_that_can_be_read_in_two_ways_is_known_to_be():
    formula = Formula(frozenset({"planned_maintenance"}))
    for other, read in ((Other.MAINTENANCE, formula.other_maintenance()), (Other.CALAMITIES, formula.other_calamities())):
        assert READ_IN_TWO_WAYS[other] == {cause for cause in Cause if read.counts_as(cause) != formula.counts_as(cause)}


def test_maintenance_that_was_called_off_claims_nothing(world):
    made = worked("public-portal", begin=NIGHT, lasted=2 * HOUR)
    type(made).objects.filter(pk=made.pk).update(cancelled_at=NIGHT - DAY, begun_at=None, ended_at=None)
    assert not causes(november())


def test_a_running_month_counts_up_to_now_and_says_how_much_room_is_left(world):
    broke("public-portal", began=amsterdam("Sun 2026-11-01 00:00"), lasted=HOUR)
    reading = availability(NOVEMBER, at=amsterdam("Sun 2026-11-01 02:00"))
    assert (reading.own.components["public-portal"].length, reading.is_running) == (7200, True)
    assert percentage(reading.share.best) == "90.0000"
    assert reading.stand is Stand.RUNNING, "an hour of one of five components is not yet much of a month"
    assert reading.room == 30 * 86400 * 5 // 1000 - 3600 // 5


def test_a_running_month_is_at_risk_and_then_broken_for_good(world):
    outage = broke(*PRODUCTION, began=amsterdam("Mon 2026-11-02 10:00"), lasted=None)
    assert availability(NOVEMBER, at=amsterdam("Mon 2026-11-02 12:00")).stand is Stand.RUNNING
    assert availability(NOVEMBER, at=amsterdam("Mon 2026-11-02 13:00")).stand is Stand.AT_RISK
    assert availability(NOVEMBER, at=amsterdam("Mon 2026-11-02 13:37")).stand is Stand.BROKEN
    close_outage(outage, ended_at=amsterdam("Mon 2026-11-02 14:00"), by=None, at=amsterdam("Mon 2026-11-02 14:00"))
    assert november().stand is Stand.BROKEN


def test_a_month_that_has_not_begun_or_had_no_agreement_is_not_measurable(world):
    assert availability(date(2027, 1, 1), at=LATER).why is Why.NOT_BEGUN
    long_ago = availability(date(2024, 11, 1), at=LATER)
    assert (long_ago.stand, long_ago.why) == (Stand.NOT_MEASURABLE, Why.NO_PROMISE)


def test_the_network_has_a_figure_and_a_bound_of_its_own(world):
    worked("network", begin=NIGHT, lasted=2 * HOUR)
    reading = november(figure="network_availability")
    assert (reading.bound, set(reading.own.components)) == (Fraction(9999, 10000), {"network"})
    assert (down(reading, "network"), reading.stand) == (7200, Stand.BROKEN), "nothing is left out of it"


def test_it_takes_as_many_queries_for_a_year_of_trouble_as_for_a_quiet_month(world, django_assert_max_num_queries):
    for day in range(1, 12):
        broke(*PRODUCTION, began=TUESDAY - 20 * day * DAY, lasted=HOUR)
        worked(*PRODUCTION, begin=NIGHT - 14 * day * DAY, lasted=HOUR)
    with django_assert_max_num_queries(24):
        november()

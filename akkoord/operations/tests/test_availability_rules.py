# SPDX-License-Identifier: EUPL-1.2
"""A month's availability, to the second. sla:2.3.1"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.operations.rules.availability import Claim, Stay, cut, month_of, slices_of
from akkoord.operations.rules.formula import Cause, CountsAs, Formula
from akkoord.timing.moments import DAY, day_number
from akkoord.timing.zones import local_time

MINUTE, HOUR = 60, 3600
REFERENCE = Formula(
    frozenset({"planned_maintenance", "emergency_maintenance", "new_version", "customer_outages", "force_majeure"})
)
BOUND = Fraction(995, 1000)
# Written down again by hand, so that a slip in the formula is not copied: what each cause is under the reference agreement.
BY_HAND = {
    "outage": "down", "calamity": "down", "overrun": "down", "emergency_other": "down", "planned_unproved": "down",
    "patch_unproved": "down", "customer": "out", "force_majeure": "out", "planned": "out", "emergency": "out",
    "version": "out", "patch": "out", "degraded": "up", "unmeasured": "unknown",
}  # fmt: skip


def local_month(year: int, month: int) -> tuple[int, int]:
    from datetime import date

    zone = local_time("Europe/Amsterdam")
    following = date(year + month // 12, month % 12 + 1, 1)
    return zone.moment(day_number(date(year, month, 1)) * DAY), zone.moment(day_number(following) * DAY)


def one(claims: list[Claim], begin: int, end: int, formula: Formula = REFERENCE):
    return month_of([Stay("portal", 1, begin, end)], {1: claims}, formula)


@pytest.mark.parametrize(
    ("cause", "percentage"), [(Cause.PLANNED, "99.4962"), (Cause.DEGRADED, "99.5046")], ids=["left out", "counted as up"]
)
def test_the_example_of_the_spec(cause: Cause, percentage: str) -> None:
    begin = local_month(2026, 11)[0]
    work = Claim(begin + 5 * DAY, begin + 5 * DAY + 12 * HOUR, cause, "maintenance:1")
    outage = Claim(begin + 9 * DAY, begin + 9 * DAY + 214 * MINUTE, Cause.OUTAGE, "outage:1")
    share = one([work, outage], begin, begin + 30 * DAY).together
    assert share.worst == share.best
    assert f"{float(cut(share.best, 4) * 100):.4f}" == percentage
    assert (share.best < BOUND) == (cause is Cause.PLANNED)


@pytest.mark.parametrize(("year", "month", "hours"), [(2026, 10, 745), (2026, 3, 743), (2026, 11, 720), (2028, 2, 696)])
def test_a_month_has_its_real_length(year: int, month: int, hours: int) -> None:
    begin, end = local_month(year, month)
    assert end - begin == hours * HOUR
    room = (end - begin) * 5 // 1000
    assert one([Claim(begin, begin + room, Cause.OUTAGE, "outage:1")], begin, end).together.worst >= BOUND
    assert one([Claim(begin, begin + room + 1, Cause.OUTAGE, "outage:1")], begin, end).together.worst < BOUND


def test_october_has_223_and_a_half_minutes_of_room() -> None:
    begin, end = local_month(2026, 10)
    assert (end - begin) * 5 / 1000 / MINUTE == 223.5


def test_nothing_is_rounded_upward() -> None:
    assert cut(Fraction(994_999, 1_000_000), 2) == Fraction(9949, 10_000)
    assert cut(Fraction(1), 2) == 1


def test_maintenance_that_broke_its_promise_counts_as_down_and_the_other_reading_leaves_it_out() -> None:
    claims = [Claim(100, 300, Cause.PLANNED_UNPROVED, "maintenance:1")]
    chosen, other = one(claims, 0, 1000), one(claims, 0, 1000, REFERENCE.other_maintenance())
    assert (chosen.components["portal"].down, chosen.components["portal"].left_out) == (200, 0)
    assert (other.components["portal"].down, other.components["portal"].left_out) == (0, 200)


def test_an_agreement_that_leaves_nothing_out_counts_maintenance_as_down_in_both_readings() -> None:
    strictest = Formula(frozenset(), patches_left_out=False)
    for cause in (Cause.PLANNED, Cause.PLANNED_UNPROVED, Cause.VERSION, Cause.CUSTOMER, Cause.FORCE_MAJEURE, Cause.PATCH):
        assert strictest.counts_as(cause) is CountsAs.DOWN
        assert strictest.other_maintenance().counts_as(cause) is CountsAs.DOWN


def test_unknown_time_is_a_best_and_a_worst_case_and_never_up() -> None:
    figure = one([Claim(0, 100, Cause.UNMEASURED, ""), Claim(50, 60, Cause.OUTAGE, "outage:1")], 0, 1000).components["portal"]
    assert (figure.down, figure.unknown) == (10, 90)
    assert (figure.worst, figure.best) == (Fraction(900, 1000), Fraction(990, 1000))


def test_a_month_that_is_left_out_whole_has_no_figure() -> None:
    month = one([Claim(-5, 2000, Cause.FORCE_MAJEURE, "outage:1")], 0, 1000)
    assert (month.together.worst, month.together.best, month.components["portal"].counted) == (None, None, 0)


def test_an_organisation_that_moves_has_the_time_of_both_instances() -> None:
    stays = [Stay("portal", 1, 0, 400), Stay("portal", 2, 400, 1000)]
    claims = {1: [Claim(350, 500, Cause.OUTAGE, "outage:1")], 2: [Claim(390, 410, Cause.OUTAGE, "outage:2")]}
    figure = month_of(stays, claims, REFERENCE).components["portal"]
    assert (figure.length, figure.down) == (1000, 50 + 10)


def test_components_weigh_the_same_and_the_strict_reading_wants_all_of_them_up() -> None:
    stays = [Stay("portal", 1, 0, 1000), Stay("app", 2, 0, 1000)]
    claims = {1: [Claim(0, 100, Cause.OUTAGE, "outage:1")], 2: [Claim(50, 250, Cause.OUTAGE, "outage:2")]}
    month = month_of(stays, claims, REFERENCE)
    assert month.together.best == month.mean.best == Fraction(850, 1000)
    assert (month.strict.down, month.strict.best) == (250, Fraction(750, 1000))
    any_down = month_of(stays, claims, Formula(REFERENCE.leaves_out, together="any_down"))
    assert any_down.together.best == Fraction(750, 1000)


def test_every_interval_says_why_it_counts_and_what_lay_under_it() -> None:
    claims = [Claim(10, 40, Cause.OUTAGE, "outage:7"), Claim(20, 30, Cause.PLANNED, "maintenance:3")]
    found = [(s.begin, s.end, s.counts_as, s.source, [c.source for c in s.also]) for s in slices_of(claims, 0, 100, REFERENCE)]
    assert found == [
        (10, 20, CountsAs.DOWN, "outage:7", []),
        (20, 30, CountsAs.LEFT_OUT, "maintenance:3", ["outage:7"]),
        (30, 40, CountsAs.DOWN, "outage:7", []),
    ]


SPANS = st.tuples(st.integers(-20, 140), st.integers(-20, 140)).map(sorted)
CLAIMS = st.lists(st.builds(lambda span, cause: Claim(span[0], span[1], cause, "x"), SPANS, st.sampled_from(Cause)), max_size=8)
STAYS = st.lists(
    st.builds(
        lambda component, instance, span: Stay(component, instance, *span), st.sampled_from("ab"), st.integers(1, 3), SPANS
    ),
    min_size=1,
    max_size=4,
    unique=True,
)


def second_by_second(claims: list[Claim], second: int) -> str:
    states = {BY_HAND[c.cause.value] for c in claims if c.begin <= second < c.end}
    return next((s for s in ("out", "down", "unknown") if s in states), "up")


@settings(max_examples=300, deadline=None)
@given(STAYS, st.dictionaries(st.integers(1, 3), CLAIMS))
def test_it_agrees_with_counting_every_second(stays: list[Stay], claims: dict[int, list[Claim]]) -> None:
    month = month_of(stays, claims, REFERENCE)
    together: dict[int, set[str]] = {}
    for stay in stays:
        for second in range(stay.begin, stay.end):
            together.setdefault(second, set()).add(second_by_second(claims.get(stay.instance, []), second))
    for component in {stay.component for stay in stays}:
        seconds = [
            second_by_second(claims.get(s.instance, []), second)
            for s in stays if s.component == component for second in range(s.begin, s.end)
        ]  # fmt: skip
        figure = month.components[component]
        assert (figure.length, figure.left_out, figure.down, figure.unknown) == (
            len(seconds), seconds.count("out"), seconds.count("down"), seconds.count("unknown"),
        )  # fmt: skip
    every = [next((s for s in ("down", "out", "unknown") if s in states), "up") for states in together.values()]
    assert (month.strict.length, month.strict.left_out, month.strict.down, month.strict.unknown) == (
        len(every), every.count("out"), every.count("down"), every.count("unknown"),
    )  # fmt: skip

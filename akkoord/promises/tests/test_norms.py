# SPDX-License-Identifier: EUPL-1.2
"""A norm is kept when enough of a population kept it, and gives no verdict over too few or over what nobody knows."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from akkoord.agreements.document import Measure, Norm, Promise
from akkoord.agreements.document.promise_kinds import Probes, Quota
from akkoord.promises.allowances import allowances
from akkoord.promises.norms import TOO_FEW, UNKNOWN, share_kept
from akkoord.promises.rules import Counts
from akkoord.promises.shares import Requests, error_rate, is_down, meets, partly_up, served

NINE_IN_TEN = Norm(share=Decimal(90), at_least_counted=10)
FOUR = Norm(missed_at_most=4)
WINDOW = {"work": "patch", "inside": "night"}
DAYS = {"what": "deviating_hours", "before": "deviating_day"}
ON_INCIDENT = {"on": "incident", "clock": "reaction", "within": "1 hour"}


@pytest.mark.parametrize(
    ("norm", "counts", "verdict", "value", "why"),
    [
        (NINE_IN_TEN, Counts(kept=9, broken=1), "kept", 90, ""),
        (NINE_IN_TEN, Counts(kept=17, broken=3), "broken", 85, ""),
        (NINE_IN_TEN, Counts(kept=899, broken=101), "broken", Fraction("89.9"), ""),
        (NINE_IN_TEN, Counts(kept=9), "none", 100, TOO_FEW),
        (NINE_IN_TEN, Counts(), "none", None, TOO_FEW),
        (NINE_IN_TEN, Counts(kept=9, broken=1, waived=50), "kept", 90, ""),  # what was waived has no part
        # 18 of 20 at worst is 90 %: the unknown cannot decide; 17 of 20 at worst, 19 at best: they would.
        (NINE_IN_TEN, Counts(kept=18, broken=1, not_measurable=1), "kept", 90, ""),
        (NINE_IN_TEN, Counts(kept=17, broken=1, not_measurable=2), "none", 85, UNKNOWN),
        (NINE_IN_TEN, Counts(kept=10, broken=5, not_measurable=1), "broken", Fraction(1000, 16), ""),
        (FOUR, Counts(kept=1, broken=4), "kept", 4, ""),
        (FOUR, Counts(kept=100, broken=5), "broken", 5, ""),
        (FOUR, Counts(kept=100, broken=4, not_measurable=1), "none", 4, UNKNOWN),
    ],
)
def test_a_period_that_is_over_has_its_verdict(
    norm: Norm, counts: Counts, verdict: str, value: Fraction | int | None, why: str
) -> None:
    found = share_kept(counts, norm)
    assert (found.verdict, found.value, found.why) == (verdict, value, why)


def test_a_running_period_can_recover_its_share_but_not_its_misses() -> None:
    assert share_kept(Counts(kept=1, broken=9), NINE_IN_TEN, is_over=False).verdict == "at_risk"
    assert share_kept(Counts(kept=9, broken=1), NINE_IN_TEN, is_over=False).verdict == "running"
    assert share_kept(Counts(), NINE_IN_TEN, is_over=False).verdict == "running"
    assert share_kept(Counts(kept=100, broken=5), FOUR, is_over=False).verdict == "broken"
    assert share_kept(Counts(kept=9, broken=5), Norm(missed_at_most=4, at_least_counted=20), is_over=False).verdict == "at_risk"


def test_a_norm_with_both_bounds_needs_both() -> None:
    both = Norm(share=Decimal(90), missed_at_most=4)
    assert share_kept(Counts(kept=95, broken=5), both).verdict == "broken"
    assert share_kept(Counts(kept=8, broken=2), both).verdict == "broken"
    assert share_kept(Counts(kept=96, broken=4), both).verdict == "kept"
    with pytest.raises(ValidationError, match="a norm has share, missed_at_most, or both"):
        Norm()


@pytest.mark.parametrize(
    ("says", "per", "unjudged", "is_by_norm"),
    [
        ({"deadline": ON_INCIDENT, "norm": {"share": 90}}, "month", (), True),
        ({"deadline": ON_INCIDENT, "norm": {"share": 90, "per": "fiscal quarter"}}, "fiscal quarter", (), True),
        ({"deadline": ON_INCIDENT, "norm": {"share": 90, "per": "billing cycle"}}, "billing cycle", ("norm",), True),
        ({"deadline": {**ON_INCIDENT, "recurs": True}, "norm": {"share": 90}}, "month", ("recurs",), True),
        ({"window": WINDOW, "norm": {"share": 90}}, "month", (), False),
        ({"window": WINDOW, "norm": {"share": 90, "per": "quarter"}}, "quarter", ("norm",), False),
        ({"window": {**WINDOW, "work": "roll_out"}, "norm": {"share": 90}}, "month", ("norm",), False),
        ({"notice": DAYS, "norm": {"share": 90, "per": "quarter"}}, "quarter", (), False),
        ({"notice": DAYS, "norm": {"share": 90, "per": "billing cycle"}}, "billing cycle", ("norm",), False),
        ({"measure": {"figure": "availability", "at_least": 99}, "norm": {"share": 90}}, "month", ("norm",), False),
        ({"measure": {"figure": "availability", "at_least": 99, "per": "quarter"}}, "quarter", ("per",), False),
        ({"cadence": {"what": "agreement_revised", "at_least": 2, "per": "year"}}, "year", (), False),
        ({"cadence": {"what": "first_class_report", "at_least": 2, "per": "year"}}, "year", ("per",), False),
    ],
)
def test_what_this_release_judges_by_a_norm_or_over_a_period_and_what_it_only_stores(
    says: dict[str, object], per: str, unjudged: tuple[str, ...], is_by_norm: bool
) -> None:
    promise = Promise.model_validate({"id": "p", "text": {"en": "P."}, "by": "vendor", **says})
    assert (promise.per, promise.unjudged, promise.is_by_norm) == (per, unjudged, is_by_norm)
    assert promise.is_evaluated is (unjudged == ())


COUNT = st.integers(0, 50)


@given(kept=COUNT, broken=COUNT, unknown=COUNT, share=st.integers(1, 100))
def test_what_is_unknown_decides_nothing(kept: int, broken: int, unknown: int, share: int) -> None:
    norm = Norm(share=Decimal(share))
    found = share_kept(Counts(kept=kept, broken=broken, not_measurable=unknown), norm)
    ends = [share_kept(Counts(kept=kept + extra, broken=broken + unknown - extra), norm).verdict for extra in range(unknown + 1)]
    if found.verdict in ("kept", "broken"):
        assert set(ends) == {found.verdict}
    elif kept + broken:
        assert len(set(ends)) > 1


def test_a_busy_hour_weighs_more_in_requests_and_the_same_in_rates() -> None:
    hours = [Requests(100, 0), Requests(0, 0), Requests(200, 4), Requests(50, 0)]
    assert served(hours) == Fraction(34_600, 350)  # 346 of 350
    assert error_rate(hours) == Fraction(1, 2)  # (0 + 0 + 2 + 0) / 4
    assert served([Requests(0, 0)]) is None
    assert error_rate([]) is None


def test_two_of_three_probes_decide() -> None:
    assert [is_down(failed, Probes(failed=2, of=3)) for failed in range(4)] == [False, False, True, True]
    with pytest.raises(ValidationError, match="asks 4 failures of 3 probes"):
        Probes(failed=4, of=3)


def test_maintenance_is_in_or_out_of_the_denominator_as_the_agreement_says() -> None:
    out = Measure(figure="availability", leaves_out=("maintenance",), partial={"degraded": Decimal("0.5")})
    inside = Measure(figure="availability", counts_as_up=("maintenance",), partial={"degraded": Decimal("0.5")})
    spent = {"maintenance": 200, "down": 40, "degraded": 80}
    assert partly_up(1000, spent, out) == 90  # 40 + 80 / 2 = 80 lost of 800
    assert partly_up(1000, spent, inside) == 92  # 80 lost of 1000
    assert partly_up(200, {"maintenance": 200}, out) is None
    with pytest.raises(KeyError, match="slow"):
        partly_up(1000, {"slow": 1}, out)


def test_the_bound_itself_is_kept() -> None:
    least, most = Measure(figure="up", at_least=Decimal("99.9")), Measure(figure="errors", at_most=Decimal("0.5"))
    assert [meets(least, Fraction(v)) for v in ("99.9", "99.89999")] == ["kept", "broken"]
    assert [meets(most, Fraction(v)) for v in ("0.5", "0.50001")] == ["kept", "broken"]
    assert meets(least, None) == "none"
    with pytest.raises(TypeError, match="judged by its deadline"):
        meets(Measure(figure="loss", at_most="2 hours", unit="duration"), Fraction(1))


def test_what_is_left_carries_over_only_where_the_agreement_says() -> None:
    used: list[Fraction | int] = [3, Fraction(15, 2), 7, 6]
    carried = allowances(Quota(what="hours", at_most=Decimal(6), carries_over=True, carries_over_at_most=Decimal(2)), used)
    # 6 - 3 leaves 3, of which 2 go on: 8; 8 - 7.5 leaves 0.5: 6.5, which 7 oversteps; nothing is left: 6.
    assert [each.allowed for each in carried] == [6, 8, Fraction(13, 2), 6]
    assert [each.verdict for each in carried] == ["kept", "kept", "broken", "kept"]
    plain = allowances(Quota(what="hours", at_most=Decimal(6)), used)
    assert [each.verdict for each in plain] == ["kept", "broken", "broken", "kept"]
    with pytest.raises(ValueError, match="no most"):
        allowances(Quota(what="sessions", at_least=Decimal(3)), used)

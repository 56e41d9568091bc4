# SPDX-License-Identifier: EUPL-1.2
"""What follows a broken promise: every value has exactly one tier, or `check` names the value that has not."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from akkoord.agreements.consequences import NOTHING, Credited, InNoTier, capped, credit_of, holds, late_by, tier_of
from akkoord.agreements.consequences import may_terminate as may
from akkoord.agreements.document import Cap, Promise, Tier, Trigger
from akkoord.agreements.faults import BadAgreement
from akkoord.agreements.judged_values import domain_of
from akkoord.agreements.reading import read_agreement
from akkoord.agreements.tests.files import ONE_PAGE, REFERENCE, ROUND_THE_CLOCK, document
from akkoord.agreements.tests.test_reading import faults_of
from akkoord.agreements.tiers import cells_of, uneven

FILE = """\
code: small
version: 1
effective_from: 2026-01-01
title: {en: Small}
languages: [en]
zone: UTC
calendars: {always: {title: {en: Always}, hours: [Mon-Sun 00:00-24:00], holidays: open}}
clauses:
  - clause: 1
    title: {en: Up}
    promises:
      - id: up
        text: {en: Up.}
        by: vendor
        measure: {figure: availability, at_least: 99.9}
        consequences:
          credit:
            base: {en: The fee.}
            tiers:
              - {at_least: 99.0, below: 99.9, percent: 10}
              - {below: 99.0, percent: 25}
"""


def promise(*tiers: dict[str, object], at_least: str = "99.9", **credit: object) -> Promise:
    return Promise.model_validate(
        {
            "id": "up", "text": {"en": "Up."}, "by": "vendor", "measure": {"figure": "availability", "at_least": at_least},
            "consequences": {"credit": {"base": {"en": "The fee."}, "tiers": tiers, **credit}},
        }
    )  # fmt: skip


def test_tiers_that_meet_at_an_open_and_a_closed_bound_are_sound(tmp_path: Path) -> None:
    path = tmp_path / "agreement.yaml"
    path.write_text(FILE)
    assert read_agreement(path).warnings == ()
    path.write_text(FILE.replace("figure: availability", "figure: availability, scope: customer"))
    notes = [str(warning) for warning in read_agreement(path).warnings]
    assert f"{path}:16: note: consequences of 1/up: this release stores it and does not judge it" in notes


@pytest.mark.parametrize(
    ("good", "bad", "line", "says"),
    [
        ("at_least: 99.0", "above: 99.0", 19, "no tier holds exactly 99.0; allowed: one tier for each value, `nothing: true`"),
        ("{below: 99.0", "{at_most: 99.0", 21, "tiers 1 and 2 all hold exactly 99.0; allowed: one, with `above` or `below`"),
        ("{below: 99.0", "{below: 99.5", 21, "tiers 1 and 2 all hold above 99.0 and below 99.5"),
        ("{below: 99.0", "{below: 98.0", 19, "no tier holds above 98.0 and below 99.0"),
        ("{below: 99.0", "{below: 98.0", 19, "no tier holds exactly 98.0"),
        ("{below: 99.0", "{above: 0, below: 99.0", 19, "no tier holds exactly 0"),
        ("below: 99.9", "at_most: 99.9", 20, "gives for exactly 99.9, by which the promise is kept"),
        ("below: 99.9", "at_most: 101", 20, "reaches beyond 100"),
        ("at_least: 99.0, below", "at_least: 99.0, above: 99.0, below", 20, "a side is open or closed, not both"),
        ("at_least: 99.0, below: 99.9", "at_least: 99.9, below: 99.0", 20, "holds no value: it begins at 99.9 and ends at 99.0"),
        ("percent: 10", "percent: 10, days: 3", 20, "a tier has exactly one of percent, days, amount, per_started, linear, nothing"),
        ("percent: 10", "amount: 10", 20, "the credit has no currency, such as `currency: EUR`"),
        ("percent: 10", "percent: -10", 20, "greater than 0"),
        ("measure: {figure: availability, at_least: 99.9}", "always: {condition: x}", 17, "goes by no value; allowed: a norm with one bound"),
        ("        consequences:", "        norm: {share: 90, missed_at_most: 4}\n        consequences:", 18, "goes by no value; allowed: a norm with one"),
        ("at_least: 99.9}", "at_least: 99.9, per: fortnight}", 15, "'fortnight' is no period; allowed: day, 24 hours, week"),
        ("            base:", "            claim_within: 1 month\n            claim_calendar: desk\n            base:", 19, "'desk' is no calendar"),
    ],
)  # fmt: skip
def test_a_gap_or_an_overlap_is_named_with_its_line_and_what_is_allowed(
    tmp_path: Path, good: str, bad: str, line: int, says: str
) -> None:
    assert good in FILE
    found = faults_of(tmp_path, FILE.replace(good, bad, 1))
    assert any(says in fault.message and fault.line == line for fault in found), [str(fault) for fault in found]


BOUNDS = st.integers(0, 12).map(lambda quarters: Decimal(quarters) / 4 + 97)


@st.composite
def tiers(draw: st.DrawFn) -> dict[str, object]:
    low = draw(st.none() | st.tuples(st.sampled_from(["at_least", "above"]), BOUNDS))
    high = draw(st.none() | st.tuples(st.sampled_from(["at_most", "below"]), BOUNDS))
    return {**dict(filter(None, [low, high])), **({"nothing": True} if draw(st.booleans()) else {"percent": 5})}


def sound(tier: dict[str, object]) -> bool:
    try:
        Tier.model_validate(tier)
    except ValidationError:
        return False
    return True


VALUES = st.fractions(0, 100, max_denominator=40) | st.integers(388, 400).map(lambda quarters: Fraction(quarters, 4))


@given(given_tiers=st.lists(tiers().filter(sound), min_size=1, max_size=5), value=VALUES)
def test_every_value_that_breaks_it_is_in_exactly_one_tier_or_named(
    given_tiers: list[dict[str, object]], value: Fraction
) -> None:
    mine = promise(*given_tiers, at_least="99.5")
    domain, follows = domain_of(mine), mine.consequences
    assert domain is not None and follows is not None and follows.credit is not None
    credit = follows.credit
    within = sum(holds(tier, value) for tier in credit.tiers)
    named = any(value in cell for cell, _ in uneven(credit.tiers, domain))
    assert named == (value < Fraction("99.5") and within != 1)
    if value < Fraction("99.5") and not named:
        assert holds(tier_of(credit, value), value)
    if within != 1:
        with pytest.raises(InNoTier):
            tier_of(credit, value)


@given(given_tiers=st.lists(tiers().filter(sound), min_size=1, max_size=5), value=VALUES)
def test_the_cells_hold_every_value_once(given_tiers: list[dict[str, object]], value: Fraction) -> None:
    mine = promise(*given_tiers)
    domain, follows = domain_of(mine), mine.consequences
    assert domain is not None and follows is not None and follows.credit is not None
    assert sum(value in cell for cell in cells_of(follows.credit.tiers, domain)) == 1


@pytest.mark.parametrize(
    ("value", "credit"),
    [
        ("99.95", 0),  # the bound itself is kept
        ("99.9499", 10),
        ("99", 10),  # exactly 99 is still in the first tier
        ("98.9999", 25),
        ("95", 25),
        ("94.9999", 50),
        ("0", 50),
    ],
)
def test_the_shipped_credits_by_value(value: str, credit: int) -> None:
    clause = next(clause for clause in document(ROUND_THE_CLOCK).clauses if clause.clause == "B.10")
    assert credit_of(clause.promises[0], Fraction(value)) == Credited(percent=Fraction(credit))


def test_a_started_step_counts_whole_and_a_linear_one_in_proportion() -> None:
    started = promise({"below": 99.9, "per_started": {"step": "0.5", "days": 2}})
    assert credit_of(started, Fraction("99.4")).days == 2  # 99.9 - 99.4 = 0.5: one step
    assert credit_of(started, Fraction("99.3")).days == 4  # 0.6: one and a started one
    linear = promise({"below": 99.9, "linear": {"step": "0.5", "percent": 2}})
    assert credit_of(linear, Fraction("99.3")).percent == Fraction("2.4")  # 0.6 / 0.5 x 2
    since = promise({"below": 99.9, "linear": {"step": 1, "amount": 100, "counted_from": 100}}, currency="EUR")
    assert credit_of(since, Fraction("99.3")).amount == 70  # from 100, not from the bound


def test_a_cap_holds_for_all_credits_of_its_period_together() -> None:
    given_credits = [Credited(percent=Fraction(25)), Credited(percent=Fraction(40), days=Fraction(3))]
    assert capped(given_credits, Cap(percent=Decimal(50))) == Credited(percent=Fraction(50), days=Fraction(3))
    assert capped(given_credits, None) == Credited(percent=Fraction(65), days=Fraction(3))
    assert capped([], Cap(days=Decimal(1))) == NOTHING


def test_lateness_is_counted_in_the_credits_own_unit() -> None:
    assert late_by(5400, "1 hour") == Fraction(3, 2)
    assert late_by(5400, "30 minutes") == 3
    with pytest.raises(ValueError, match="no fixed number of seconds"):
        late_by(5400, "1 working day")


def test_a_right_to_terminate_comes_with_enough_periods() -> None:
    three_of_four = Trigger(times=3, of_last=4)
    values = [Fraction(99)] * 5
    assert may(three_of_four, values, [False, True, False, True, True])
    assert not may(three_of_four, values, [True, True, False, False, True])  # the first is five periods ago
    twice = Trigger(times=2, in_a_row=True, below=Decimal(99))
    assert may(twice, [Fraction("99.95"), Fraction("98.9"), Fraction("98.5")], [False, True, True])
    assert not may(twice, [Fraction("98.9"), Fraction(99), Fraction("98.5")], [True, True, True])  # exactly 99 is not below
    assert not may(twice, [Fraction("98.9"), None], [True, False])
    with pytest.raises(ValidationError, match="asks 3 times within 2 periods"):
        Trigger(times=3, of_last=2)


@pytest.mark.parametrize("path", [REFERENCE, ROUND_THE_CLOCK, ONE_PAGE], ids=lambda path: path.name)
def test_the_shipped_agreements_are_sound_with_notes_only(path: Path) -> None:
    file = read_agreement(path)
    assert all(warning.note for warning in file.warnings)
    assert file.document.effective_from <= date(2026, 7, 1)


def test_a_calendar_that_is_not_counted_in_is_a_note_until_something_needs_it(tmp_path: Path) -> None:
    text = FILE.replace(
        "holidays: open}}",
        "holidays: open}, theirs: {title: {en: Yours}, hours: [Mon-Fri 09:00-17:00], zone: customer},"
        " east: {title: {en: East}, hours: [Mon-Fri 09:00-17:00], zone: Asia/Tokyo},"
        " both: {title: {en: Both}, union_of: [theirs, east]}}",
    )
    path = tmp_path / "agreement.yaml"
    path.write_text(text)
    notes = [warning.message for warning in read_agreement(path).warnings]
    assert (
        notes[0] == "calendar 'theirs': this release stores it and does not judge it: no contract names the customer's zone yet"
    )
    assert notes[1] == "calendar 'both': this release stores it and does not judge it: 'theirs' lies in another time zone"
    path.write_text(text.replace("measure: {figure: availability, at_least: 99.9}", "deadline: {on: incident, clock: reaction, within: 1 hour, calendar: both}"))  # fmt: skip
    with pytest.raises(BadAgreement, match="a promise that is judged needs 'both', in which this release counts no time"):
        read_agreement(path)


@pytest.mark.parametrize(
    ("given_matrix", "says"),
    [
        ("{one: {now: 1}}", "gives no priority for later"),
        ("{one: {now: 1, later: 2}}", "2 is no priority of this agreement; allowed: 1"),
        ("{all: {now: 1, later: 1}}", "'all' is no impact of this agreement; allowed: one"),
        ("{one: {now: 1, later: 1, never: 1}}", "'never' is no urgency of this agreement; allowed: now, later"),
        ("{}", "the matrix has no row for one"),
    ],
)
def test_a_matrix_gives_every_combination_one_priority(tmp_path: Path, given_matrix: str, says: str) -> None:
    matrix = (
        "priorities: [{number: 1, title: {en: One}, criteria: {en: All.}}]\n"
        "impacts: {one: {title: {en: One}}}\n"
        "urgencies: {now: {title: {en: Now}}, later: {title: {en: Later}}}\n"
        f"matrix: {given_matrix}\n"
    )
    assert any(says in fault.message for fault in faults_of(tmp_path, FILE.replace("clauses:\n", matrix + "clauses:\n", 1)))

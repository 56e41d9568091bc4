# SPDX-License-Identifier: EUPL-1.2
"""Many organisations in one call come to the same as each alone. sla:2.3.1"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.operations.rules.availability import Claim, Stay, month_of
from akkoord.operations.rules.availability_vectors import months_of
from akkoord.operations.rules.formula import Formula

from .test_availability_rules import CLAIMS, REFERENCE, STAYS

ORGANISATIONS = st.lists(STAYS, max_size=6)
FORMULAS = st.sampled_from([
    REFERENCE, REFERENCE.other_maintenance(), REFERENCE.other_calamities(), Formula(frozenset(), patches_left_out=False),
    replace(REFERENCE, together="any_down"),
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(ORGANISATIONS, st.dictionaries(st.integers(1, 3), CLAIMS), FORMULAS)
def test_the_vectors_equal_the_scalar_form(many: list[list[Stay]], claims: dict[int, list[Claim]], formula: Formula) -> None:
    found = months_of(many, claims, formula)
    for row, stays in enumerate(many):
        month = month_of(stays, claims, formula)
        assert {c: found.figure(row, c) for i, c in enumerate(found.components) if found.has[row, i]} == month.components
        strict = month.strict
        assert tuple(found.strict[row]) == (strict.length, strict.left_out, strict.down, strict.unknown)
        assert found.together[row] == month.together


def test_nobody_is_no_month() -> None:
    assert months_of([], {}, REFERENCE).together == ()

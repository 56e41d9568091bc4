# SPDX-License-Identifier: EUPL-1.2
"""One word for a component, and one for all of them."""

from __future__ import annotations

import pytest

from akkoord.operations.rules.standing import Standing, indicator, standing_of

WORKS, WORK, SLOW, PART, DOWN = Standing.WORKS, Standing.WORK, Standing.SLOW, Standing.PART, Standing.DOWN


@pytest.mark.parametrize(
    ("instances", "expected"),
    [
        ([[]], WORKS),
        ([[DOWN]], DOWN),
        ([[DOWN], []], PART),
        ([[DOWN], [DOWN, WORK]], DOWN),
        ([[WORK], []], WORK),
        ([[SLOW, WORK], []], SLOW),
        ([[Standing.UNKNOWN]], Standing.UNKNOWN),
    ],
)
def test_a_component_is_down_when_all_of_it_is(instances, expected):
    assert standing_of(instances) == expected


@pytest.mark.parametrize(
    ("standings", "expected"),
    [
        ([WORKS, WORKS], "none"),
        ([WORKS, WORK], "maintenance"),
        ([WORKS, SLOW], "minor"),
        ([WORKS, PART], "major"),
        ([WORKS, WORKS, DOWN], "major"),
        ([WORKS, DOWN], "critical"),
        ([Standing.UNKNOWN], "none"),
    ],
)
def test_one_word_for_all_together(standings, expected):
    assert indicator(standings) == expected

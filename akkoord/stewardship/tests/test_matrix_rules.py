# SPDX-License-Identifier: EUPL-1.2
"""What stands out in a matrix of roles by process. beheer:1-5"""

from __future__ import annotations

from akkoord.stewardship.rules.matrix import Finding, Held, What, findings, has_single_points
from akkoord.stewardship.rules.roles import StewardRole

PAYROLL, LEAVE = 1, 2
ANNA, BEN, CARA = 11, 12, 13
OWNER, FUNCTIONAL, TECHNICAL, MANAGEMENT = (
    StewardRole.KEY_USER,
    StewardRole.FUNCTIONAL_ADMINISTRATOR,
    StewardRole.TECHNICAL_ADMINISTRATOR,
    StewardRole.MANAGEMENT,
)
WHOLE = [
    Held(CARA, MANAGEMENT, None),
    Held(ANNA, FUNCTIONAL, None),
    Held(BEN, FUNCTIONAL, None),
    Held(ANNA, TECHNICAL, None),
    Held(BEN, TECHNICAL, None),
    Held(CARA, OWNER, PAYROLL),
    Held(BEN, OWNER, LEAVE),
]


def test_nothing_stands_out_where_every_role_has_its_people() -> None:
    assert findings([PAYROLL, LEAVE], WHOLE) == []


def test_what_nobody_holds_is_a_gap_said_once_for_all_processes() -> None:
    without = [h for h in WHOLE if h.role not in (TECHNICAL, MANAGEMENT)]
    assert findings([PAYROLL, LEAVE], without) == [Finding(What.NOBODY, MANAGEMENT), Finding(What.NOBODY, TECHNICAL)]


def test_a_process_without_owner_is_named() -> None:
    without = [h for h in WHOLE if h != Held(BEN, OWNER, LEAVE)]
    assert findings([PAYROLL, LEAVE], without) == [Finding(What.NOBODY, OWNER, LEAVE)]


def test_one_administrator_for_all_is_one_single_point() -> None:
    alone = [h for h in WHOLE if h != Held(BEN, FUNCTIONAL, None)]
    found = findings([PAYROLL, LEAVE], alone)
    assert found == [Finding(What.ONE, FUNCTIONAL, None, ANNA)]
    assert has_single_points(found)


def test_a_second_administrator_of_one_process_leaves_the_other_a_single_point() -> None:
    alone = [h for h in WHOLE if h != Held(BEN, FUNCTIONAL, None)] + [Held(CARA, FUNCTIONAL, PAYROLL)]
    assert findings([PAYROLL, LEAVE], alone) == [Finding(What.ONE, FUNCTIONAL, LEAVE, ANNA)]


def test_an_owner_who_administers_the_process_alone_has_nobody_who_looks_along() -> None:
    held = [h for h in WHOLE if h.role != FUNCTIONAL] + [Held(BEN, FUNCTIONAL, None)]
    assert Finding(What.SAME, OWNER, LEAVE, BEN) in findings([PAYROLL, LEAVE], held)
    assert not any(f.what == What.SAME and f.process_id == PAYROLL for f in findings([PAYROLL, LEAVE], held))


def test_without_processes_the_roles_themselves_are_judged_and_gaps_come_first() -> None:
    found = findings([], [Held(ANNA, FUNCTIONAL, None)])
    assert [(f.what, f.role) for f in found] == [
        (What.NOBODY, MANAGEMENT),
        (What.NOBODY, OWNER),
        (What.NOBODY, TECHNICAL),
        (What.ONE, FUNCTIONAL),
    ]

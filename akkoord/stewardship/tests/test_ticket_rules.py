# SPDX-License-Identifier: EUPL-1.2
"""Who decides, and where a question belongs. beheer:3, beheer:4"""

from __future__ import annotations

from itertools import product

import pytest

from akkoord.site.world.moments import amsterdam
from akkoord.stewardship.rules.roles import StewardRole
from akkoord.stewardship.rules.tickets import (
    PHASE_OF,
    Answers,
    Phase,
    State,
    Target,
    advised,
    is_review_due,
    may_go_to,
    middle,
    who_decides,
)

EVERY = [Answers(*answers) for answers in product([True, False], repeat=3)]


@pytest.mark.parametrize(
    ("hours", "threshold", "owner", "management", "expected"),
    [
        (8, 40, True, True, StewardRole.KEY_USER),
        (40, 40, True, True, StewardRole.KEY_USER),
        (41, 40, True, True, StewardRole.MANAGEMENT),
        (41, None, True, True, StewardRole.KEY_USER),
        (41, 40, True, False, StewardRole.KEY_USER),
        (None, 40, True, True, StewardRole.KEY_USER),
        (8, 40, False, True, StewardRole.FUNCTIONAL_ADMINISTRATOR),
        (41, 40, False, False, StewardRole.FUNCTIONAL_ADMINISTRATOR),
        (1, 0, False, True, StewardRole.MANAGEMENT),
    ],
)
def test_the_process_owner_decides_and_management_above_the_threshold(hours, threshold, owner, management, expected) -> None:
    assert who_decides(hours, threshold, has_owner=owner, has_management=management) == expected


@pytest.mark.parametrize("answers", EVERY, ids=str)
def test_a_set_up_question_never_goes_to_the_desk_as_a_fault(answers: Answers) -> None:
    assert (advised(answers) == Target.INCIDENT) == (not answers.does_as_manual)
    assert may_go_to(Target.INCIDENT, answers) == (not answers.does_as_manual)
    assert all(may_go_to(target, answers) for target in Target if target != Target.INCIDENT)


def test_set_up_goes_by_its_size_and_a_connector_to_the_integrator() -> None:
    assert advised(Answers(True, False, False)) == Target.SERVICE_MANAGEMENT
    assert advised(Answers(True, False, True)) == Target.CONSULTANCY
    assert advised(Answers(True, True, False)) == advised(Answers(True, True, True)) == Target.INTEGRATOR


def test_every_state_belongs_to_a_phase_and_every_phase_has_a_state() -> None:
    assert set(PHASE_OF) == set(State)
    assert set(PHASE_OF.values()) == set(Phase)


def test_one_looks_back_after_so_many_weeks_and_not_a_second_before() -> None:
    since = amsterdam("Thu 2026-11-19 12:00")
    assert not is_review_due(since, 4, amsterdam("Thu 2026-12-17 11:59"))
    assert is_review_due(since, 4, amsterdam("Thu 2026-12-17 12:00"))


def test_the_middle_of_nothing_is_nothing() -> None:
    assert middle([]) is None
    assert middle([5.0, 1.0, 2.0]) == 2.0
    assert middle([1.0, 2.0, 4.0, 8.0]) == 3.0

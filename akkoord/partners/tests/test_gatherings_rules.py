# SPDX-License-Identifier: EUPL-1.2
"""How a partner stands with kick-offs, events and meetings, and with the code of conduct: pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from akkoord.clocks.rules import Verdict
from akkoord.partners.rules.conduct import acceptance_stand
from akkoord.partners.rules.gatherings import Held, attendance_stand, presenting_stand
from akkoord.timing.durations import parse_duration

SINCE, TODAY = date(2026, 1, 1), date(2026, 11, 18)
MARCH = Held(date(2026, 3, 5), True, frozenset({1, 2}), frozenset({2}))
OLD = Held(date(2025, 3, 5), True, frozenset({1, 2, 3}))
COMING = Held(date(2026, 12, 3), False)


def test_everybody_was_there_or_it_is_broken() -> None:
    assert attendance_stand([OLD, MARCH], wanted=[1, 2], since=SINCE, today=TODAY).verdict is Verdict.KEPT
    found = attendance_stand([OLD, MARCH], wanted=[1, 2, 3], since=SINCE, today=TODAY)
    assert found.verdict is Verdict.BROKEN and found.absent == {3}


def test_another_one_this_year_is_a_second_chance() -> None:
    assert attendance_stand([MARCH, COMING], wanted=[3], since=SINCE, today=TODAY).verdict is Verdict.AT_RISK


def test_without_one_there_is_nothing_to_judge() -> None:
    assert attendance_stand([OLD], wanted=[3], since=SINCE, today=TODAY).verdict is Verdict.NOT_MEASURABLE
    assert attendance_stand([OLD, COMING], wanted=[3], since=SINCE, today=TODAY).verdict is Verdict.RUNNING


def test_one_of_them_presenting_is_enough_and_another_partners_does_not_count() -> None:
    assert presenting_stand([MARCH], wanted=[1, 2], since=SINCE, today=TODAY).verdict is Verdict.KEPT
    assert presenting_stand([MARCH], wanted=[1], since=SINCE, today=TODAY).verdict is Verdict.BROKEN


def test_a_new_version_asks_everybody_again_and_who_came_later_has_as_long() -> None:
    people = [(1, date(2025, 1, 1)), (2, date(2026, 11, 1))]
    asked: dict[str, Any] = {"effective_on": date(2026, 10, 1), "within": parse_duration("1 month")}
    assert acceptance_stand(people, [1, 2], today=TODAY, **asked).verdict is Verdict.KEPT
    waiting = acceptance_stand(people, [1], today=TODAY, **asked)
    assert waiting.verdict is Verdict.AT_RISK and waiting.due_on == date(2026, 12, 1) and waiting.missing == {2}
    assert acceptance_stand(people, [2], today=TODAY, **asked).verdict is Verdict.BROKEN

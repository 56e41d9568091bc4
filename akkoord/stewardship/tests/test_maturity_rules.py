# SPDX-License-Identifier: EUPL-1.2
"""What a yearly self-check says, and which advice follows. beheer:1-5"""

from __future__ import annotations

from datetime import date

from akkoord.stewardship.rules.maturity import Advice, Result, advice, is_asked, mean, results, unanswered
from akkoord.stewardship.rules.roles import StewardRole
from akkoord.stewardship.shipped import Words, shipped, words_from

FUNCTIONAL, MANAGEMENT, TECHNICAL = (
    StewardRole.FUNCTIONAL_ADMINISTRATOR,
    StewardRole.MANAGEMENT,
    StewardRole.TECHNICAL_ADMINISTRATOR,
)
FINE = {"time": 4, "replaced": 3, "recorded": 3, "learns": 3, "improves": 3}


def advised(this_year, last_year=None, *, single=False) -> list[Advice]:
    return advice(this_year, last_year or {}, has_single_points=single)


def test_a_mean_is_rounded_to_a_tenth_and_compared_with_last_year() -> None:
    assert mean({"a": 1, "b": 2, "c": 2}) == 1.7 and mean({}) is None
    found = {r.role: r for r in results({FUNCTIONAL: FINE}, {FUNCTIONAL: {"time": 2, "replaced": 3}})}
    assert found[FUNCTIONAL] == Result(FUNCTIONAL, 3.2, 2.5) and found[FUNCTIONAL].change == 0.7
    assert found[MANAGEMENT].mean is None and found[MANAGEMENT].change is None


def test_without_answers_the_first_advice_is_to_begin() -> None:
    assert advised({}) == [Advice.CHECK_FIRST]
    assert advised({FUNCTIONAL: {}}, single=True) == [Advice.CHECK_FIRST]


def test_nothing_is_advised_where_all_is_well() -> None:
    assert advised({FUNCTIONAL: FINE}) == []


def test_a_single_point_asks_for_a_second_holder() -> None:
    assert advised({FUNCTIONAL: FINE}, single=True) == [Advice.SECOND_HOLDER]
    assert Advice.SECOND_HOLDER in advised({FUNCTIONAL: {**FINE, "replaced": 1}})


def test_an_administrator_who_learns_nothing_is_advised_a_traineeship() -> None:
    assert advised({FUNCTIONAL: {**FINE, "learns": 2}}) == [Advice.TRAINEESHIP]


def test_low_answers_of_the_administrator_ask_for_a_monthly_consultancy_day() -> None:
    assert advised({FUNCTIONAL: {**FINE, "improves": 2}}) == [Advice.CONSULTANCY_DAY]
    low = dict.fromkeys(FINE, 2)
    assert {Advice.CONSULTANCY_DAY, Advice.TRAINEESHIP, Advice.SECOND_HOLDER} == set(advised({FUNCTIONAL: low}))


def test_management_without_goals_security_and_users_each_have_their_advice() -> None:
    assert advised({MANAGEMENT: {"goals": 1, "time": 4}}) == [Advice.GOALS_SESSION]
    assert advised({TECHNICAL: {"security": 4, "leavers": 2}}) == [Advice.SECURITY_REVIEW]
    assert advised({StewardRole.USER: {"find": 2, "ask": 2}}) == [Advice.ASK_USERS]


def test_a_clear_fall_is_to_be_talked_about_and_a_small_one_is_not() -> None:
    assert advised({FUNCTIONAL: FINE}, {FUNCTIONAL: dict.fromkeys(FINE, 4)}) == [Advice.TALK_ABOUT_FALL]
    assert advised({FUNCTIONAL: FINE}, {FUNCTIONAL: {"a": 3, "b": 4}}) == []


def test_holes_are_named() -> None:
    assert unanswered(["a", "b"], {"a": 3}) == ["b"]


def test_the_check_is_asked_for_in_the_last_quarter() -> None:
    assert [is_asked(date(2026, month, 1)) for month in (1, 9, 10, 12)] == [False, False, True, True]


def test_every_role_has_questions_with_a_step_in_both_languages_and_the_rules_know_their_keys() -> None:
    for role in StewardRole:
        rows = shipped("self-check")[str(role)]
        assert len({row["key"] for row in rows}) == len(rows) >= 4
        for row in rows:
            words, step = words_from(row), Words(**row["step"])
            assert words.nl != words.en and step.nl != step.en
    keys = {role: {row["key"] for row in shipped("self-check")[str(role)]} for role in StewardRole}
    assert {"replaced", "learns", "improves"} <= keys[FUNCTIONAL]
    assert {"goals", "time"} <= keys[MANAGEMENT] and {"security", "leavers"} <= keys[TECHNICAL]

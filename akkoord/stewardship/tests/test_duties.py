# SPDX-License-Identifier: EUPL-1.2
"""The ready list of duties, as an organisation edits it. beheer:1-5"""

from __future__ import annotations

from uuid import uuid4

import pytest

from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import found_stewards
from akkoord.stewardship.actions.duties import add_duty, change_duty, leave_out_duty, put_back_duty, restore_duty
from akkoord.stewardship.duties import duties_of
from akkoord.stewardship.models import DutyChange
from akkoord.stewardship.refusals import NameMissing, NotAllowed
from akkoord.stewardship.rules.duties import Change, Duty, duties
from akkoord.stewardship.rules.roles import StewardRole
from akkoord.stewardship.shipped import shipped, words_from

AT = amsterdam("Thu 2026-11-19 12:00")
FUNCTIONAL = StewardRole.FUNCTIONAL_ADMINISTRATOR


def test_the_ready_list_holds_until_the_organisation_changes_it() -> None:
    changes = [Change("b", "Anders", False), Change("c", "", True), Change("own-1", "Eigen", False), Change("gone", "", True)]
    assert duties(["a", "b", "c"], changes) == [
        Duty("a"), Duty("b", "Anders"), Duty("c", is_left_out=True), Duty("own-1", "Eigen"),
    ]  # fmt: skip


def test_every_role_has_a_ready_list_in_both_languages_with_keys_that_differ() -> None:
    for role in StewardRole:
        rows = shipped("duties")[str(role)]
        assert len({row["key"] for row in rows}) == len(rows) >= 4
        assert all(words_from(row).nl != words_from(row).en for row in rows)


def words(world) -> list[str]:
    return [s.words for s in duties_of(world.customer, [FUNCTIONAL])[FUNCTIONAL] if not s.duty.is_left_out]


def test_a_duty_is_said_otherwise_left_out_and_put_back_in_the_words_it_had(world) -> None:
    found_stewards(AT)
    of = {"organisation": world.customer, "role": FUNCTIONAL, "by": world.submitter, "at": AT}
    before = words(world)
    change_duty(**of, key="planner", text=" Houd de  planner bij. ")
    assert "Houd de planner bij." in words(world) and len(words(world)) == len(before)
    leave_out_duty(**of, key="planner")
    assert len(words(world)) == len(before) - 1
    put_back_duty(**of, key="planner")
    assert "Houd de planner bij." in words(world)
    restore_duty(**of, key="planner")
    assert words(world) == before
    assert DutyChange.objects.filter(key="planner").count() == 3, "each change stays"


def test_an_own_duty_is_added_once_and_survives_being_left_out(world) -> None:
    found_stewards(AT)
    once, of = uuid4(), {"organisation": world.customer, "role": FUNCTIONAL, "by": world.submitter, "at": AT}
    for _twice in range(2):
        add_duty(**of, text="Loop maandag langs de balie.", once=once)
    assert words(world).count("Loop maandag langs de balie.") == 1
    key = f"own-{once.hex}"
    leave_out_duty(**of, key=key)
    restore_duty(**of, key=key)
    assert "Loop maandag langs de balie." in words(world)


def test_only_administrators_edit_and_a_duty_says_something(world) -> None:
    found_stewards(AT)
    of = {"organisation": world.customer, "role": FUNCTIONAL, "at": AT}
    for nobody in (world.member, world.manager, world.stranger, world.lead):
        with pytest.raises(NotAllowed):
            leave_out_duty(**of, key="planner", by=nobody)
    with pytest.raises(NameMissing):
        change_duty(**of, key="planner", text="  ", by=world.administrator)


def test_another_organisation_keeps_the_ready_list(world) -> None:
    found_stewards(AT)
    leave_out_duty(organisation=world.customer, role=FUNCTIONAL, key="planner", by=world.submitter, at=AT)
    assert all(not s.duty.is_left_out for s in duties_of(world.first_class, [FUNCTIONAL])[FUNCTIONAL])

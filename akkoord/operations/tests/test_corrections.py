# SPDX-License-Identifier: EUPL-1.2
"""One person asks for a correction with a reason, a second one decides; both values stay. sla:2.3.1"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from akkoord.audit.models import Event
from akkoord.cases.refusals import NotAllowed
from akkoord.operations.actions.outages import ask_correction, close_outage, decide_correction, open_outage
from akkoord.operations.models import Instance, Outage
from akkoord.operations.refusals import (
    BadBounds,
    CannotCorrect,
    NothingCorrected,
    NothingToDecide,
    OutageRuns,
    ReasonMissing,
    SecondPersonNeeded,
)
from akkoord.operations.rules.words import Impact, Responsible
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

BEGAN, ENDED, LATER = (amsterdam(f"Wed 2026-11-18 {time}") for time in ("10:00", "11:00", "12:00"))


def opened(world: World) -> Outage:
    return open_outage(
        title_nl="Eruit", title_en="Down", instances={Instance.objects.get(code="public-portal"): Impact.DOWN},
        severity="major", began_at=BEGAN, by=world.operator, at=BEGAN,
    )  # fmt: skip


@pytest.fixture
def outage(world) -> Outage:
    made = opened(world)
    close_outage(made, ended_at=ENDED, by=world.operator, at=ENDED)
    return made


def test_a_confirmed_correction_holds_and_the_first_bounds_stay(outage, world):
    earlier = amsterdam("Wed 2026-11-18 10:50")
    asked = ask_correction(outage=outage, reason="Log.", ended_at=earlier, responsible="customer", by=world.operator, at=LATER)
    outage.refresh_from_db()
    assert outage.ended_at == ENDED, "nothing holds before the second person"
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=LATER)
    outage.refresh_from_db()
    assert (outage.ended_at, outage.responsible) == (earlier, Responsible.CUSTOMER)
    assert [b.ended_at for b in outage.bounds.all()] == [None, ENDED, earlier]
    asked.refresh_from_db()
    assert (asked.by, asked.decided_by, asked.is_confirmed) == (world.operator, world.second_operator, True)
    told = Event.objects.filter(subject=outage.key).order_by("pk").values_list("name", flat=True)
    assert list(told)[-2:] == ["CorrectionAsked", "CorrectionConfirmed"]


def test_a_rejected_correction_changes_nothing_and_needs_a_reason(outage, world):
    ask_correction(outage=outage, reason="Log.", responsible="customer", by=world.operator, at=LATER)
    with pytest.raises(ReasonMissing):
        decide_correction(outage=outage, confirm=False, by=world.second_operator, at=LATER)
    asked = decide_correction(outage=outage, confirm=False, by=world.second_operator, at=LATER, text="Het was onze schijf.")
    outage.refresh_from_db()
    assert (outage.responsible, asked.is_confirmed, asked.decision) == ("vendor", False, "Het was onze schijf.")


def test_nobody_confirms_their_own_correction(outage, world):
    ask_correction(outage=outage, reason="Log.", responsible="customer", by=world.operator, at=LATER)
    with pytest.raises(SecondPersonNeeded):
        decide_correction(outage=outage, confirm=True, by=world.operator, at=LATER)
    with pytest.raises(NotAllowed):
        decide_correction(outage=outage, confirm=True, by=world.lead, at=LATER)
    assert outage.bounds.get(is_correction=True).decided_at is None


def test_one_correction_waits_at_a_time_and_the_same_again_is_that_one(outage, world):
    given = {"outage": outage, "reason": "Log.", "responsible": "customer", "at": LATER}
    assert ask_correction(**given, by=world.operator) == ask_correction(**given, by=world.operator)
    with pytest.raises(CannotCorrect):
        ask_correction(**given, by=world.second_operator)
    assert outage.bounds.filter(is_correction=True).count() == 1


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"reason": " ", "responsible": "customer"}, ReasonMissing),
        ({"reason": "Log."}, NothingCorrected),
        ({"reason": "Log.", "ended_at": amsterdam("Wed 2026-11-18 09:59")}, BadBounds),
        ({"reason": "Log.", "ended_at": amsterdam("Wed 2026-11-18 12:01")}, BadBounds),
    ],
)
def test_a_correction_has_a_reason_and_says_something_possible(outage, world, given, refusal):
    with pytest.raises(refusal):
        ask_correction(outage=outage, by=world.operator, at=LATER, **given)
    assert not outage.bounds.filter(is_correction=True).exists()


def test_less_was_struck_only_with_a_second_person(outage, world):
    slow = {Instance.objects.get(code="public-portal"): Impact.SLOW}
    ask_correction(outage=outage, reason="Alleen traag.", instances=slow, by=world.operator, at=LATER)
    assert outage.affected.get().impact == "down"
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=LATER)
    assert outage.affected.get().impact == "slow"
    assert [b.struck for b in outage.bounds.all()] == [{"public-portal": impact} for impact in ("down", "down", "slow")]


def test_a_running_outage_gets_no_end_by_correction(world):
    with pytest.raises(OutageRuns):
        ask_correction(outage=opened(world), reason="Log.", ended_at=ENDED, by=world.operator, at=LATER)


def test_the_end_that_came_while_a_correction_waited_stays(world):
    outage, earlier = opened(world), amsterdam("Wed 2026-11-18 09:45")
    ask_correction(outage=outage, reason="Log.", began_at=earlier, by=world.operator, at=ENDED)
    close_outage(outage, ended_at=ENDED, by=world.operator, at=ENDED)
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=LATER)
    outage.refresh_from_db()
    last = outage.bounds.last()
    assert last is not None
    assert (outage.began_at, outage.ended_at) == (last.began_at, last.ended_at) == (earlier, ENDED)


def test_nothing_waits_to_be_decided(outage, world):
    with pytest.raises(NothingToDecide):
        decide_correction(outage=outage, confirm=True, by=world.second_operator, at=LATER)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_correct_at_once_one_is_refused():
    with scoped(SYSTEM):
        key = opened(World()).pk
    ready = Barrier(2)

    def ask(name: str) -> str:
        try:
            with scoped(SYSTEM):
                world, outage = World(), Outage.objects.get(pk=key)
                person = getattr(world, name)
                ready.wait(10)
                ask_correction(outage=outage, reason=name, responsible="customer", by=person, at=LATER)
                return "asked"
        except CannotCorrect as refusal:
            return refusal.code
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(ask, ("operator", "second_operator"))) == ["asked", "cannot_correct"]
    with scoped(SYSTEM):
        assert Outage.objects.get(pk=key).bounds.filter(is_correction=True).count() == 1

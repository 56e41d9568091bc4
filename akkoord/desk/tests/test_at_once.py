# SPDX-License-Identifier: EUPL-1.2
"""Two people at the same moment: both are answered, and only one of them is first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from akkoord.audit.models import Event
from akkoord.cases.actions import follow_case, make_move
from akkoord.cases.models import Case
from akkoord.clocks.actions import tell_due_clocks
from akkoord.clocks.rules import Verdict
from akkoord.desk.actions import ask_raise
from akkoord.desk.refusals import RaiseAlreadyAsked
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case() -> Case:
    with scoped(SYSTEM):
        return World().reports(priority=3, at="Wed 2026-11-18 10:15")


def at_once(*acts: Callable[[World, Case], object], case: Case) -> list[object]:
    """Do these in transactions of their own that begin together; what each gave, or the refusal."""
    ready = Barrier(len(acts))

    def run(act: Callable[[World, Case], object]) -> object:
        try:
            with scoped(SYSTEM):
                world, mine = World(), Case.objects.get(pk=case.pk)
                ready.wait(10)
                return act(world, mine)
        except RaiseAlreadyAsked as refusal:
            return refusal.code
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))


def test_of_two_requests_for_a_raise_one_waits(case, amsterdam):
    at = amsterdam("Wed 2026-11-18 11:00")

    def ask(world: World, mine: Case) -> object:
        return ask_raise(case=mine, by=world.submitter, at=at, priority=2, reason="Haast.").pk

    answers = at_once(ask, ask, case=case)
    assert answers.count("raise_already_asked") == 1
    with scoped(SYSTEM):
        assert case.raises.count() == 1
        assert case.messages.count() == 2, "what was refused said nothing"


def test_two_who_follow_at_once_both_follow(case, amsterdam):
    at = amsterdam("Wed 2026-11-18 11:00")

    def follow(name: str) -> Callable[[World, Case], object]:
        return lambda world, mine: follow_case(case=mine, by=world.submitter, at=at, person=getattr(world, name))

    at_once(follow("manager"), follow("administrator"), follow("agent"), case=case)
    with scoped(SYSTEM):
        assert case.followers.count() == 3


def test_a_late_answer_and_the_poll_break_a_promise_once(case, amsterdam):
    late = amsterdam("Mon 2026-11-23 10:16")
    at_once(
        lambda world, mine: make_move(case=mine, move="answer", by=world.agent, at=late, text="Sorry."),
        lambda world, mine: tell_due_clocks(by=None, at=late),
        case=case,
    )
    with transaction.atomic(), scoped(SYSTEM):
        assert case.clock("reaction").verdict == Verdict.BROKEN
        assert case.clock("reaction").stopped_at == late
        assert Event.objects.filter(subject=case.key, name="PromiseBroken").count() == 1

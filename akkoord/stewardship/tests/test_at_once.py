# SPDX-License-Identifier: EUPL-1.2
"""Two administrators, or two workers, at the same moment: both are answered, and what is one stands once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from akkoord.audit.models import Event
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World
from akkoord.site.world.stewards import process_of
from akkoord.stewardship.actions.passing import note_standing, pass_on
from akkoord.stewardship.actions.processes import rename_process
from akkoord.stewardship.models import Process, TicketPassing
from akkoord.stewardship.rules.tickets import Answers, Target
from akkoord.web.refusals import Refusal

from .ticketing import AT, approved, with_stewards

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    with scoped(SYSTEM):
        world = World()
        with_stewards(world)
        return world


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do these in transactions of their own that begin together; what each gave, or the code of the refusal."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            with scoped(SYSTEM):
                ready.wait(10)
                return act()
        except Refusal as refusal:
            return refusal.code
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))


def test_of_two_processes_that_get_one_name_at_once_one_gets_it(world: World) -> None:
    with scoped(SYSTEM):
        processes = [process_of(world.customer, name) for name in ("Salaris", "Verlof en verzuim")]

    def rename(process: Process) -> Callable[[], object]:
        return lambda: rename_process(process=process, name="Beloning", by=None, at=AT)

    assert sorted(map(str, at_once(*map(rename, processes)))) == ["None", "name_taken"]
    with scoped(SYSTEM):
        assert Process.objects.filter(organisation=world.customer, name="Beloning").count() == 1


def test_two_workers_write_once_where_an_incident_stands(world: World) -> None:
    with scoped(SYSTEM):
        passing = pass_on(
            case=approved(world), target=Target.INCIDENT, answers=Answers(False, False, False), subject="Run stopt", text="Help.",
            by=world.submitter, at=AT,
        )  # fmt: skip

    def note() -> None:
        note_standing(passing=TicketPassing.objects.get(pk=passing.pk), state="in_progress", by=None, at=AT)

    at_once(note, note)
    with scoped(SYSTEM):
        assert Event.objects.filter(subject=passing.case.key, name="TicketPassingMoved").count() == 1

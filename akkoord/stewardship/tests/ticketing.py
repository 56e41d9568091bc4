# SPDX-License-Identifier: EUPL-1.2
"""Elzenhorst with its processes and roles, and a ticket in the hand: what the tests of tickets begin with."""

from __future__ import annotations

from datetime import datetime

from akkoord.cases.actions import make_move
from akkoord.cases.models import Case
from akkoord.people.models import Person
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import found_stewards, process_of
from akkoord.stewardship.actions.ticket_settings import publish_own_agreement
from akkoord.stewardship.actions.tickets import ask_ticket, finish_task, write_sheet
from akkoord.stewardship.models import TicketSheet
from akkoord.stewardship.rules.tickets import Level
from akkoord.stewardship.shipped import FOLDER

AT = amsterdam("Thu 2026-11-19 12:00")
SECRET = "vlinderstruik"


def with_stewards(world: World, *, agreement: bool = True) -> None:
    """Roles and processes, and the shipped agreement of the organisation's own."""
    found_stewards(AT)
    if agreement:
        text = (FOLDER / "internal.yaml").read_text(encoding="utf-8")
        publish_own_agreement(organisation=world.customer, source_text=text, file_name="internal.yaml", by=None, at=AT)


def asks(
    world: World,
    subject: str = "Ander declaratieformulier",
    *,
    by: Person | None = None,
    at: datetime = AT,
    process: str = "Salaris",
) -> Case:
    """Sanne, an employee, asks something about payroll."""
    found = process_of(world.customer, process) if process else None
    return ask_ticket(
        organisation=world.customer, subject=subject, text=f"Graag een {SECRET}.", process=found, by=by or world.member, at=at
    )


def investigates(world: World, case: Case, *, hours: int = 6, at: datetime = AT, process: str = "Salaris") -> TicketSheet:
    """Marieke, functional administrator, fills in the sheet."""
    return write_sheet(
        case=case, impact=Level.MIDDLE, effort_hours=hours, value=Level.HIGH, risk=Level.LOW, advice="Doen, het scheelt tijd.",
        process=process_of(world.customer, process) if process else None, by=world.submitter, at=at,
    )  # fmt: skip


def approved(world: World, *, at: datetime = AT) -> Case:
    """A ticket that the process owner approved."""
    case = asks(world, at=at)
    investigates(world, case, at=at)
    case.refresh_from_db()
    make_move(case=case, move="submit", by=world.submitter, at=at)
    make_move(case=case, move="approve", by=world.manager, at=at)
    return case


def done(world: World, case: Case, *, at: datetime = AT) -> None:
    """All its tasks are done."""
    for task in case.ticket_tasks.filter(done_at=None):
        finish_task(task=task, by=world.submitter, at=at)

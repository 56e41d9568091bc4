# SPDX-License-Identifier: EUPL-1.2
"""What tickets add to lower floors' mail and letters: who hears of them, and the files that go to a system integrator."""

from __future__ import annotations

from akkoord.audit.models import Event
from akkoord.cases import slots as of_cases
from akkoord.cases.models import Attachment, Case
from akkoord.cases.store import stream_of
from akkoord.notifications.models import Mail
from akkoord.notifications.slots import MAIL_FILES
from akkoord.people.models import Person

from .events.tickets import TicketAsked, TicketSubmitted, TicketTaskGiven
from .kinds import TICKET
from .models import TicketPassing
from .slots import STEWARD_SIDE, STEWARD_WAITS, STEWARD_WORK
from .tickets import deciders_of, workers_of

PASSING = "ticket_passing:"


def fill() -> None:
    """Take the places that lower floors, and the pages of this one, offer to tickets."""
    from . import ticket_blocks, ticket_waits

    of_cases.CASE_HEARERS.fill(hear_of_ticket)
    MAIL_FILES.fill(files_of_passing)
    of_cases.CASE_TOP.fill(ticket_blocks.show_turn, order=10)
    of_cases.CASE_TOP.fill(ticket_blocks.show_sheet, order=20)
    of_cases.CASE_TOP.fill(ticket_blocks.show_tasks, order=30)
    of_cases.CASE_SIDE.fill(ticket_blocks.show_passings)
    of_cases.CASE_SIDE.fill(ticket_blocks.show_origin)
    of_cases.CASE_ACTIONS.fill(ticket_blocks.show_actions)
    of_cases.CASE_NEXT.fill(ticket_blocks.show_without_clocks)
    STEWARD_WAITS.fill(ticket_waits.tickets_waiting, order=10)
    STEWARD_WORK.fill(ticket_waits.tasks_for_work, order=10)
    STEWARD_SIDE.fill(ticket_waits.show_ask, order=10)


def hear_of_ticket(case: Case, event: Event) -> list[Person] | None:
    """The administrators hear of a new one, the deciders when it waits for them, a colleague of a task."""
    if case.kind_name != TICKET.name:
        return None
    if event.name == TicketAsked.name():
        return list(workers_of(case))
    if event.name == TicketSubmitted.name():
        return list(deciders_of(case))
    if event.name == TicketTaskGiven.name():
        return list(Person.objects.filter(pk=event.data.get("person_id")))
    return None


def files_of_passing(mail: Mail) -> list[tuple[str, bytes, str]] | None:
    """The files that somebody chose to send along, and no others."""
    if not mail.about.startswith(PASSING):
        return None
    passing = TicketPassing.objects.filter(pk=int(mail.about.removeprefix(PASSING))).first()
    if passing is None:
        return None
    files = Attachment.objects.filter(case=passing.case_id, pk__in=passing.files).order_by("pk")
    return [(file.name, b"".join(stream_of(file.key)), file.media_type) for file in files]

# SPDX-License-Identifier: EUPL-1.2
"""Who is forgotten leaves the texts of a management organisation too; what was said stays."""

from akkoord.cases.actions import erase_person
from akkoord.stewardship.models import TicketSheet, WorkTask

from .ticketing import AT, asks, investigates, with_stewards


def test_a_name_in_an_append_only_sheet_and_in_a_task_goes_and_the_rest_stays(world):
    with_stewards(world)
    sheet = investigates(world, asks(world))
    told = "Vraag het Sanne Kuipers, sanne.kuipers@elzenhorst.example."
    later = TicketSheet.objects.get(pk=sheet.pk)
    later.pk, later.advice = None, told
    later.save(force_insert=True)
    task = WorkTask.objects.create(
        organisation=world.customer,
        title="Bellen",
        area="support",
        every="once",
        role="functional_administrator",
        first_on=AT.date(),
        note=told,
        created_at=AT,
    )
    erase_person(person=world.member, by=world.lead, at=AT)
    later.refresh_from_db()
    task.refresh_from_db()
    assert later.advice == task.note == f"Vraag het —, erased-{world.member.pk}@erased.invalid."
    sheet.refresh_from_db()
    assert sheet.advice == "Doen, het scheelt tijd."

# SPDX-License-Identifier: EUPL-1.2
"""Odd values in addresses and forms of tickets are answered, and never break a page."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from akkoord.cases.tests.reading import signed_in
from tests.journeys.test_odd_values import ODD

from .ticketing import AT, approved, asks, with_stewards

ASKED = ("organisation", "process", "whose", "question", "kind")
FIELDS = (
    "once", "organisation", "question", "text", "process", "impact", "effort_hours", "value", "risk", "advice", "what", "owner", "due_on",
    "worked", "instruction_updated", "does_as_manual", "other_program", "is_large", "target", "subject", "attached", "threshold_hours",
    "review_weeks", "integrator_name", "integrator_email", "source",
)  # fmt: skip


@pytest.mark.parametrize("odd", ["", *ODD], ids=range(len(ODD) + 1))
def test_no_odd_value_breaks_a_page(world, odd: str) -> None:
    with_stewards(world)
    case, question = approved(world), asks(world)
    task = case.ticket_tasks.order_by("pk").first()
    assert task is not None
    reader = signed_in(world.submitter)
    names = ("steward_ask", "steward_board", "steward_tickets", "steward_ticket_settings", "steward_agreement")
    addresses = [reverse(name) for name in names]
    addresses += [
        reverse(name, args=[case.number]) for name in ("ticket_sheet", "ticket_tasks", "ticket_review", "ticket_passing")
    ]
    addresses += [reverse("ticket_task", args=[case.number, task.pk]), reverse("ticket_sheet", args=[question.number])]
    addresses += [reverse("ticket_task_done", args=[case.number, 9**17]), "/stewardship/tickets/%00/sheet"]
    wrong = []
    for address in addresses:
        asked = reader.get(f"{address}?{urlencode(dict.fromkeys(ASKED, odd))}", at=AT).status_code
        sent = reader.post(
            address, {**dict.fromkeys(FIELDS, odd), "file": SimpleUploadedFile("x.yaml", b"\xff\xfe\x00")}, at=AT
        ).status_code
        said = reader.post(address, dict.fromkeys(FIELDS, odd), at=AT).status_code
        wrong += [(address, each) for each in (asked, sent, said) if each >= 500]
    assert wrong == []

# SPDX-License-Identifier: EUPL-1.2
"""Who is forgotten leaves the texts of the partner programme too; what was said stays."""

from akkoord.cases.actions import erase_person
from akkoord.partners.actions.references import ask_reference

from .network import AT


def test_whom_a_reference_was_asked_of_is_forgotten(network, world):
    asked = ask_reference(
        expert=network.expert(network.daan), customer="Zorggroep Elzenhorst", name="Marieke Oosterbaan", email="marieke.oosterbaan@elzenhorst.example",
        language="nl", by=network.roos, at=AT,
    )  # fmt: skip
    erase_person(person=world.submitter, by=world.lead, at=AT)
    asked.refresh_from_db()
    assert asked.asked_name == "—"
    assert asked.asked_email == f"erased-{world.submitter.pk}@erased.invalid"
    assert asked.customer == "Zorggroep Elzenhorst"

# SPDX-License-Identifier: EUPL-1.2
"""Who is forgotten leaves the texts of the partner programme too; what was said stays."""

from akkoord.cases.actions import erase_person
from akkoord.partners.actions.checks import start_check
from akkoord.partners.actions.references import ask_reference
from akkoord.partners.models import CheckLine

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


def test_who_is_named_in_the_lines_of_a_yearly_check_is_forgotten(network, world):
    daan, roos = network.daan, network.roos
    type(daan).objects.filter(pk=daan.pk).update(name='Daan "text" Kuiper')
    for person in (daan, roos):
        network.took(network.expert(person), "Mon 2026-06-01 10:00")
    network.code()
    case = start_check(partner=network.partner, text="Hoe staat het?", by=network.mirte, at=AT)
    before = {line.requirement: line for line in case.check_lines.all()}
    named = [
        line for line in before.values() if any("Kuiper" in said for said in (*line.missing, *(e["text"] for e in line.evidence)))
    ]
    assert any(line.missing for line in named) and any(line.evidence for line in named)
    erase_person(person=type(daan).objects.get(pk=daan.pk), by=world.lead, at=AT)
    for line in CheckLine.objects.filter(case=case):
        was = before[line.requirement]
        assert "Kuiper" not in f"{line.evidence} {line.missing}"
        assert [(e["on"], e["path"]) for e in line.evidence] == [(e["on"], e["path"]) for e in was.evidence]
        assert len(line.missing) == len(was.missing)
        if was not in named:
            assert (line.evidence, line.missing) == (was.evidence, was.missing)
    assert any("Roos Verhagen" in f"{line.evidence} {line.missing}" for line in CheckLine.objects.filter(case=case))

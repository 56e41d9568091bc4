# SPDX-License-Identifier: EUPL-1.2
"""The pages of roles, processes and duties: who may open them, what a form keeps, what stands out. beheer:1-5"""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from akkoord.cases.tests.reading import signed_in
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import found_stewards, process_of
from akkoord.stewardship.actions.processes import add_processes
from akkoord.stewardship.actions.roles import end_role
from akkoord.stewardship.models import RoleHolding

AT = amsterdam("Thu 2026-11-19 12:00")
ROLE = "/stewardship/roles/functional-administrator"


@pytest.fixture(autouse=True)
def _stewards(world) -> None:
    found_stewards(AT)


def read(person, address: str) -> str:
    answer = signed_in(person).get(address, at=AT)
    assert answer.status_code == 200, address
    text: str = answer.content.decode()
    return text


def test_the_matrix_shows_who_does_what_and_names_gaps_and_single_points(world) -> None:
    page = read(world.member, "/stewardship/roles")
    assert "Marieke Oosterbaan is de enige functioneel beheerder" in page
    assert "Rapportages en koppelingen heeft geen proceseigenaar" in page
    assert "Marieke Oosterbaan is eigenaar en enige beheerder van Verlof en verzuim" in page
    assert '<form action="/stewardship/roles/given' not in page, "a colleague reads, and gives nothing"
    assert "the only functional administrator" in read(world.person("Oliver Brandt"), "/stewardship/roles")


def test_giving_a_role_by_form_keeps_what_was_chosen_when_something_is_missing(world) -> None:
    reader = signed_in(world.administrator)
    payroll = process_of(world.customer, "Salaris")
    wrong = reader.post("/stewardship/roles/given", {"person": world.member.pk, "role": "", "process": payroll.pk}, at=AT)
    assert wrong.status_code == 422
    assert re.search(rf'value="{world.member.pk}" selected', wrong.content.decode())
    sent = {"person": world.member.pk, "role": "key_user", "process": payroll.pk}
    assert [reader.post("/stewardship/roles/given", sent, at=AT).status_code for _ in range(2)] == [303, 303]
    assert RoleHolding.objects.in_force().filter(person=world.member, process=payroll).count() == 1
    page = read(world.member, "/stewardship")
    assert "Proceseigenaar" in page


def test_ending_a_role_shows_in_the_history_with_who_did_it(world) -> None:
    holding = RoleHolding.objects.get(person=world.submitter, process__name="Verlof en verzuim")
    assert signed_in(world.administrator).post(f"/stewardship/roles/holdings/{holding.pk}/ending", at=AT).status_code == 303
    page = read(world.member, "/stewardship/roles/history")
    assert "Marieke Oosterbaan stopte als proceseigenaar" in page and "Ineke Verschoor" in page


def test_a_colleague_without_the_role_changes_nothing(world) -> None:
    reader, payroll = signed_in(world.member), process_of(world.customer, "Salaris")
    holding = RoleHolding.objects.in_force().first()
    assert holding is not None
    reader.post(f"/stewardship/roles/holdings/{holding.pk}/ending", at=AT)
    reader.post(f"/stewardship/processes/{payroll.pk}", {"name": "Anders"}, at=AT)
    reader.post(f"/stewardship/processes/{payroll.pk}/ending", at=AT)
    reader.post(f"{ROLE}/duties/planner/leaving-out", at=AT)
    assert reader.post("/stewardship/processes", {"name": "Nieuw"}, at=AT).status_code == 422
    assert reader.get(f"{ROLE}/duties/planner", at=AT).status_code == 404
    holding.refresh_from_db()
    payroll.refresh_from_db()
    assert holding.ended_at is None and (payroll.name, payroll.ended_at) == ("Salaris", None)
    assert "Maak de jaarplanner" in read(world.member, ROLE)


@pytest.mark.parametrize("who", ["stranger", "agent", "lead"])
def test_strangers_and_the_vendor_find_nothing_of_it(world, who: str) -> None:
    reader, payroll = signed_in(getattr(world, who)), process_of(world.customer, "Salaris")
    holding = RoleHolding.objects.in_force().filter(process=payroll).get()
    assert reader.get(f"/stewardship/processes/{payroll.pk}", at=AT).status_code == 404
    assert reader.post(f"/stewardship/roles/holdings/{holding.pk}/ending", at=AT).status_code == 404
    for address in ("/stewardship/roles", "/stewardship/roles/history", ROLE):
        answer = reader.get(address, at=AT)
        assert answer.status_code == (200 if who == "stranger" else 404)
        assert "Salaris" not in answer.content.decode() and "Marieke" not in answer.content.decode()


def test_duties_are_edited_by_form(world) -> None:
    reader = signed_in(world.submitter)
    assert reader.post(f"{ROLE}/duties", {"text": "", "once": uuid4()}, at=AT).status_code == 422
    sent = {"text": "Geef elke maand een inloopuur.", "once": uuid4()}
    for _twice in range(2):
        assert reader.post(f"{ROLE}/duties", sent, at=AT).status_code == 303
    page = read(world.member, ROLE)
    assert page.count("Geef elke maand een inloopuur.") == 1
    assert reader.post(f"{ROLE}/duties/planner", {"text": "Onze eigen planner."}, at=AT).status_code == 303
    assert reader.post(f"{ROLE}/duties/technical/leaving-out", at=AT).status_code == 303
    page = read(world.submitter, ROLE)
    assert "Onze eigen planner." in page and "Weggelaten" in page
    assert "Onze eigen planner." in read(world.submitter, "/stewardship"), "my duties"
    assert reader.post(f"{ROLE}/duties/no-such-duty/leaving-out", at=AT).status_code == 404
    assert reader.get("/stewardship/roles/no-such-role", at=AT).status_code == 404


def test_a_process_is_renamed_and_ended_by_form(world) -> None:
    reader, payroll = signed_in(world.submitter), process_of(world.customer, "Salaris")
    taken = reader.post(f"/stewardship/processes/{payroll.pk}", {"name": "Declaraties"}, at=AT)
    assert taken.status_code == 422 and "Er is al een proces met deze naam" in taken.content.decode()
    assert reader.post(f"/stewardship/processes/{payroll.pk}", {"name": "Loon"}, at=AT).status_code == 303
    assert reader.post(f"/stewardship/processes/{payroll.pk}/ending", at=AT).status_code == 303
    assert "Loon" not in read(world.member, "/stewardship/roles")
    assert "beëindigd" in read(world.member, f"/stewardship/processes/{payroll.pk}")


def test_a_former_administrator_gives_no_roles(world) -> None:
    end_role(holding=RoleHolding.objects.get(person=world.submitter, role="functional_administrator"), by=None, at=AT)
    sent = {"person": world.member.pk, "role": "key_user", "process": ""}
    assert signed_in(world.person("Marieke Oosterbaan")).post("/stewardship/roles/given", sent, at=AT).status_code == 422


def test_the_matrix_of_many_processes_asks_the_database_no_more(world, django_assert_max_num_queries) -> None:
    add_processes(organisation=world.customer, names=[f"Proces {n}" for n in range(25)], by=None, at=AT)
    reader = signed_in(world.administrator)
    with django_assert_max_num_queries(14):
        assert reader.get("/stewardship/roles", at=AT).status_code == 200

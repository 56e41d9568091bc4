# SPDX-License-Identifier: EUPL-1.2
"""The pages of tickets: asking, the board, the case page of asker, administrator and owner, settings and the own agreement."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from akkoord.agreements.models import AgreementVersion
from akkoord.cases.actions import make_move, write_note
from akkoord.cases.models import Case
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.site.world.stewards import process_of
from akkoord.stewardship.actions.processes import end_process
from akkoord.stewardship.actions.tickets import plan_task
from akkoord.stewardship.models import TicketSettings

from .ticketing import AT, SECRET, approved, asks, done, investigates, with_stewards


@pytest.fixture(autouse=True)
def _stewards(world) -> None:
    with_stewards(world)


def test_anybody_of_the_organisation_asks_and_a_form_sent_twice_is_one_ticket(world) -> None:
    reader = signed_in(world.member)
    page = reader.get("/stewardship/ask", at=AT).content.decode()
    sent = dict(re.findall(r'<input[^>]*name="(once|organisation)"[^>]*value="([^"]*)"', page))
    assert set(sent) == {"once", "organisation"}
    fields = {**sent, "question": "Kan dat anders?", "text": "Graag.", "process": str(process_of(world.customer, "Salaris").pk)}
    answers = [reader.post("/stewardship/ask", fields, at=AT) for _ in range(2)]
    case = Case.objects.get(kind_name="ticket")
    assert {a["Location"] for a in answers} == {case.get_absolute_url()} and case.ticket.process_id is not None
    assert signed_in(world.agent).get("/stewardship/ask", at=AT).status_code == 404


def test_nothing_typed_is_lost(world) -> None:
    reader = signed_in(world.member)
    organisation = str(world.customer.pk)
    answer = reader.post("/stewardship/ask", {"organisation": organisation, "question": "", "text": "Lang verhaal"}, at=AT)
    assert answer.status_code == 422 and "Lang verhaal" in answer.content.decode()
    other = reader.post("/stewardship/ask", {"organisation": str(world.first_class.pk), "question": "x", "text": "x"}, at=AT)
    assert other.status_code == 422 and not Case.objects.filter(kind_name="ticket").exists()


def test_who_sees_a_ticket(world) -> None:
    case = asks(world)
    seen = [world.member, world.submitter, world.administrator, world.manager]
    unseen = [world.person("Oliver Brandt"), world.stranger, world.first_class_submitter, world.agent, world.lead, world.operator]
    for person in seen:
        assert signed_in(person).get(case.get_absolute_url(), at=AT).status_code == 200, person
    for person in unseen:
        assert signed_in(person).get(case.get_absolute_url(), at=AT).status_code == 404, person
    elsewhere = asks(world, process="Verlof en verzuim")
    assert signed_in(world.manager).get(elsewhere.get_absolute_url(), at=AT).status_code == 404, "not the process of Tarik"


def test_each_reads_whose_turn_it_is(world) -> None:
    case = asks(world)

    def words(person: object) -> str:
        return words_of(signed_in(person).get(case.get_absolute_url(), at=AT).content.decode())  # type: ignore[arg-type]  # a person

    assert "Je functioneel beheerder kijkt hiernaar" in words(world.member)
    assert "Niemand behandelt dit nog" in words(world.submitter) and "Onderzoeksblad invullen" in words(world.submitter)
    assert "servicedesk" not in words(world.submitter).split("Over deze zaak")[0].lower(), "the vendor is no part of it"
    investigates(world, case)
    case.refresh_from_db()
    make_move(case=case, move="submit", by=world.submitter, at=AT)
    assert "De proceseigenaar beslist" in words(world.member)
    assert "Gaan we dit doen?" in words(world.manager) and "Gaan we dit doen?" not in words(world.submitter)
    make_move(case=case, move="approve", by=world.manager, at=AT)
    done(world, case)
    make_move(case=case, move="hand_back", by=world.submitter, at=AT, text="Klaar.")
    assert "Is het wat je bedoelde?" in words(world.member)
    make_move(case=case, move="accept", by=world.member, at=AT)
    assert "Terugkijken en sluiten" in words(world.submitter)


def test_the_owner_approves_and_declines_from_the_page(world) -> None:
    case = asks(world)
    investigates(world, case)
    case.refresh_from_db()
    make_move(case=case, move="submit", by=world.submitter, at=AT)
    reader = signed_in(world.manager)
    assert reader.post(f"{case.get_absolute_url()}/declining", {"text": ""}, at=AT).status_code == 409
    assert signed_in(world.member).post(f"{case.get_absolute_url()}/approval", {"text": ""}, at=AT).status_code == 409
    assert reader.post(f"{case.get_absolute_url()}/approval", {"text": ""}, at=AT).status_code == 303
    case.refresh_from_db()
    assert case.state == "executed"


def test_an_administrator_fills_in_the_sheet_and_plans_tasks(world) -> None:
    case = asks(world)
    reader = signed_in(world.submitter)
    there = f"/stewardship/tickets/{case.number}"
    fields = {"process": "", "impact": "low", "effort_hours": "-1", "value": "high", "risk": "low", "advice": "Eerst proberen"}
    refused = reader.post(f"{there}/sheet", fields, at=AT)
    assert refused.status_code == 422 and "Eerst proberen" in refused.content.decode()
    assert reader.post(f"{there}/sheet", {**fields, "effort_hours": "3"}, at=AT).status_code == 303
    assert "3 uur" in words_of(reader.get(case.get_absolute_url(), at=AT).content.decode())
    oliver = world.person("Oliver Brandt")
    task = {"what": "Koppeling openzetten", "owner": str(oliver.pk), "due_on": "2026-11-27"}
    assert reader.post(f"{there}/tasks", task, at=AT).status_code == 303
    own = case.ticket_tasks.get(owner=oliver)
    assert signed_in(oliver).post(f"{there}/tasks/{own.pk}/completion", at=AT).status_code == 303
    own.refresh_from_db()
    assert own.done_by == oliver
    assert signed_in(oliver).get(f"{there}/sheet", at=AT).status_code == 404
    for person in (world.member, world.agent, world.stranger):
        for address in ("sheet", "tasks", "review", "passing", f"tasks/{own.pk}"):
            assert signed_in(person).get(f"{there}/{address}", at=AT).status_code == 404, (person, address)


def test_looking_back_closes_it(world) -> None:
    case = approved(world)
    done(world, case)
    make_move(case=case, move="hand_back", by=world.submitter, at=AT, text="Klaar.")
    make_move(case=case, move="accept", by=world.member, at=AT)
    reader = signed_in(world.submitter)
    there = f"/stewardship/tickets/{case.number}/review"
    assert reader.post(there, {"worked": "maybe", "text": "Goed."}, at=AT).status_code == 422
    answer = reader.post(there, {"worked": "yes", "text": "Goed.", "instruction_updated": "on"}, at=AT)
    assert answer.status_code == 303
    assert "Ja, het werkt zoals bedoeld" in words_of(reader.get(case.get_absolute_url(), at=AT).content.decode())


def test_a_note_is_not_on_the_page_of_the_asker(world) -> None:
    case = asks(world)
    write_note(case=case, by=world.submitter, at=AT, text="Lastig geval.")
    assert "Lastig geval." in signed_in(world.administrator).get(case.get_absolute_url(), at=AT).content.decode()
    assert "Lastig geval." not in signed_in(world.member).get(case.get_absolute_url(), at=AT).content.decode()


def test_a_colleague_who_works_on_it_assigns_and_the_asker_cannot(world) -> None:
    case = asks(world)
    assert signed_in(world.submitter).post(f"{case.get_absolute_url()}/assignment", {"to": "me"}, at=AT).status_code == 303
    case.refresh_from_db()
    assert case.assignee == world.submitter
    assert signed_in(world.member).post(f"{case.get_absolute_url()}/assignment", {"to": "nobody"}, at=AT).status_code == 404
    assert signed_in(world.agent).post(f"{case.get_absolute_url()}/assignment", {"to": "me"}, at=AT).status_code == 404


def test_the_board_has_a_column_for_each_phase_and_shows_each_what_they_see(world, django_assert_max_num_queries) -> None:
    mine, other = (
        asks(world, "Vraag van Sanne"),
        asks(world, "Vraag van Oliver", by=world.person("Oliver Brandt"), process="Verlof en verzuim"),
    )
    administrator, employee = signed_in(world.submitter), signed_in(world.member)
    page = administrator.get("/stewardship/board", at=AT).content.decode()
    assert all(f'id="h-{phase}"' in page for phase in ("request", "investigation", "decision", "execution", "optimisation"))
    assert mine.subject in page and other.subject in page
    assert other.subject not in employee.get("/stewardship/board", at=AT).content.decode()
    filtered = administrator.get(f"/stewardship/board?process={process_of(world.customer, 'Salaris').pk}", at=AT).content.decode()
    assert mine.subject in filtered and other.subject not in filtered
    for number in range(5):
        asks(world, f"Nog een {number}")
    with django_assert_max_num_queries(40):
        administrator.get("/stewardship/board?whose=mine&process=x", at=AT)
    assert signed_in(world.first_class_submitter).get("/stewardship/board", at=AT).status_code == 200, "an empty one teaches"


def test_the_list_is_the_kernels_own_of_tickets(world) -> None:
    case = asks(world)
    incident = world.reports("Loonrun stopt", at=AT)
    reader = signed_in(world.submitter)
    where = reader.get("/stewardship/tickets", at=AT)["Location"]
    page = reader.get(where, at=AT).content.decode()
    assert case.number in page and incident.number not in page
    assert case.number in reader.get("/cases?whose=all", at=AT).content.decode()
    assert case.number in reader.get(f"/search?q={SECRET}", at=AT).content.decode()


def test_the_own_agreement_is_checked_by_line_and_kept_in_the_page(world) -> None:
    reader = signed_in(world.administrator)
    page = reader.get("/stewardship/agreement", at=AT).content.decode()
    assert "Binnen een werkdag kijkt een beheerder naar je vraag." in page
    text = reader.get("/stewardship/agreement/example.yaml", at=AT).content.decode()
    wrong = text.replace("version: 1", "version: 2").replace("calendar: office}", "calendar: kantoor}", 1)
    refused = reader.post("/stewardship/agreement", {"source": wrong}, at=AT)
    line = next(n for n, each in enumerate(wrong.splitlines(), 1) if "kantoor" in each)
    assert (
        refused.status_code == 422
        and f"regel {line}" in words_of(refused.content.decode())
        and "kantoor}" in refused.content.decode()
    )
    same = reader.post("/stewardship/agreement", {"source": text}, at=AT)
    assert same.status_code == 422, "a version that was published already"
    renamed = text.replace("code: internal", "code: anders").replace("version: 1", "version: 2")
    assert "internal" in words_of(reader.post("/stewardship/agreement", {"source": renamed}, at=AT).content.decode())
    good = text.replace("version: 1", "version: 2").replace("2026-01-01", "2026-12-01")
    file = SimpleUploadedFile("nieuw.yaml", good.encode())
    assert reader.post("/stewardship/agreement", {"file": file}, at=AT).status_code == 303
    assert AgreementVersion.objects.filter(agreement__owner=world.customer).count() == 2
    assert reader.post("/stewardship/agreement", {"source": ""}, at=AT).status_code == 422


def test_only_administrators_put_an_agreement_in_and_the_vendor_never_reads_it(world) -> None:
    assert signed_in(world.member).get("/stewardship/agreement", at=AT).status_code == 200
    assert signed_in(world.member).post("/stewardship/agreement", {"source": "x"}, at=AT).status_code == 404
    assert signed_in(world.agent).get("/stewardship/agreement", at=AT).status_code == 404
    other = signed_in(world.first_class_submitter).get("/stewardship/agreement", at=AT).content.decode()
    assert "Nog geen eigen afspraken" in words_of(other) and "Binnen een werkdag kijkt" not in other


def test_settings_give_the_link_and_the_address(world) -> None:
    reader = signed_in(world.submitter)
    assert "/stewardship/ask" in reader.get("/stewardship/tickets/settings", at=AT).content.decode()
    fields = {
        "threshold_hours": "",
        "review_weeks": "6",
        "integrator_name": "Koppelaar",
        "integrator_email": "vraag@koppelaar.example",
    }
    assert reader.post("/stewardship/tickets/settings", {**fields, "review_weeks": "0"}, at=AT).status_code == 422
    assert reader.post("/stewardship/tickets/settings", fields, at=AT).status_code == 303
    kept = TicketSettings.objects.get(organisation=world.customer)
    assert (kept.threshold_hours, kept.review_weeks) == (None, 6)
    assert kept.mail_token in reader.get("/stewardship/tickets/settings", at=AT).content.decode()
    for person in (world.member, world.manager, world.agent):
        assert signed_in(person).get("/stewardship/tickets/settings", at=AT).status_code == 404


def test_what_waits_stands_on_the_home_of_each(world) -> None:
    case = asks(world)
    assert case.subject in signed_in(world.submitter).get("/stewardship", at=AT).content.decode()
    assert case.subject not in signed_in(world.manager).get("/stewardship", at=AT).content.decode()
    investigates(world, case)
    case.refresh_from_db()
    make_move(case=case, move="submit", by=world.submitter, at=AT)
    assert "Wacht op jouw besluit" in words_of(signed_in(world.manager).get("/stewardship", at=AT).content.decode())


def test_an_english_reader_reads_english(world) -> None:
    oliver = world.person("Oliver Brandt")
    case = asks(world, by=oliver)
    page = words_of(signed_in(oliver).get(case.get_absolute_url(), at=AT).content.decode())
    assert "Your functional administrator looks at this" in page and "Phase: Request." in page


def test_who_has_it_open_is_asked_of_the_vendors_desk_alone(world) -> None:
    case = asks(world)
    reader = signed_in(world.submitter)
    assert "/presence" not in reader.get(case.get_absolute_url(), at=AT).content.decode()
    assert reader.post(f"{case.get_absolute_url()}/presence", at=AT).status_code == 204
    assert signed_in(world.member).post(f"{case.get_absolute_url()}/presence", at=AT).status_code == 404


def test_the_day_of_a_task_stays_when_it_is_planned_in_dutch(world) -> None:
    case = approved(world)
    task = case.ticket_tasks.order_by("pk").first()
    assert task is not None
    plan_task(task=task, owner=world.member, due_on=date(2026, 12, 5), by=world.submitter, at=AT)
    page = signed_in(world.submitter).get(f"/stewardship/tickets/{case.number}/tasks/{task.pk}", at=AT)
    assert world.submitter.language == "nl" and 'value="2026-12-05"' in page.content.decode()


def test_a_sheet_that_is_written_again_keeps_a_process_that_ended(world) -> None:
    case = asks(world)
    investigates(world, case)
    pay = process_of(world.customer, "Salaris")
    end_process(process=pay, by=None, at=AT)
    page = signed_in(world.submitter).get(f"/stewardship/tickets/{case.number}/sheet", at=AT).content.decode()
    assert re.search(rf'<option value="{pay.pk}" selected', page)

# SPDX-License-Identifier: EUPL-1.2
"""Passing a ticket on: what was chosen goes along and nothing else; before it the vendor sees nothing, afterwards only that. beheer:4"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core import mail as sent
from django.db import connection
from pytest_django import Settings

from akkoord.audit.models import Event
from akkoord.cases import store
from akkoord.cases.actions import attach_file, make_move
from akkoord.cases.exporting import Export, streamed
from akkoord.cases.listing import ALL, Filters
from akkoord.cases.models import Attachment, Case, Link, Message
from akkoord.cases.refusals import CannotMove, NotAllowed, NothingSaid
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.clocks.models import Clock
from akkoord.notifications.models import Mail
from akkoord.people.actions import add_membership
from akkoord.people.models import Person
from akkoord.people.rules import PortalRole
from akkoord.scope.database import scoped, set_scope
from akkoord.scope.rules import SYSTEM, Scope, Side
from akkoord.site.world.handle import World
from akkoord.stewardship.actions.passing import pass_on
from akkoord.stewardship.actions.ticket_settings import set_up_tickets
from akkoord.stewardship.models import TicketDetail, TicketPassing, TicketSettings, TicketSheet, TicketTask
from akkoord.stewardship.refusals import IsSetUp, NoIntegrator, NoSubmitter, NotHereYet
from akkoord.stewardship.rules.tickets import Answers, Target

from .ticketing import AT, SECRET, approved, asks, with_stewards

FAULT, SET_UP = Answers(False, False, False), Answers(True, False, False)
CHOSEN = "zonnewijzer"  # a word that is passed on; SECRET is not
TABLES = (TicketDetail, TicketSheet, TicketTask, TicketPassing, TicketSettings)


@pytest.fixture(autouse=True)
def _stewards(world, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    settings.ATTACHMENT_STORE = tmp_path_factory.mktemp("store").as_uri()
    store._store.cache_clear()
    with_stewards(world)
    set_up_tickets(
        organisation=world.customer, integrator_name="Koppelaar", integrator_email="vraag@koppelaar.example", by=None, at=AT
    )
    yield
    store._store.cache_clear()


def with_files(world: World, case: Case) -> list[Attachment]:
    first = case.messages.get(purpose="report")
    return [
        attach_file(case=case, by=world.member, at=AT, name=f"{name}.txt", size=len(name), chunks=[name.encode()], message=first)
        for name in ("mee", "thuis")
    ]


def passed(world: World, target: Target = Target.INCIDENT) -> tuple[Case, TicketPassing]:
    """Marieke passes an approved ticket on with one of its two files."""
    case = approved(world)
    files = with_files(world, case)
    passing = pass_on(
        case=case, target=target, answers=FAULT if target == Target.INCIDENT else Answers(True, True, False), subject="Run stopt",
        text=f"Een {CHOSEN}.", files=files[:1], by=world.submitter, at=AT,
    )  # fmt: skip
    return case, passing


def seen_by_vendor(person: Person) -> dict[str, set[str]]:
    """Everything that the database shows this person of cases and what hangs on them, without any filter of ours."""
    with scoped(person.scope):
        subjects = [*Event.objects.values_list("subject", flat=True), *Clock.objects.values_list("subject", flat=True)]
        found = {
            "cases": set(Case.objects.values_list("number", flat=True)),
            "messages": set(Message.objects.values_list("text", flat=True)),
            "files": set(Attachment.objects.values_list("name", flat=True)),
            "subjects": set(subjects),
            "mails": set(Mail.objects.values_list("subject", flat=True)),
            "rows": {table.__name__ for table in TABLES if table._default_manager.exists()},
        }
        with connection.cursor() as cursor:
            cursor.execute("SELECT akkoord_search(%s, 50)", [SECRET])
            found["search"] = {str(row[0]) for row in cursor.fetchall()}
    set_scope(SYSTEM)
    return found


def test_before_it_is_passed_on_the_vendor_sees_nothing(world, run_jobs) -> None:
    before = {name: seen_by_vendor(getattr(world, name)) for name in ("agent", "lead", "operator")}
    case = approved(world)
    with_files(world, case)
    run_jobs()
    for name, known in before.items():
        assert seen_by_vendor(getattr(world, name)) == known, name
    with scoped(Scope(Side.STAFF)):  # a program with the vendor's token
        assert not any(table._default_manager.exists() for table in TABLES)
    set_scope(SYSTEM)
    reader = signed_in(world.agent)
    for address in (
        case.get_absolute_url(),
        f"/stewardship/tickets/{case.number}/sheet",
        "/stewardship/board",
        "/stewardship/ask",
    ):
        assert reader.get(address, at=AT).status_code == 404, address
    for address in ("/cases?whose=all&state=both", "/queue", f"/search?q={SECRET}", f"/search?q={case.number}"):
        page = reader.get(address, at=AT).content.decode()
        assert case.subject not in page and f"/cases/{case.number}" not in page, address
    export = Export(Filters(whose=ALL, standing="both"), world.agent, "nl", "Europe/Amsterdam")
    assert case.number not in b"".join(streamed(export, "csv")).decode()


def test_after_it_the_vendor_sees_what_was_passed_on_and_nothing_else(world, run_jobs) -> None:
    case, passing = passed(world)
    run_jobs()
    incident = passing.other
    assert incident is not None and incident.kind_name == "incident" and incident.reporter == world.submitter
    seen = seen_by_vendor(world.agent)
    assert incident.number in seen["cases"] and case.number not in seen["cases"]
    assert "Een zonnewijzer." in seen["messages"] and not any(SECRET in text for text in seen["messages"])
    assert seen["files"] >= {"mee.txt"} and "thuis.txt" not in seen["files"]
    assert seen["rows"] == set() and seen["search"] == set() and case.key not in seen["subjects"]
    assert not any(case.number in subject for subject in seen["mails"])
    assert not Link.objects.filter(case=incident).exists() and not Link.objects.filter(other=incident).exists()
    page = signed_in(world.agent).get(incident.get_absolute_url(), at=AT).content.decode()
    assert CHOSEN in page and case.number not in page and case.subject not in page and SECRET not in page


def test_on_the_incident_the_organisation_reads_from_which_ticket_it_came(world) -> None:
    case, passing = passed(world)
    assert passing.other is not None
    page = signed_in(world.submitter).get(passing.other.get_absolute_url(), at=AT).content.decode()
    assert case.number in page and "De leverancier ziet het ticket niet" in page


def test_somebody_of_the_vendor_who_is_a_member_sees_only_as_a_member(world) -> None:
    case = asks(world)
    add_membership(by=None, at=AT, person=world.agent, organisation=world.first_class, roles=[PortalRole.ADMINISTRATOR])
    reader = signed_in(Person.objects.get(pk=world.agent.pk))
    assert reader.get(case.get_absolute_url(), at=AT).status_code == 404
    add_membership(by=None, at=AT, person=world.lead, organisation=world.customer, roles=[PortalRole.MEMBER])
    lead = Person.objects.get(pk=world.lead.pk)
    assert signed_in(lead).get(case.get_absolute_url(), at=AT).status_code == 404, "a member sees only their own"
    own = asks(world, "Eigen vraag", by=lead)
    assert signed_in(lead).get(own.get_absolute_url(), at=AT).status_code == 200


def test_states_flow_back_as_lines_on_the_ticket_once(world, run_jobs) -> None:
    case, passing = passed(world)
    assert case.state == "passed_on" and passing.other is not None
    make_move(case=passing.other, move="take", by=world.agent, at=AT)
    make_move(case=passing.other, move="resolve", by=world.agent, at=AT, text="Opgelost in de volgende versie.")
    run_jobs()
    told = Event.objects.filter(subject=case.key, name="TicketPassingMoved").order_by("pk")
    assert [event.data["other_state"] for event in told] == ["in_progress", "resolved"]
    assert {event.audience for event in told} == {"organisation_only"}
    from akkoord.stewardship.reactions.tickets import flow_back

    flow_back(Event.objects.get(subject=passing.other.key, name="IncidentTaken"))  # a reaction may run twice
    assert told.count() == 2
    page = words_of(signed_in(world.submitter).get(case.get_absolute_url(), at=AT).content.decode())
    assert f"Bij de leverancier is {passing.other.number} nu: afgehandeld" in page
    make_move(case=case, move="take_back", by=world.submitter, at=AT)
    assert case.state == "executed"


def test_a_set_up_question_is_refused_at_the_desk_and_nothing_was_sent(world) -> None:
    case, count = approved(world), Case.objects.count()
    with pytest.raises(IsSetUp):
        pass_on(case=case, target=Target.INCIDENT, answers=SET_UP, subject="x", text="x", by=world.submitter, at=AT)
    for target in (Target.SERVICE_MANAGEMENT, Target.CONSULTANCY):
        with pytest.raises(NotHereYet):
            pass_on(case=case, target=target, answers=SET_UP, subject="x", text="x", by=world.submitter, at=AT)
    case.refresh_from_db()
    assert case.state == "executed" and Case.objects.count() == count and not TicketPassing.objects.exists()


def test_refusals_leave_the_ticket_as_it_was(world) -> None:
    case = approved(world)
    for somebody, why in ((world.administrator, NoSubmitter), (world.member, NotAllowed), (world.agent, NotAllowed)):
        with pytest.raises(why):
            pass_on(case=case, target=Target.INCIDENT, answers=FAULT, subject="x", text="x", by=somebody, at=AT)
    with pytest.raises(NothingSaid):
        pass_on(case=case, target=Target.INCIDENT, answers=FAULT, subject="x", text=" ", by=world.submitter, at=AT)
    strange = with_files(world, asks(world))
    with pytest.raises(NotAllowed):
        pass_on(case=case, target=Target.INCIDENT, answers=FAULT, subject="x", text="x", files=strange, by=world.submitter, at=AT)
    set_up_tickets(organisation=world.customer, by=None, at=AT)
    with pytest.raises(NoIntegrator):
        pass_on(case=case, target=Target.INTEGRATOR, answers=SET_UP, subject="x", text="x", by=world.submitter, at=AT)
    case.refresh_from_db()
    assert case.state == "executed"
    with pytest.raises(CannotMove):
        pass_on(case=asks(world), target=Target.INCIDENT, answers=FAULT, subject="x", text="x", by=world.submitter, at=AT)


def test_the_integrator_gets_words_and_chosen_files_by_mail(world, run_jobs) -> None:
    case, passing = passed(world, Target.INTEGRATOR)
    run_jobs()
    letter = next(m for m in sent.outbox if m.to == ["vraag@koppelaar.example"])
    assert CHOSEN in letter.body and SECRET not in letter.body and case.number not in letter.subject
    assert [(name, content) for name, content, _type in letter.attachments] == [("mee.txt", "mee")]
    assert passing.token in letter.extra_headers["Message-ID"] and letter.extra_headers["Reply-To"].startswith("tickets+")
    assert Mail.objects.get(to="vraag@koppelaar.example").audience == "organisation_only"


def test_the_page_asks_three_things_and_says_where_it_belongs(world) -> None:
    case = approved(world)
    file = with_files(world, case)[0]
    reader = signed_in(world.submitter)
    there = f"/stewardship/tickets/{case.number}/passing"
    page = reader.get(there, at=AT).content.decode()
    assert "mee.txt" in page and SECRET in page, "the text is there to be changed"
    answers = {"does_as_manual": "yes", "other_program": "no", "is_large": "no"}
    fields = {"subject": "Run stopt", "text": f"Een {CHOSEN}.", "attached": str(file.pk)}
    advice = reader.post(there, {**answers, **fields, "target": "incident", "ask": "1"}, at=AT)
    assert advice.status_code == 200 and "Het hoort bij: Servicemanagement." in words_of(advice.content.decode())
    refused = reader.post(there, {**answers, **fields, "target": "incident"}, at=AT)
    assert refused.status_code == 422 and "inrichtingsvraag" in refused.content.decode() and CHOSEN in refused.content.decode()
    missing = reader.post(there, {**answers, **fields, "target": "consultancy"}, at=AT)
    assert missing.status_code == 422 and "kan hier nog niet" in missing.content.decode()
    done = reader.post(there, {**answers, **fields, "does_as_manual": "no", "target": "incident"}, at=AT)
    assert done.status_code == 303
    incident = Case.objects.get(kind_name="incident", subject="Run stopt")
    assert [a.name for a in incident.attachments.all()] == ["mee.txt"]
    assert reader.post(there, {**answers, **fields, "does_as_manual": "no", "target": "incident"}, at=AT).status_code == 422
    assert Case.objects.filter(kind_name="incident", subject="Run stopt").count() == 1, "sent twice is passed on once"

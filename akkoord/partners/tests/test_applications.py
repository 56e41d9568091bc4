# SPDX-License-Identifier: EUPL-1.2
"""Applications: without an account, assessed by criteria, agreed or declined; and who may not know of one."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from akkoord.agreements.in_force import terms_in_force
from akkoord.cases.actions import make_move
from akkoord.cases.models import Case
from akkoord.cases.refusals import CannotMove, NotAllowed
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.notifications.models import Mail
from akkoord.partners.actions.applications import agree_application, apply_for_partnership, assess_criteria
from akkoord.partners.application_links import path_of
from akkoord.partners.criteria import criteria_of, found_of
from akkoord.partners.models import Partner
from akkoord.partners.refusals.applications import NotAssessed
from akkoord.partners.refusals.partners import ByInvitationOnly
from akkoord.partners.rules.applications import Found
from akkoord.partners.rules.partners import PartnerKind
from akkoord.people.models import Person
from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM

from .network import AT, TODAY, Network

FORM = {
    "kind": "service", "company": "Bureau Wilgenroos", "name": "Puck Zeldenrust", "email": "Puck@wilgenroos.example", "phone": "", "website": "",
    "text": "Wij helpen zorginstellingen met hun processen.", "nickname": "",
}  # fmt: skip


@pytest.fixture
def application(network: Network) -> Case:
    """Puck applies for Wilgenroos."""
    return apply_for_partnership(
        kind=PartnerKind.SERVICE, company="Bureau Wilgenroos", name="Puck Zeldenrust", email="puck@wilgenroos.example",
        text="Wij helpen zorginstellingen.", by=None, at=AT,
    )  # fmt: skip


def assess(case: Case, mirte: Person, found: Found = Found.MET) -> None:
    assess_criteria(case=case, found={said.id: (found, "gezien") for said in criteria_of(case)}, by=mirte, at=AT)


def test_an_applicant_is_heard_within_what_the_programme_says(application: Case) -> None:
    clock = Clock.objects.of(application.key).get()
    assert (clock.promise, clock.due_at.isoformat()) == ("1/application", "2026-12-02T09:00:00+00:00")


def test_nobody_applies_as_a_product_partner(network: Network) -> None:
    with pytest.raises(ByInvitationOnly):
        apply_for_partnership(kind=PartnerKind.PRODUCT, company="X", name="Y", email="y@x.example", text="Graag", by=None, at=AT)


def test_the_criteria_are_what_the_programme_asks_of_that_kind(application: Case) -> None:
    assert {said.clause for said in criteria_of(application)} == {"2.1"}
    assert "2.1/questions" in {said.id for said in criteria_of(application)}


def test_no_agreement_before_every_criterion_was_looked_at(application: Case, network: Network) -> None:
    with pytest.raises(NotAssessed):
        agree_application(case=application, since=TODAY, text="Welkom", by=network.mirte, at=AT)
    assess(application, network.mirte, Found.NOT_MET)
    with pytest.raises(NotAssessed):
        agree_application(case=application, since=TODAY, text="Welkom", by=network.mirte, at=AT)


def test_an_agreement_makes_the_partner_its_contract_and_its_administrator(application: Case, network: Network) -> None:
    assess(application, network.mirte, Found.LATER)
    once = uuid4()
    partner = agree_application(case=application, since=TODAY, text="Welkom!", by=network.mirte, at=AT, once=once)
    again = agree_application(case=application, since=TODAY, text="Welkom!", by=network.mirte, at=AT, once=once)
    puck = Person.objects.get(email="puck@wilgenroos.example")
    assert (partner.pk, partner.slug, partner.kinds) == (again.pk, "bureau-wilgenroos", ["service"])
    assert terms_in_force(partner.organisation_id, AT, "partner-programme").options == {"service"}
    assert {str(role) for role in puck.roles_in(partner.organisation_id)} == {"administrator", "incident_submitter"}
    assert (application.state, application.organisation_id, application.reporter_id) == (
        "agreed",
        partner.organisation_id,
        puck.pk,
    )
    assert Clock.objects.of(application.key).get().verdict == Verdict.KEPT


def test_what_was_found_is_kept_beside_what_was_found_before(application: Case, network: Network) -> None:
    assess(application, network.mirte, Found.NOT_MET)
    assess(application, network.mirte)
    assert {row.found for row in found_of(application).values()} == {"met"}
    assert application.criteria.count() == 2 * len(criteria_of(application))
    assert assess_criteria(case=application, found={"9.9/other": (Found.MET, "")}, by=network.mirte, at=AT) == 0


def test_only_whoever_looks_after_partners_assesses(application: Case, network: Network) -> None:
    with pytest.raises(NotAllowed):
        assess_criteria(case=application, found={"2.1/exam": (Found.MET, "")}, by=network.world.lead, at=AT)


def test_a_declined_applicant_reads_why_behind_the_link(application: Case, network: Network, client: Client) -> None:
    make_move(case=application, move="decline", by=network.mirte, at=AT, text="Je werkt nog niet met ons product.")
    page = client.get(path_of(application)).content.decode()
    assert "Je werkt nog niet met ons product." in page
    assert "afgewezen" in page
    set_scope(SYSTEM)
    with pytest.raises(CannotMove):
        make_move(case=application, move="withdraw", by=None, at=AT, via="link")


def test_an_applicant_answers_and_withdraws_behind_the_link(application: Case, network: Network, client: Client) -> None:
    make_move(case=application, move="ask", by=network.mirte, at=AT, text="Met hoeveel mensen?")
    address, once = path_of(application), str(uuid4())
    assert client.post(f"{address}/reply", {"text": "", "once": once}).status_code == 422
    for _ in range(2):
        assert client.post(f"{address}/reply", {"text": "Met z'n vieren.", "once": once}).status_code == 303
    set_scope(SYSTEM)
    application.refresh_from_db()
    reply = application.messages.get(text="Met z'n vieren.")
    assert (application.state, reply.by_name, reply.from_vendor) == ("in_progress", "Puck Zeldenrust", False)
    assert client.post(f"{address}/withdrawal").status_code == 303
    set_scope(SYSTEM)
    application.refresh_from_db()
    assert application.state == "withdrawn"


def test_a_note_of_the_vendor_does_not_reach_the_applicant(application: Case, network: Network, client: Client) -> None:
    from akkoord.cases.actions import write_note

    write_note(case=application, by=network.mirte, at=AT, text="Geheime twijfel")
    page = client.get(path_of(application))
    assert "Geheime twijfel" not in page.content.decode()
    assert "Wij helpen zorginstellingen." in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert client.get("/partners/applications/geraden").status_code == 404


def test_without_the_link_nobody_outside_knows_of_it(application: Case) -> None:
    set_scope(PUBLIC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM cases_case), (SELECT count(*) FROM partners_applicationdetail)")
        assert cursor.fetchone() == (0, 0)


@pytest.mark.parametrize("name", ["Roos Verhagen", "Niek Schaafsma", "Joris Teunissen"])
def test_others_do_not_find_it(application: Case, network: Network, signed_in: Callable[[Person], Client], name: str) -> None:
    client = signed_in(network.world.person(name))
    for path in (
        application.get_absolute_url(),
        "/partner-desk/applications",
        f"/partner-desk/applications/{application.number}/criteria",
    ):
        assert client.get(path).status_code == 404


def test_a_mail_to_the_applicant_leads_to_the_link(application: Case, run_jobs: Callable[..., int]) -> None:
    run_jobs()
    set_scope(SYSTEM)
    mail = Mail.objects.get(to="puck@wilgenroos.example")
    assert path_of(application) in mail.text
    assert Mail.objects.filter(to="mirte.holleman@meridaan.example").exists()


def test_the_form_makes_one_application_however_often_it_is_sent(network: Network, client: Client) -> None:
    cache.clear()
    once = str(uuid4())
    first = client.post("/partners/apply", {**FORM, "once": once})
    again = client.post("/partners/apply", {**FORM, "once": once})
    assert first.status_code == again.status_code == 303
    assert first["Location"] == again["Location"]
    set_scope(SYSTEM)
    assert Case.objects.filter(kind_name="partner_application").count() == 1
    assert "Bureau Wilgenroos" in client.get(first["Location"]).content.decode()


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(network: Network, client: Client) -> None:
    answer = client.post("/partners/apply", {**FORM, "email": "geen adres"})
    assert answer.status_code == 422
    assert "Bureau Wilgenroos" in answer.content.decode()
    assert client.post("/partners/apply", {**FORM, "kind": "product"}).status_code == 422


def test_a_program_that_fills_in_everything_makes_nothing(network: Network, client: Client) -> None:
    assert client.post("/partners/apply", {**FORM, "nickname": "bot"}).status_code == 302
    set_scope(SYSTEM)
    assert not Case.objects.filter(kind_name="partner_application").exists()


def test_one_address_cannot_apply_without_end(network: Network, client: Client) -> None:
    cache.clear()
    answers = [client.post("/partners/apply", {**FORM, "once": str(uuid4())}).status_code for _ in range(6)]
    assert answers == [303] * 5 + [429]


def test_whoever_looks_after_partners_goes_from_application_to_agreement(
    application: Case, network: Network, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(network.mirte)
    assert "Bureau Wilgenroos" in client.get("/partner-desk/applications").content.decode()
    page = client.get(f"/partner-desk/applications/{application.number}/criteria").content.decode()
    chosen = dict.fromkeys(re.findall(r'name="(found_\d+)"', page), "met")
    assert client.post(f"/partner-desk/applications/{application.number}/criteria", chosen).status_code == 303
    agreed = {"since": TODAY.isoformat(), "organisation": "", "text": "Welkom", "once": str(uuid4())}
    for _ in range(2):
        answer = client.post(f"/partner-desk/applications/{application.number}/agreement", agreed)
        assert answer["Location"] == "/partner-desk/bureau-wilgenroos"
    assert client.get("/partner-desk/bureau-wilgenroos").status_code == 200
    assert client.get(application.get_absolute_url()).status_code == 200
    set_scope(SYSTEM)
    assert Partner.objects.filter(slug__startswith="bureau-wilgenroos").count() == 1
    assert Mail.objects.filter(to="puck@wilgenroos.example").count() == 0  # written once the jobs ran


def test_an_odd_number_for_an_organisation_is_a_fault_in_the_form(
    application: Case, network: Network, signed_in: Callable[[Person], Client]
) -> None:
    address = f"/partner-desk/applications/{application.number}/agreement"
    for odd in ("²", "o²", "9" * 40):
        answer = signed_in(network.mirte).post(address, {"since": TODAY.isoformat(), "organisation": odd, "text": "Welkom"})
        assert answer.status_code == 422 and "Welkom" in answer.content.decode()
    assert signed_in(network.mirte).post(address, {"since": "0202-11-18", "text": "Welkom"}).status_code == 422, (
        "a slip of the pen"
    )


def test_a_known_customer_becomes_partner_as_the_same_organisation(application: Case, network: Network) -> None:
    assess(application, network.mirte)
    partner = agree_application(
        case=application, since=TODAY, text="Welkom", organisation=network.world.customer, by=network.mirte, at=AT
    )  # fmt: skip
    assert partner.organisation == network.world.customer
    assert terms_in_force(partner.organisation_id, AT).code == "reference"

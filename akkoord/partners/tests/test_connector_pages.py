# SPDX-License-Identifier: EUPL-1.2
"""Pages of connectors: supplier and vendor see the same, others find nothing. partner:connector"""

from __future__ import annotations

from uuid import uuid4

import pytest

from akkoord.cases.actions import make_move
from akkoord.cases.models import Case
from akkoord.cases.tests.reading import Reader
from akkoord.cases.tests.reading import signed_in as client_of
from akkoord.partners.actions.connectors import ask_certificate, register_connector
from akkoord.partners.models import Certificate, Connector, Partner
from akkoord.people.models import Person
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.partners import found_partners

AT = amsterdam("Mon 2026-03-02 10:00")
TYPED = {
    "name": "Tweede brug",
    "links_to": "Klokkit",
    "description": "Verlof gaat over.",
    "touched": ["leave", "payroll"],
    "version": "1.0",
}


@pytest.fixture(autouse=True)
def connector(world) -> Connector:
    found_partners()
    supplier = Partner.objects.get(slug="koppelhuis-vaartveld").organisation
    return register_connector(
        organisation=supplier, name="Klokbrug", links_to="Klokkit", description="Uren gaan over.", fields=["payroll"], version="1.0",
        by=person("Sven Ottevanger"), at=AT,
    )  # fmt: skip


def person(name: str) -> Person:
    return Person.objects.get(name=name)


def signed_in(name: str) -> Reader:
    return client_of(person(name))


@pytest.mark.parametrize("name", ["Sven Ottevanger", "Mirte Holleman"])
def test_supplier_and_vendor_read_how_it_stands(name):
    client = signed_in(name)
    assert "Klokbrug" in client.get("/connectors", at=AT).content.decode()
    page = client.get("/connectors/klokbrug", at=AT).content.decode()
    assert "Geregistreerd, niet gecertificeerd" in page
    assert "/connectors/klokbrug/certification" in page


@pytest.mark.parametrize("name", ["Roos Verhagen", "Marieke Oosterbaan", "Joris Teunissen"])
@pytest.mark.parametrize("path", ["", "/change", "/certification", "/end"])
def test_another_partner_a_customer_and_the_desk_find_nothing(name, path):
    assert signed_in(name).get(f"/connectors/klokbrug{path}", at=AT).status_code == 404


def test_who_supplies_no_connector_sees_no_list():
    assert signed_in("Marieke Oosterbaan").get("/connectors", at=AT).status_code == 404


def test_a_connector_is_registered_by_form_and_what_is_missing_is_said_with_what_was_typed():
    client = signed_in("Sven Ottevanger")
    supplier = Partner.objects.get(slug="koppelhuis-vaartveld").organisation_id
    wrong = client.post("/connectors/new", {**TYPED, "organisation": supplier, "links_to": ""}, at=AT)
    assert wrong.status_code == 422
    assert "Verlof gaat over." in wrong.content.decode()
    assert client.post("/connectors/new", {**TYPED, "organisation": supplier}, at=AT).url == "/connectors/tweede-brug"
    assert Connector.objects.get(slug="tweede-brug").fields == ["leave", "payroll"]


def test_nobody_registers_in_the_name_of_another_partner():
    other = Partner.objects.get(slug="roosterkring").organisation_id
    assert signed_in("Sven Ottevanger").post("/connectors/new", {**TYPED, "organisation": other}, at=AT).status_code == 422
    assert not Connector.objects.filter(slug="tweede-brug").exists()


def test_a_supplier_begins_a_certification_and_the_vendor_ends_it_with_a_certificate():
    sven, mirte = signed_in("Sven Ottevanger"), signed_in("Mirte Holleman")
    once = str(uuid4())
    first = sven.post("/connectors/klokbrug/certification", {"once": once, "text": "Alles staat klaar."}, at=AT)
    again = sven.post("/connectors/klokbrug/certification", {"once": once, "text": "Alles staat klaar."}, at=AT)
    assert first.url == again.url
    case = Case.objects.get(kind_name="certification")
    make_move(case=case, move="hand_in", by=person("Sven Ottevanger"), at=AT, text="De beschrijving.")
    for move in ("pass_technical", "pass_tests"):
        make_move(case=case, move=move, by=person("Mirte Holleman"), at=AT, text="In orde.")
    address = f"/certifications/{case.number}/certificate"
    assert address in mirte.get(first.url, at=AT).content.decode()
    assert address not in sven.get(first.url, at=AT).content.decode()
    given = {"score": "green", "reported_on": case.opened_at.date().isoformat(), "text": "Groen."}
    assert sven.post(address, given, at=AT).status_code == 404
    assert mirte.post(address, {**given, "reported_on": "2999-01-01"}, at=AT).status_code == 422
    assert mirte.post(address, given, at=AT).url == first.url
    assert Certificate.objects.get().score == "green"
    assert "Gecertificeerd tot en met" in sven.get("/connectors/klokbrug", at=AT).content.decode()


def test_the_generic_address_of_a_move_gives_no_certificate_without_a_report():
    case = ask_certificate(connector=Connector.objects.get(), text="Klaar.", by=person("Sven Ottevanger"), at=AT)
    assert signed_in("Mirte Holleman").post(f"/cases/{case.number}/certificate", {"text": "Groen."}, at=AT).status_code == 404
